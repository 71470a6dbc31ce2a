"""Fitting the weights of a log-linear model from examples (scipy; not needed at run time)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .log_linear import Features, LogLinear

if TYPE_CHECKING:
    from scipy import sparse

SOFTNESS = 0.02
"""How strongly weights are held near zero (L2, per example)."""
SEEN_AT_LEAST = 2


@dataclass(frozen=True, slots=True)
class Example:
    """Choices by their features, the place of the right one, and how much it counts."""

    choices: Sequence[Features]
    right: int
    weight: float = 1.0


def fit(examples: Sequence[Example], softness: float = SOFTNESS) -> LogLinear:
    """The weights under which the right choices are most probable (convex, so always the same)."""
    from scipy import sparse  # half a second to import, and only needed here
    from scipy.optimize import minimize

    seen = Counter(name for example in examples for choice in example.choices for name in choice)
    names = sorted(name for name, count in seen.items() if count >= SEEN_AT_LEAST)
    place = {name: i for i, name in enumerate(names)}
    rows, starts, rights, weights = [], [0], [], []
    for example in examples:
        rows += [{place[n]: v for n, v in c.items() if n in place} for c in example.choices]
        rights.append(starts[-1] + example.right)
        starts.append(len(rows))
        weights.append(example.weight)
    matrix = _matrix(rows, len(names))
    groups = np.repeat(np.arange(len(examples)), np.diff(starts))
    right, weight = np.array(rights), np.array(weights)
    wanted = sparse.csr_matrix(
        (np.ones(len(right)), (np.arange(len(right)), right)), shape=(len(right), len(rows))
    )
    begins = np.array(starts[:-1])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ w
        top = np.maximum.reduceat(scores, begins)
        shares = np.exp(scores - top[groups])
        sums = np.add.reduceat(shares, begins)
        probability = shares / sums[groups]
        value = float((weight * (np.log(sums) + top - scores[right])).sum())
        pull = probability * weight[groups] - wanted.T @ weight
        penalty = softness * len(examples) / 100
        return value + penalty * float(w @ w), matrix.T @ pull + 2 * penalty * w

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B",
                     options={"maxiter": 400})  # fmt: skip
    return LogLinear(dict(zip(names, found.x.tolist(), strict=True)))


def _matrix(rows: Sequence[dict[int, float]], width: int) -> sparse.csr_matrix:
    from scipy import sparse

    places = [(i, column, value) for i, row in enumerate(rows) for column, value in row.items()]
    i, j, v = zip(*places, strict=True)
    return sparse.csr_matrix((v, (i, j)), shape=(len(rows), width))
