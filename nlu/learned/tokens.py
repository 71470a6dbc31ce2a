"""Texts as the network's pieces: the vocabulary of multilingual-e5, cut to Chinese and business English."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tokenizers import Tokenizer

FOLDER = Path(__file__).parent.parent / "data" / "reader"
BEGIN, PAD, END = 0, 1, 2
LONGEST_FACT = 48


@dataclass(frozen=True, slots=True)
class Tokens:
    """Pieces with the places in the text that each stands for; the first and the last mark the ends."""

    ids: Sequence[int]
    places: Sequence[tuple[int, int]]

    def covering(self, start: int, end: int) -> tuple[int, ...]:
        """The pieces that overlap a stretch of the text."""
        return tuple(i for i, (a, b) in enumerate(self.places) if a < end and start < b)


@cache
def _tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(FOLDER / "tokenizer.json"))


def tokens(text: str, most: int) -> Tokens:
    """The first `most` pieces of a text."""
    found = _tokenizer().encode(text)
    ids, places = found.ids[:most], found.offsets[:most]
    return Tokens((BEGIN, *ids, END), ((0, 0), *places, (0, 0)))
