"""The notions: what kind of word says what kind of thing, whatever the policy.

Each is a YAML file of its Chinese name in this folder:

```yaml
说明: 说没有、不是
词:
  没有: [我们没有海外仓]        # an expression, with examples in which it must be found
不算:
  没有问题: [没有问题，可以的]   # a longer expression that does not count, with examples
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ..phrases import Entry
from ..yaml_file import read_yaml


class Notion(StrEnum):
    """The value is the name of the notion's file."""

    SELF = "自称"
    CALLER = "来电"
    OTHERS = "旁人"
    ANOTHER_FIRM = "换一家"
    OWN = "拥有"
    STOPPED = "停了"
    DENIAL = "否定"
    DOUBLE_DENIAL = "双重否定"
    SUPPOSITION = "假设"
    PLAN = "计划"
    UNDER_CONSTRUCTION = "在建"
    NOT_YET = "还没成"
    NEXT_YEAR = "明年"
    NOT_OPEN = "没开业"
    FORMERLY = "从前"
    LAST_YEAR = "去年"
    YEARS_AGO = "前年"
    NOW = "现在"
    FIRST_HALF = "上半年"
    SECOND_HALF = "下半年"
    PART_OF_YEAR = "半年季度"
    PER_PERIOD = "每期"
    THRESHOLD = "门槛"
    QUESTION = "疑问"
    WHETHER = "是否"
    SUBSIDY = "补贴"
    POLICY = "政策"
    UNSURE = "不确定"
    MISTAKE = "更正"
    REPLACED = "被更正"
    VOID = "作废"
    TAKE_AWAY = "拿掉"
    MEANT = "说的是"
    MORE = "再多"
    LESS = "再少"
    DOUBLED = "翻番"
    LATER = "过些时候"
    SHARE_LEFT = "剩下"
    SAME = "一样"
    ALL_NEW = "都是新的"
    UNQUALIFIED = "不够格"
    EVERY = "全都"
    EARLIER_WORDS = "刚才"
    SUM = "求和"
    PART = "其中"
    ON_TOP = "追加"
    CHANGE = "增减"
    BECAME = "变为"
    QUALIFYING = "够条件"
    SHORT = "短缺"
    REACHES = "凑满"
    ONLY = "只有"
    ELSEWHERE = "别处"
    UNIT_PRICE = "单价"
    OTHER_MONEY = "别的钱"
    OTHER_TIME = "别的时长"
    OTHER_COUNT = "别的数"
    SETTLED = "定下"
    INVESTED = "投入"
    PAID = "付出"
    BREAK = "另起"
    YES = "肯定"
    NO = "否认"
    NOTHING = "一点没有"
    YUAN = "人民币"
    DOLLARS = "美元"
    NO_ANSWER = "不算回答"


class LanguageError(ValueError):
    """A notion's file is not as it should be; the message names file and entry."""


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")
    meaning: str = Field(alias="说明", min_length=1)
    words: dict[str, list[str]] = Field(alias="词", min_length=1)
    excluded: dict[str, list[str]] = Field(default_factory=dict, alias="不算")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence in which an expression of a notion must be found, or must not."""

    notion: Notion
    expression: str
    sentence: str
    found: bool


@cache
def _files() -> dict[Notion, _File]:
    return {notion: _read(notion) for notion in Notion}


def _read(notion: Notion) -> _File:
    file = Path(__file__).parent / f"{notion.value}.yml"
    try:
        found = _File.model_validate(read_yaml(file))
    except (OSError, yaml.YAMLError, ValidationError, ValueError) as error:
        raise LanguageError(f"{file.name}：{str(error).splitlines()[0]}") from None
    for expression, examples in (*found.words.items(), *found.excluded.items()):
        if not examples:
            raise LanguageError(f"{file.name}：“{expression}”没有例句，至少写一句")
    return found


def notion_entries() -> Iterator[Entry[Notion]]:
    """Every expression of every notion. Raises LanguageError."""
    for notion, file in _files().items():
        for expression in file.words:
            yield Entry(notion, expression)
        for expression in file.excluded:
            yield Entry(notion, expression, excluded=True)


def notion_examples() -> Iterator[Example]:
    """The examples of every entry, for the tests. Raises LanguageError."""
    for notion, file in _files().items():
        for found, entries in ((True, file.words), (False, file.excluded)):
            for expression, sentences in entries.items():
                for sentence in sentences:
                    yield Example(notion, expression, sentence, found)
