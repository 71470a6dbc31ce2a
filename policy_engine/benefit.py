"""What an eligible enterprise draws: one amount or tiers, and how it comes about."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .expression import Amount, Condition, World
from .interval import INFINITY, ZERO, Interval


class Kind(StrEnum):
    """How an amount comes about (the codes of docs/接口.md)."""

    FIXED = "fixed"
    UP_TO = "up_to"
    REIMBURSEMENT = "reimbursement"
    PER_UNIT = "per_unit"
    CASE_BY_CASE = "case_by_case"
    BY_REGULATION = "by_regulation"
    UNSPECIFIED = "unspecified"


class Stacking(StrEnum):
    """What several met tiers give together."""

    HIGHEST = "highest"
    SUM = "sum"
    NOT_STATED = "not_stated"  # the text can be read both ways: from the highest to the sum


@dataclass(frozen=True, slots=True)
class Tier:
    condition: Condition
    amount: Amount


@dataclass(frozen=True, slots=True)
class Benefit:
    """What an eligible enterprise draws: one amount, or tiers; possibly capped.

    `counter`: what an amount of so much for each is paid for, as the text writes it (票, 亩).
    """

    kind: Kind
    amount: Amount | None = None
    tiers: tuple[Tier, ...] = ()
    stacking: Stacking = Stacking.HIGHEST
    cap: Amount | None = None
    counter: str | None = None

    def amounts(self) -> tuple[Amount, ...]:
        """Every amount the benefit is computed from."""
        single = (amount for amount in (self.amount, self.cap) if amount is not None)
        return (*(tier.amount for tier in self.tiers), *single)

    def bounds(self, world: World, met: tuple[Tier, ...]) -> Interval | None:
        """What may be paid in this world, given exactly the tiers that are met."""
        due = self._due(world, met)
        if due is None:
            return None
        due = due.larger(NOTHING_DUE)
        if self.cap is not None:
            due = due.smaller(self.cap.range(world))
        return _up_to(due) if self.kind is Kind.UP_TO else due

    def _due(self, world: World, met: tuple[Tier, ...]) -> Interval | None:
        if not self.tiers:
            return self.amount.range(world) if self.amount is not None else None
        amounts = [tier.amount.range(world) for tier in met]
        highest = total = amounts[0]
        for amount in amounts[1:]:
            highest, total = highest.larger(amount), total + amount
        return {
            Stacking.HIGHEST: highest,
            Stacking.SUM: total,
            Stacking.NOT_STATED: highest.hull(total),
        }[self.stacking]


NOTHING_DUE = Interval.exactly(0)
"""Nobody pays back: an amount that computes below zero is zero."""


def _up_to(ceiling: Interval) -> Interval:
    """A ceiling is filled in by the authority: anything from nothing up to it."""
    return Interval(ZERO, ceiling.high, False, ceiling.high == INFINITY)
