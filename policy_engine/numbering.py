"""How paragraphs of a document are numbered: 第八条, 一、 （一） 1. （1） ① and 8.1.

>>> marker("（二）租金补贴。"), marker("1.5万元以上的") is None
(Marker(style=<Style.BRACKETED: 2>, label='（二）', number=2), True)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum


class Style(IntEnum):
    """The ways to number; of two lists the lower one stands inside the higher."""

    ATTACHMENT = -3  # 附件1, alone in its paragraph
    CHAPTER = -2  # 第一章
    SECTION = -1  # 第一节
    ARTICLE = 0  # 第一条, counted through the whole document
    CHINESE = 1  # 一、
    BRACKETED = 2  # （一）
    DIGIT = 3  # 1.
    BRACKETED_DIGIT = 4  # （1）
    CIRCLED = 5  # ①
    DECIMAL = 6  # 8.1, which names its place itself

    @property
    def is_list(self) -> bool:
        return Style.CHINESE <= self <= Style.CIRCLED

    @property
    def names_itself(self) -> bool:
        """Whether the label alone says which one it is, wherever it stands."""
        return self in (Style.CHAPTER, Style.ARTICLE, Style.DECIMAL)


@dataclass(frozen=True, slots=True)
class Marker:
    """The number at the beginning of a paragraph."""

    style: Style
    label: str
    number: int


_NUMERAL = "[零〇一二三四五六七八九十百]+"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_STYLES = {
    Style.ATTACHMENT: re.compile(rf"(附[件表录]\s*(?P<n>{_NUMERAL}|\d{{1,2}})?)[:：]?\s*$"),
    Style.CHAPTER: re.compile(rf"(第(?P<n>{_NUMERAL}|\d+)[编章])(?=\s|$)"),
    Style.SECTION: re.compile(rf"(第(?P<n>{_NUMERAL}|\d+)节)(?=\s|$)"),
    Style.ARTICLE: re.compile(rf"(第(?P<n>{_NUMERAL}|\d+)条(?:之{_NUMERAL})?)"),
    Style.CHINESE: re.compile(rf"((?P<n>{_NUMERAL}))、"),
    Style.BRACKETED: re.compile(rf"(（(?P<n>{_NUMERAL})）)"),
    Style.DECIMAL: re.compile(r"((?P<n>\d{1,2})(?:\.\d{1,2})+)[\s、]"),
    Style.DIGIT: re.compile(r"((?P<n>\d{1,3}))(?:[.．](?!\d)|、)"),
    Style.BRACKETED_DIGIT: re.compile(r"(（(?P<n>\d{1,3})）)"),
    Style.CIRCLED: re.compile(rf"((?P<n>[{_CIRCLED}]))"),
}
_HALF_BRACKETS = str.maketrans("()", "（）")
_SPACED = re.compile(r"^第\s*(\S+?)\s*条")


def marker(paragraph: str) -> Marker | None:
    """The number that a paragraph begins with, if it begins with one."""
    begins = _SPACED.sub(r"第\1条", paragraph[:24].translate(_HALF_BRACKETS).strip())
    for style, pattern in _STYLES.items():
        found = pattern.match(begins)
        if found:
            return Marker(style, "".join(found[1].split()), number_of(found["n"] or "") or 0)
    return None


def plain_label(label: str) -> str:
    """A label as it is kept: without blanks, its brackets in full width.

    >>> plain_label("三 (二)")
    '三（二）'
    """
    return "".join(label.split()).translate(_HALF_BRACKETS)


def number_of(numeral: str) -> int | None:
    """The number that a numeral of a heading stands for.

    >>> number_of("二十三"), number_of("十"), number_of("107"), number_of("③"), number_of("甲")
    (23, 10, 107, 3, None)
    """
    if numeral.isdecimal():
        return int(numeral)
    if numeral in _CIRCLED and numeral:
        return _CIRCLED.index(numeral) + 1
    if not re.fullmatch(_NUMERAL, numeral):
        return None
    total = digit = 0
    for char in numeral:
        worth = {"十": 10, "百": 100}.get(char)
        if worth is None:
            digit = "零一二三四五六七八九".find(char.replace("〇", "零"))
        else:
            total, digit = total + (digit or 1) * worth, 0
    return total + digit
