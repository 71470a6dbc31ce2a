"""The numbers of a list are no quantities: 1)… 2)…, 一、… 二、…, （1）…（2）…, 一是… 二是….

They count up. A number that begins a message may be the only one of its list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .counters import COUNTERS

_CN = "一二三四五六七八九十"
_NUMBER = rf"(?:(?<![\d.])\d{{1,2}}|(?<![{_CN}百千万])[{_CN}]{{1,3}})"
_WORD = rf"\s*(?![{_CN}百千万亿两几])[\u4e00-\u9fffA-Za-z]"
_LARGE = r"\s*(?:\d{3,}|\d+(?:\.\d+)?[万亿kKwW])"
_COUNTED = rf"(?:{COUNTERS}|[年月日天周平亩方元块万亿%])"
_FORMS = {
    "bracket": re.compile(rf"\(({_NUMBER})\)"),
    "half bracket": re.compile(rf"(?<!\()({_NUMBER})\)"),
    "pause": re.compile(rf"({_NUMBER})、(?={_WORD}|{_LARGE})"),
    "dot": re.compile(rf"({_NUMBER})\.(?={_WORD}|\s+\d)"),
    "colon": re.compile(rf"({_NUMBER}):(?!\d{{2}}(?!\d))(?={_WORD}|{_LARGE}|\s)"),
    "blank": re.compile(rf"(?<=\s)(\d{{1,2}})\s(?={_WORD})(?!{_COUNTED})"),
    "is": re.compile(rf"([{_CN}])是(?!吗|吧|的|\1)"),
}
_POSSIBLE = re.compile(rf"[\d{_CN}][)、.:是\s]")
_ONES = ("", *_CN[:9])
_ORDER = {
    f"{tens}{one}": 10 * n + k
    for n, tens in enumerate(("", "十", "二十"))
    for k, one in enumerate(_ONES)
}
_BLANK = ";"
_MOST_ALONE = 10
"""A larger number that opens a message answers something: 40、3700万."""


def without_list_marks(text: str) -> str:
    """`text` with the numbers of its lists blanked, every character in its place.

    >>> without_list_marks("1)成交额3700万元2)入网44家")
    ';;成交额3700万元;;入网44家'
    """
    if not _POSSIBLE.search(text):
        return text
    chars = list(text)
    for form, pattern in _FORMS.items():
        for start, end in _counting_up(
            pattern, "".join(chars), alone=form not in ("bracket", "blank", "is")
        ):
            chars[start:end] = _BLANK * (end - start)
    return "".join(chars)


def _counting_up(pattern: re.Pattern[str], text: str, alone: bool) -> Iterator[tuple[int, int]]:
    """The spans of a form that make a list: 1, 2, 3 …, or any number that opens the text."""
    found = [(_value(match[1]), match.span()) for match in pattern.finditer(text)]
    opening = len(text) - len(text.lstrip()) if alone else -1
    last = 0
    for place, (number, span) in enumerate(found):
        opens = span[0] == opening and number < _MOST_ALONE
        begins = number == 1 and any(later == 2 for later, _ in found[place + 1 :])
        if opens or begins or (last and number == last + 1):
            last = number
            yield span


def _value(word: str) -> int:
    if word.isdigit():
        return int(word)
    return _ORDER.get(word, 0)
