"""Cleaning a message: one plain form to understand, with the way back to what was typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import opencc

from .dialects import in_standard_words
from .quantities import gaps_in

MAX_LENGTH = 1_000
"""Characters that are read; what a person tells of a business fits well within."""

_REPEATED = re.compile(r"(.)\1{20,}")
_LINE = "\n"
"""Any new line or tab until the end of cleaning: no number goes across it."""
_KEY_CAP, _EMOJI_STYLE = "\u20e3", "\ufe0f"
_LIST_KEY = re.compile(r"(?<!\u20e3)(?<=\d)\u20e3(?!\d\u20e3|[\s\d万亿千百家平个票元年月天%])")
"""The key cap of 1️⃣入网46家, but not those of 4️⃣6️⃣家."""
_APART = re.compile(r"(?:(?<=\d\d)|(?<=\A\d))，(?=\d{3}万)")
"""610减420，190万 and 2，620万: with a Chinese comma, two numbers and not one of thousands."""
_NOT = re.compile(r"冒(?=[搞做卖开赚办报听讲写算]|出口|一分|干过|弄)")
"""冒做: how 冇 is often typed in Hunan; not 冒险, 感冒. 冒得 is a word of its own."""
_RAISED = {raised: str(digit) for digit, raised in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}
_CIRCLED = {circled: f"({n})" for n, circled in enumerate("①②③④⑤⑥⑦⑧⑨⑩", 1)} | {
    circled: f"({n})" for n, circled in enumerate("❶❷❸❹❺❻❼❽❾❿", 1)
}
"""They number the lines of a list."""
_FRACTIONS = frozenset("½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞")


@dataclass(frozen=True, slots=True)
class CleanText:
    """`text` is what the pipeline reads; `places[i]` is where its i-th character was typed."""

    original: str
    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The typed span of a cleaned span.

        >>> message = clean("有４０ 多家")
        >>> message.text, message.span(1, 5)
        ('有40多家', (1, 6))
        """
        if start >= end:
            return (0, 0)
        return self.places[start], self.places[end - 1] + 1


def clean(message: str) -> CleanText:
    """NFKC, traditional to simplified, no control characters, no blanks inside numbers.

    >>> clean("我們有四十多傢入網企業").text
    '我们有四十多家入网企业'
    """
    chars: list[str] = []
    typed_at: list[int] = []
    read = _APART.sub("；", message[:MAX_LENGTH])
    read = _NOT.sub("冇", read)
    for place, typed in enumerate(read):
        for char in _plain(typed, chars):
            chars.append(char)
            typed_at.append(place)
    places: Sequence[int] = typed_at
    text = _LIST_KEY.sub(")", in_standard_words(_simplified("".join(chars))))
    text, places = _without({i for i, char in enumerate(text) if char == _KEY_CAP}, text, places)
    text, places = _without(_dropped(text), text, places)
    return CleanText(message, text.replace(_LINE, " "), tuple(places))


def _plain(typed: str, before: list[str]) -> str:
    """One typed character in plain form: none, one, or several characters."""
    if typed < "\x7f":
        return typed if typed >= " " else _LINE if typed in "\n\r\t" else ""
    if typed in _RAISED and before[-2:] == ["1", "0"]:  # 10⁶
        return f"^{_RAISED[typed]}"
    if typed in _CIRCLED:
        return _CIRCLED[typed]
    plain = unicodedata.normalize("NFKC", typed)
    if typed == "㎡" and before and before[-1] in "kKwW":  # 2.3k㎡ are thousands, no km²
        plain = f" {plain}"
    if typed in _FRACTIONS and before and before[-1].isdigit():  # 2½
        plain = f" {plain}"
    return "".join(c for c in plain if unicodedata.category(c)[0] != "C" and c != _EMOJI_STYLE)


def clean_text(message: str) -> str:
    """The cleaned message alone."""
    return clean(message).text


@lru_cache(maxsize=4096)
def plain_label(label: str) -> str:
    """A label of a pack as it reads in a cleaned message."""
    return clean_text(label).strip()


def _simplified(text: str) -> str:
    converted: str = _converter().convert(text)
    # Word-wise conversion may change the length; then character by character keeps places.
    if len(converted) != len(text):
        converted = "".join(_converter().convert(char)[:1] or char for char in text)
    return converted


def _dropped(text: str) -> set[int]:
    """The places of what is left out: blanks inside numbers, and the rest of a long run."""
    dropped = gaps_in(text)
    for run in _REPEATED.finditer(text):
        if not run.group(1).isdigit():
            dropped.update(range(run.start() + 3, run.end()))
    return dropped


def _without(dropped: set[int], text: str, places: Sequence[int]) -> tuple[str, Sequence[int]]:
    if not dropped:
        return text, places
    keep = [i for i in range(len(text)) if i not in dropped]
    return "".join(text[i] for i in keep), [places[i] for i in keep]


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")
