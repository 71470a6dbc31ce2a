"""What a dialect says in words of its own, in those of the standard language (data/dialects.yml)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .yaml_file import read_yaml

_FILE = Path(__file__).parent / "data" / "dialects.yml"


@dataclass(frozen=True, slots=True)
class _Dialect:
    marks: re.Pattern[str]
    words: re.Pattern[str]
    standard: Mapping[str, str]


def in_standard_words(text: str) -> str:
    """The text with the small words of a dialect replaced, character by character, so that every
    place stays; only where it has a character of that dialect alone.

    >>> in_standard_words("我租嘅系写字楼，唔系孵化器嚟㗎")
    '我租的是写字楼，不是孵化器来呀'
    >>> in_standard_words("系统几多年没换了呢")
    '系统几多年没换了呢'
    """
    for dialect in _dialects():
        if dialect.marks.search(text):
            # twice: what the first pass makes (嘅系 → 的系) may be a word itself
            for _ in range(2):
                text = dialect.words.sub(lambda found: dialect.standard[found[0]], text)  # noqa: B023
    return text


@cache
def _dialects() -> tuple[_Dialect, ...]:
    return tuple(_read())


def _read() -> Iterator[_Dialect]:
    for each in read_yaml(_FILE).values():
        standard: Mapping[str, str] = each["words"]
        uneven = [word for word, plain in standard.items() if len(word) != len(plain)]
        if uneven:
            raise ValueError(f"{_FILE.name}: {uneven} must keep their length")
        longest = sorted(standard, key=len, reverse=True)
        yield _Dialect(
            re.compile("|".join(each["marks"])),
            re.compile("|".join(map(re.escape, longest))),
            standard,
        )
