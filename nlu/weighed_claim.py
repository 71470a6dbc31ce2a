"""One claim as both readers see it, before anything is decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .learned.opinion import ClaimOpinion, is_away
from .senses import Sense
from .verdict_features import RuleClaim

PLAIN, DENIED = 0.9, 0.2
"""From so much on, and with so little that denies it, the rules find a claim plainly told."""


@dataclass(frozen=True, slots=True)
class WeighedClaim:
    """One claim: what each reader thinks, the verdict's share of each sense, the words it rests
    on by rule, and what speaks for it there."""

    fact: str
    value: str
    rules: RuleClaim
    learned: ClaimOpinion | None
    shares: Sequence[float]
    span: tuple[int, int]
    because: str = ""

    @property
    def is_away(self) -> bool:
        """Whether it is of a policy that the network never read of."""
        return is_away(self.learned)


def plainly_told(rules: RuleClaim) -> bool:
    """Whether by rule it is told, and nothing denies it."""
    return rules.sense is Sense.TOLD and rules.said >= PLAIN and rules.denied < DENIED
