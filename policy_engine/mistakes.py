"""Mistakes in files that people write, in their words: nothing of the libraries that found them."""

from __future__ import annotations

import re

import yaml
from pydantic_core import ErrorDetails

_TOLD = {
    "missing": "缺这一项",
    "extra_forbidden": "没有这一项",
    "string_type": "这里要一段文字（数字请加引号）",
    "bool_type": "这里要 true 或 false",
    "bool_parsing": "这里要 true 或 false",
    "list_type": "要写成列表，如 [甲, 乙]，或每行以“- ”开头",
    "dict_type": "这里要“键: 值”",
    "model_type": "这里要“键: 值”",
    "date_from_datetime_parsing": "日期要写成 2023-12-21",
    "date_from_datetime_inexact": "日期要写成 2023-12-21",
    "date_parsing": "日期要写成 2023-12-21",
    "date_type": "日期要写成 2023-12-21",
    "too_short": "不能是空的，或者少写了",
    "too_long": "这里写多了",
    "string_too_short": "不能是空的",
    "decimal_parsing": "这里要一个数",
    "decimal_type": "这里要一个数",
    "int_parsing": "这里要一个整数",
    "float_parsing": "这里要一个数",
    "enum": "没有这个名字",
}


def in_words(error: ErrorDetails) -> str:
    """What is wrong and what is wanted, for one mistake of a file's shape."""
    if error["type"] == "literal_error":
        names = re.findall("'(.+?)'", str(error.get("ctx", {}).get("expected", "")))
        return f"“{error['input']}”不行" + (f"，只能是 {'、'.join(names)}" if names else "")
    own = error["msg"].removeprefix("Value error, ")
    return _TOLD.get(error["type"]) or (own if error["type"] == "value_error" else "这里写得不对")


def path_in_words(error: ErrorDetails) -> str:
    """Where it is: “问答 › 第 3 个 › 意图”."""
    steps = [f"第 {step + 1} 个" if isinstance(step, int) else str(step) for step in error["loc"]]
    return " › ".join(steps)


def yaml_in_words(error: Exception) -> str:
    """What is wrong with a file that is no YAML, with line and column where they are known."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = f"第 {mark.line + 1} 行第 {mark.column + 1} 列" if mark is not None else ""
    if isinstance(error, UnicodeDecodeError):
        return "不是 UTF-8 文本，请另存为 UTF-8"
    if isinstance(error, yaml.YAMLError):
        return f"{place}读不通，请检查缩进、冒号与引号"
    return "这里读不懂，请检查缩进、冒号、引号，日期要写成 2023-12-21"
