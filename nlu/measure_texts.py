"""How much a message shares with what a policy says of each measure: in characters, in meaning."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from .features import Embed, Vector
from .outline import MeasureOutline, Outline

LONGEST = 70
"""Characters of a measure's text whose meaning is compared."""


@dataclass(frozen=True)
class MeasureTexts:
    """Titles, texts, and the facts' names and questions of a pack's measures."""

    outline: Outline
    sense: Embed | None = None

    def shared(self, text: str) -> Mapping[str, float]:
        """For each measure how many telling character pairs it shares with `text`, if any.

        A pair that one measure alone has counts 1, one that all have nothing.
        """
        pairs = set(pairs_of(text))
        amounts = {
            measure: sum(self._rarity[pair] for pair in pairs & own)
            for measure, own in self._own_pairs.items()
        }
        return {measure: amount for measure, amount in amounts.items() if amount > 0}

    @cached_property
    def _own_pairs(self) -> Mapping[str, frozenset[str]]:
        return {
            name: frozenset(pairs_of(self._written(measure)))
            for name, measure in self.outline.measures.items()
        }

    def _written(self, measure: MeasureOutline) -> str:
        labels = (self.outline.facts[fact].label for fact in measure.facts)
        return " ".join((measure.title, measure.text, *labels))

    @cached_property
    def _rarity(self) -> Mapping[str, float]:
        every = len(self._own_pairs)
        seen = Counter(pair for pairs in self._own_pairs.values() for pair in pairs)
        if every == 1:
            return dict.fromkeys(seen, 1.0)
        return {pair: math.log(every / n) / math.log(every) for pair, n in seen.items()}

    def nearness(self, text: str, measures: Sequence[str]) -> Mapping[str, float]:
        """How much nearer in meaning each measure is to `text` than they are on average.

        Nothing where there are no embeddings, or no measures.
        """
        if self.sense is None or not measures:
            return {}
        there = self.sense(text)
        near = {measure: float((self._senses[measure] @ there).max()) for measure in measures}
        average = sum(near.values()) / len(near)
        return {measure: nearness - average for measure, nearness in near.items()}

    @cached_property
    def _senses(self) -> Mapping[str, Vector]:
        """Computed when first needed: each sentence takes some milliseconds."""
        if self.sense is None:
            return {}
        return {
            measure: np.stack([self.sense(saying) for saying in self._sayings(measure)])
            for measure in self.outline.measures
        }

    def _sayings(self, name: str) -> Iterable[str]:
        measure = self.outline.measures[name]
        questions = (self.outline.facts[fact].question for fact in measure.facts)
        return filter(None, (measure.title, measure.text[:LONGEST], *questions))


def pairs_of(text: str) -> list[str]:
    """The pairs of letters that stand beside each other in a text."""
    return [a + b for a, b in pairwise(text.lower()) if a.isalpha() and b.isalpha()]
