"""How much of what a fact is called stands in a text: shared character pairs, the rare ones more.

It works for a pack whose author wrote no 说法 at all.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from .outline import Outline


@dataclass(frozen=True)
class Likeness:
    """The names, labels and options of a pack's facts, ready to be compared."""

    outline: Outline

    def share(self, fact: str, text: str) -> float:
        """The share of a fact's names that stands in `text`, from 0 to 1."""
        weights, whole = self._pairs[fact]
        if not whole:
            return 0.0
        there = pairs(text)
        return sum(weight for pair, weight in weights.items() if pair in there) / whole

    @cached_property
    def _pairs(self) -> Mapping[str, tuple[Mapping[str, float], float]]:
        called = {name: pairs(definition.label) for name, definition in self.outline.facts.items()}
        seen = Counter(pair for own in called.values() for pair in own)
        weights = {
            name: {pair: math.log(1 + len(called) / seen[pair]) for pair in own}
            for name, own in called.items()
        }
        return {name: (found, sum(found.values())) for name, found in weights.items()}


def pairs(text: str) -> set[str]:
    """The pairs of characters that stand beside each other in a text."""
    return {a + b for a, b in pairwise(text) if not (a.isspace() or b.isspace())}
