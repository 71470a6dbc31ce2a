"""Roles and properties that a message claims or denies: 我们平台…, 没有海外仓, 一站式都有."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .claim_features import ClaimReading
from .clauses import Clause
from .log_linear import Features, LogLinear

SURE = 0.6
MOST_CLAUSES = 120


@dataclass(frozen=True, slots=True)
class Claim:
    """What a clause says of a yes-or-no fact, the words it rests on, and why."""

    fact: str
    holds: bool
    clause: Clause
    span: tuple[int, int]
    because: str


@dataclass(frozen=True)
class ClaimReader:
    """Reads claims by two models: whether anything is said of a fact, and whether that denies it."""

    says: LogLinear
    denies: LogLinear

    def read(self, reading: ClaimReading) -> Iterator[Claim]:
        """The claims of every clause, in reading order."""
        for part in reading.message.clauses[:MOST_CLAUSES]:
            for fact, definition in reading.outline.facts.items():
                if definition.is_claim and reading.concerns(fact, part):
                    claim = self._claim(reading, fact, part)
                    if claim is not None:
                        yield claim

    def _claim(self, reading: ClaimReading, fact: str, part: Clause) -> Claim | None:
        features = reading.features(fact, part)
        said = self.says.probability(features)
        if said < SURE:
            return None
        denied = self.denies.probability(reading.denial_features(fact, part))
        evidence = reading.evidence(fact, part)
        span = (evidence.start, evidence.end) if evidence else (part.start, part.end)
        return Claim(fact, denied < SURE, part, span, self._because(features, said))

    def _because(self, features: Features, said: float) -> str:
        told = "，".join(f"{name} {weight:+.1f}" for name, weight in self.says.telling(features))
        return f"{said:.2f}（{told}）"
