"""What the classifier sees of a message: words, character n-grams, cues, and its embedding.

Quantities are masked by their unit first: which number was told says nothing about
what the speaker wants, that there was one of 家 or of money says much.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from .pack_words import PackWords
from .quantities import Mention
from .tokens import words

Vector = NDArray[np.float32]
Embed = Callable[[str], Vector]

CHAR_NGRAMS = (1, 2, 3)


def masked(text: str, mentions: Sequence[Mention]) -> str:
    """`text` with every quantity replaced by 〈unit〉.

    >>> from .quantities import scan
    >>> masked("我们有40多家企业", scan("我们有40多家企业"))
    '我们有〈家〉企业'
    """
    parts: list[str] = []
    place = 0
    for mention in mentions:
        parts += [text[place : mention.start], f"〈{mention.unit or '数'}〉"]
        place = mention.end
    return "".join(parts) + text[place:]


def symbols(text: str, mentions: Sequence[Mention], pack: PackWords) -> list[str]:
    """The sparse features of a message, by name."""
    plain = masked(text, mentions).lower()
    found = [f"w:{word}" for word in words(plain, pack.terms)]
    found += [f"v:{a}_{b}" for a, b in pairwise(found)]
    framed = f"^{plain}$"
    found += [f"c:{gram}" for gram in _ngrams(framed)]
    found += [f"m:{name}" for name in pack.measures_named(text)]
    found.append(f"n:{min(len(plain) // 4, 8)}")
    return found


def _ngrams(text: str) -> Iterator[str]:
    for size in CHAR_NGRAMS:
        for start in range(len(text) - size + 1):
            yield text[start : start + size]
