"""The sentences of a policy that a question is about, where it names no measure: those that share
its rare pairs of characters.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from .measure_texts import pairs_of

_END = re.compile(r"(?<=[。；;！？])")
_BLANK = re.compile(r"\s+")
SURE = 2.2
"""As much as a little more than two pairs that no other sentence has."""
AS_GOOD, MOST = 0.8, 2
SHORTEST = 8


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of the text without its blanks, and the label of its clause."""

    clause: str
    sentence: str


@dataclass(frozen=True)
class Passages:
    """The sentences of a policy's text.

    >>> text = {"一": "对新建书屋的村给予补助。对骑行驿站按桩位给予奖励。", "二": "书屋按年度检查，驿站不检查。"}
    >>> [found.sentence for found in passages_of(text.items()).about("骑行驿站的桩位怎么奖励")]
    ['对骑行驿站按桩位给予奖励。']
    """

    all: tuple[Passage, ...] = ()

    def about(self, text: str) -> tuple[Passage, ...]:
        """The sentences that a question is surely about, the surest first."""
        if not self.all:
            return ()
        asked = set(pairs_of(text))
        shares = [self._share(pairs, asked) for pairs in self._pairs]
        best = max(shares)
        if best < SURE:
            return ()
        ranked = sorted(range(len(shares)), key=lambda place: -shares[place])
        return tuple(self.all[p] for p in ranked[:MOST] if shares[p] >= AS_GOOD * best)

    def _share(self, own: frozenset[str], asked: set[str]) -> float:
        return sum(self._rarity[pair] for pair in own & asked)

    @cached_property
    def _pairs(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(pairs_of(passage.sentence)) for passage in self.all)

    @cached_property
    def _rarity(self) -> Mapping[str, float]:
        """1 of a pair that one sentence has, nothing of one that all have."""
        count = Counter(pair for pairs in self._pairs for pair in pairs)
        whole = math.log(max(len(self.all), 2))
        return {pair: 1 - math.log(times) / whole for pair, times in count.items()}


def passages_of(clauses: Iterable[tuple[str, str]]) -> Passages:
    """The sentences of clauses, each with the label of its own."""
    found = (
        Passage(label, part)
        for label, text in clauses
        for part in _END.split(_BLANK.sub("", text))
        if len(part) >= SHORTEST
    )
    return Passages(tuple(found))
