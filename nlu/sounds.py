"""Misspellings by sound: 海外藏 is read as 海外仓, 入往企业 as 入网企业.

Voice recognition and hurried typing write homophones. Wherever a stretch of text sounds
like one of the pack's own terms (with the confusions of southern accents: zh/z, n/l,
eng/en …) and is not itself a common word, it is read as that term. Replacing keeps the
length, so places in the text stay what they were.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import contains

os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # single characters are all we need

from pypinyin.constants import PINYIN_DICT

from .tokens import is_common_word

_CONFUSED = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"))
SHORTEST = 2


@dataclass(frozen=True)
class Sounds:
    """The terms of a pack by how their first character sounds, longer ones first."""

    terms: Mapping[str, Sequence[tuple[tuple[str, ...], str]]]

    @classmethod
    def of(cls, terms: Iterable[str]) -> Sounds:
        found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for term in sorted(terms, key=len, reverse=True):
            key = tuple(main_syllable(char) for char in term)
            if len(term) >= SHORTEST and all(key):
                found.setdefault(key[0], []).append((key, term))
        return cls(found)

    def corrected(self, text: str) -> str:
        """`text` with every stretch that only sounds like a term replaced by the term.

        >>> Sounds.of(["海外仓", "入网企业"]).corrected("我们海外藏和入往企业")
        '我们海外仓和入网企业'
        """
        # Right after a number stands its unit: 2200平能拿多少 speaks of no 平台.
        heard = [syllables(char) for char in text]
        chars = list(text)
        place = 0
        while place < len(chars):
            term = (
                None if text[place - 1 : place].isnumeric() else self._term_at(heard, text, place)
            )
            if term is None:
                place += 1
            else:
                chars[place : place + len(term)] = term
                place += len(term)
        return "".join(chars)

    def _term_at(self, heard: Sequence[frozenset[str]], text: str, place: int) -> str | None:
        for first in heard[place]:
            for key, term in self.terms.get(first, ()):
                part = heard[place : place + len(key)]
                if len(part) == len(key) and all(map(contains, part, key)):
                    return term if _may_replace(text[place : place + len(key)], term) else None
        return None


def _may_replace(written: str, term: str) -> bool:
    """Most of the term must be there as written, and what is written must be no word itself."""
    same = sum(a == b for a, b in zip(written, term, strict=True))
    if written == term or same == 0:
        return False
    return not is_common_word(written)


@lru_cache(maxsize=8192)
def syllables(char: str) -> frozenset[str]:
    """The toneless, accent-folded readings of a character; empty for anything else."""
    readings = PINYIN_DICT.get(ord(char), "")
    return frozenset(_folded(reading) for reading in readings.split(",") if reading)


def main_syllable(char: str) -> str:
    """How a character of a term is said; its rarer readings (台 as yí) mean other words."""
    return _folded(PINYIN_DICT.get(ord(char), "").split(",")[0])


def pinyin(char: str) -> str:
    """How a character is typed: its first reading without tones; empty for anything else.

    >>> pinyin("仓"), pinyin("a")
    ('cang', '')
    """
    return _toneless(PINYIN_DICT.get(ord(char), "").split(",")[0])


def _toneless(reading: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", reading) if not unicodedata.combining(c))


def _folded(reading: str) -> str:
    plain = _toneless(reading)
    for accent, standard in _CONFUSED:
        plain = plain.replace(accent, standard)
    return "l" + plain[1:] if plain.startswith("n") else plain
