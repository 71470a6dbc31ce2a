"""Cleaning a message: one plain form to understand, with the way back to what was typed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

import opencc

MAX_LENGTH = 1_000
"""Characters that are read; what a person tells of a business fits well within."""

_GAP_IN_NUMBER = re.compile(
    r"(?<=\d)\s+(?=\d{3}(?!\d))"  # 3 000
    r"|(?<=[\d多几])\s+(?=[十百千万亿多]|个月|年(?![成交销营出进跨流运度])|家|票|平(?!台)|元|块)|(?<=[十百千万])\s+(?=[多几])"  # 40 多 家
    r"|(?<=千)\s+(?=[一二两三四五六七八九]百)|(?<=百)\s+(?=[一二三四五六七八九]十)"  # 三千 五百
    r"|(?<=万)\s+(?=[一二两三四五六七八九]千)|(?<=亿)\s+(?=[一二两三四五六七八九]千)"
    r"|(?<=[一二两三四五六七八九几])\s+(?=[十百千万亿])|(?<=[十百千])\s+(?=[万亿])"  # 三 十 万
)
_REPEATED = re.compile(r"(.)\1{20,}")


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
    places: list[int] = []
    for place, typed in enumerate(message[:MAX_LENGTH]):
        for char in unicodedata.normalize("NFKC", typed):
            if unicodedata.category(char)[0] != "C":
                chars.append(char)
                places.append(place)
            elif char in "\n\r\t":
                chars.append(" ")
                places.append(place)
    text = _simplified("".join(chars))
    keep = _kept(text)
    return CleanText(message, "".join(text[i] for i in keep), tuple(places[i] for i in keep))


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


def _kept(text: str) -> list[int]:
    dropped: set[int] = set()
    for gap in _GAP_IN_NUMBER.finditer(text):
        dropped.update(range(*gap.span()))
    for run in _REPEATED.finditer(text):
        if not run.group(1).isdigit():
            dropped.update(range(run.start() + 3, run.end()))
    return [i for i in range(len(text)) if i not in dropped]


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")
