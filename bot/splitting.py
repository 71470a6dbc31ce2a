"""Long texts in parts that a platform takes, cut where a reader would pause."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

_BREAKS = ("\n\n", "\n", "。", "；", "，")


def utf8_bytes(text: str) -> int:
    """The size WeChat counts."""
    return len(text.encode())


def utf16_units(text: str) -> int:
    """The size Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(text: str, most: int, size: Callable[[str], int]) -> list[str]:
    """A long text in parts that each fit, cut at paragraphs, lines or sentences.

    >>> split("一二三。四五六。", 12, utf8_bytes), split("一二三。四五六。", 5, utf16_units)
    (['一二三。', '四五六。'], ['一二三。', '四五六。'])
    """
    found = []
    rest = text.strip()
    while size(rest) > most:
        place = _cut(rest, most, size)
        found.append(rest[:place].rstrip())
        rest = rest[place:].lstrip()
    return [*found, rest]


def _cut(text: str, most: int, size: Callable[[str], int]) -> int:
    """Where to cut so that what stands before fits."""
    fits = bisect_right(range(1, min(most, len(text)) + 1), most, key=lambda end: size(text[:end]))
    for mark in _BREAKS:
        place = text.rfind(mark, fits // 2, fits)
        if place > 0:
            return place + len(mark)
    return max(fits, 1)
