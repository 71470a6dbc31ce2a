"""What a message speaks of, masked: quantities by their unit, a pack's trade words as one.

Which number was told and which trade it is says little about what the speaker wants.
Masked, the messages about every policy look alike, and one model serves them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import ahocorasick_rs

from .phrases import GAP
from .quantities import Mention

TRADE = "〈事〉"
SHORTEST = 2
"""A single character is too often part of another word."""

Cut = tuple[int, int, str]


class Masking:
    """The trade words of a pack, ready to be masked.

    >>> Masking(["海外仓", "公共海外仓"]).masked("建公共海外仓有补贴吗", ())
    '建〈事〉有补贴吗'
    """

    def __init__(self, trade_words: Iterable[str]) -> None:
        words = sorted({_folded(w) for w in trade_words if len(w) >= SHORTEST and GAP not in w})
        self._automaton = (
            ahocorasick_rs.AhoCorasick(words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
            if words
            else None
        )

    def masked(self, text: str, mentions: Sequence[Mention]) -> str:
        """`text` with every quantity as 〈unit〉 and every trade word as 〈事〉.

        >>> from .quantities import scan
        >>> Masking(["入网企业"]).masked("有40多家入网企业", scan("有40多家入网企业"))
        '有〈家〉〈事〉'
        """
        cuts: list[Cut] = [(m.start, m.end, f"〈{m.unit or '数'}〉") for m in mentions]
        cuts += [
            word
            for word in self._words(text)
            if not any(word[0] < m.end and m.start < word[1] for m in mentions)
        ]
        return _replaced(text, sorted(cuts))

    def _words(self, text: str) -> Iterator[Cut]:
        if self._automaton is not None:
            for _, start, end in self._automaton.find_matches_as_indexes(_folded(text)):
                yield start, end, TRADE


def _replaced(text: str, cuts: Sequence[Cut]) -> str:
    parts: list[str] = []
    place = 0
    for start, end, mask in cuts:
        touches = start == place and parts and parts[-1] == mask == TRADE
        parts += [] if touches else [text[place:start], mask]
        place = end
    return "".join(parts) + text[place:]


def _folded(text: str) -> str:
    """In lower case, every character in its place (İ has two in lower case)."""
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)
