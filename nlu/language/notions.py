"""The notions: what kind of word says what kind of thing, whatever the policy.

Each is a word file of its Chinese name in this folder.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from ..phrases import Entry
from .vocabulary import Example, Vocabulary


class Notion(StrEnum):
    """The value is the name of the notion's file."""

    SELF = "自称"
    CALLER = "来电"
    OTHERS = "旁人"
    OWN = "拥有"
    STOPPED = "停了"
    DENIAL = "否定"
    DOUBLE_DENIAL = "双重否定"
    SUPPOSITION = "假设"
    PLAN = "计划"
    UNDER_CONSTRUCTION = "在建"
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
    PAID = "付出"
    BREAK = "另起"
    YES = "肯定"
    NO = "否认"
    NOTHING = "一点没有"
    YUAN = "人民币"
    DOLLARS = "美元"
    NO_ANSWER = "不算回答"


_NOTIONS = Vocabulary(Notion, Path(__file__).parent)


def notion_entries() -> Iterator[Entry[Notion]]:
    """Every expression of every notion. Raises LanguageError."""
    return _NOTIONS.entries()


def notion_examples() -> Iterator[Example[Notion]]:
    """The examples of every entry, for the tests. Raises LanguageError."""
    return _NOTIONS.examples()
