"""The sample wording that a message is most like: tf-idf over words and character pairs."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Generic, TypeVar

from nlu import clean_text, words

T = TypeVar("T")
Weights = dict[str, float]


@dataclass(frozen=True)
class Wordings(Generic[T]):
    """Sample wordings, each with what it stands for.

    >>> Wordings([("个体户能申请吗", 1), ("外地企业行不行", 2)]).nearest("个体户可以申请吗", 0.4)
    1
    """

    samples: Sequence[tuple[str, T]]

    def nearest(self, text: str, least: float) -> T | None:
        """What the most alike wording stands for, when it is at least that much alike."""
        weights = self._weighed(text)
        best = max(
            ((_alike(weights, sample), what) for sample, what in self._samples),
            key=lambda pair: pair[0],
            default=None,
        )
        return best[1] if best is not None and best[0] >= least else None

    @cached_property
    def _rarity(self) -> Weights:
        seen = Counter(symbol for text, _ in self.samples for symbol in set(_symbols(text)))
        return {symbol: math.log(1 + len(self.samples) / count) for symbol, count in seen.items()}

    @cached_property
    def _samples(self) -> list[tuple[Weights, T]]:
        return [(self._weighed(text), what) for text, what in self.samples]

    def _weighed(self, text: str) -> Weights:
        most = math.log(1 + len(self.samples))
        counts = Counter(_symbols(text))
        weights = {s: n * self._rarity.get(s, most) for s, n in counts.items()}
        length = math.sqrt(sum(w * w for w in weights.values())) or 1.0
        return {symbol: weight / length for symbol, weight in weights.items()}


def _symbols(text: str) -> list[str]:
    plain = clean_text(text).lower()
    return [*words(plain), *(a + b for a, b in pairwise(plain))]


def _alike(a: Weights, b: Weights) -> float:
    return sum(weight * b.get(symbol, 0.0) for symbol, weight in a.items())
