"""What tells an intent: the words and character n-grams of a masked message, how it begins and ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from .tokens import words

Vector = NDArray[np.float32]
Embed = Callable[[str], Vector]

CHAR_NGRAMS = (1, 2, 3)
FIRST, LAST = 6, 8
"""Characters at the beginning and at the end, where a question shows."""
_MASK = re.compile("(〈[^〉]*〉)")


def symbols(masked: str) -> list[str]:
    """The sparse features of a masked message, by name."""
    plain = masked.lower()
    found = [f"w:{word}" for word in _words(plain)]
    found += [f"v:{a}_{b}" for a, b in pairwise(found)]
    found += [f"c:{gram}" for size in CHAR_NGRAMS for gram in _ngrams(f"^{plain}$", size)]
    found += [f"h:{gram}" for gram in _ngrams(plain[:FIRST], 2)]
    found += [f"t:{gram}" for gram in _ngrams(plain[-LAST:], 2)]
    found.append(f"n:{min(len(plain) // 4, 8)}")
    return found


def _words(plain: str) -> Iterator[str]:
    """A mask is a word."""
    for piece in _MASK.split(plain):
        if _MASK.fullmatch(piece):
            yield piece
        else:
            yield from words(piece)


def _ngrams(text: str, size: int) -> Iterator[str]:
    return (text[start : start + size] for start in range(len(text) - size + 1))
