"""A small model over named features: what speaks for each choice, weighed and compared.

The weights are readable (a YAML file, one line a feature) and fitted from gold sentences
in seconds (`wence nlu train`).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .yaml_file import read_yaml

Features = Mapping[str, float]


@dataclass(frozen=True)
class LogLinear:
    """Weights of features; the probability of a choice grows with the sum of its weights."""

    weights: Mapping[str, float]

    def score(self, features: Features) -> float:
        """The sum of the weighted features."""
        return sum(self.weights.get(name, 0.0) * value for name, value in features.items())

    def probabilities(self, choices: Sequence[Features]) -> list[float]:
        """How probable each of several choices is.

        >>> [round(p, 2) for p in LogLinear({"named": 2.0}).probabilities([{"named": 1.0}, {}])]
        [0.88, 0.12]
        """
        scores = [self.score(features) for features in choices]
        top = max(scores)
        shares = [math.exp(score - top) for score in scores]
        return [share / sum(shares) for share in shares]

    def probability(self, features: Features) -> float:
        """How probable something is, against nothing."""
        return 1 / (1 + math.exp(-self.score(features)))

    def telling(self, features: Features, most: int = 4) -> list[tuple[str, float]]:
        """The features that weigh most, for whoever wants to know why."""
        weighed = [(n, self.weights.get(n, 0.0) * v) for n, v in features.items()]
        return sorted((w for w in weighed if w[1]), key=lambda w: -abs(w[1]))[:most]

    @classmethod
    def load(cls, file: Path) -> LogLinear:
        """The weights of a file. Raises OSError or ValueError."""
        found = read_yaml(file)
        return cls({str(name): float(weight) for name, weight in found.items()})

    def save(self, file: Path) -> None:
        """Write the weights, the weightiest first."""
        ordered = sorted(self.weights.items(), key=lambda w: (-abs(w[1]), w[0]))
        lines = [
            f"{json.dumps(name, ensure_ascii=False)}: {weight:.3f}\n"
            for name, weight in ordered
            if round(weight, 3)
        ]
        file.write_text("".join(lines), "utf-8")
