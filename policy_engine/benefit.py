"""What an eligible enterprise draws: one amount or tiers, and how it comes about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from .expression import Amount, Condition, Constant, Operation, World, each_once
from .instalments import Instalment
from .interval import INFINITY, NOT_NEGATIVE, Interval


class Kind(StrEnum):
    """How an amount comes about (the codes of docs/接口.md)."""

    FIXED = "fixed"
    UP_TO = "up_to"
    REIMBURSEMENT = "reimbursement"
    PER_UNIT = "per_unit"
    CASE_BY_CASE = "case_by_case"
    BY_REGULATION = "by_regulation"
    UNSPECIFIED = "unspecified"
    IN_KIND = "in_kind"  # support that is not money


KINDS_IN_WORDS = {
    "定额": Kind.FIXED, "最高": Kind.UP_TO, "按实": Kind.REIMBURSEMENT, "按量": Kind.PER_UNIT,
    "一事一议": Kind.CASE_BY_CASE, "按规定": Kind.BY_REGULATION, "未规定": Kind.UNSPECIFIED,
    "非资金": Kind.IN_KIND,
}  # fmt: skip
"""How a pack writes them."""


def kind_in_words(kind: Kind) -> str:
    """How a pack writes a kind."""
    return next(word for word, each in KINDS_IN_WORDS.items() if each is kind)


class Stacking(StrEnum):
    """What several met tiers give together."""

    HIGHEST = "highest"
    SUM = "sum"
    NOT_STATED = "not_stated"  # the text can be read both ways: from the highest to the sum


@dataclass(frozen=True, slots=True)
class Tier:
    """`is_year`: one of a row of years, written in one line."""

    condition: Condition
    amount: Amount
    is_year: bool = False


@dataclass(frozen=True, slots=True)
class Benefit:
    """What an eligible enterprise draws: one amount, or tiers; possibly with a floor and a cap.

    `counter`: what an amount of so much for each is paid for, as the text writes it (票, 亩).
    `instalments`: the parts it is paid in, unless `at_once` holds; `support`: what it gives that is not money.
    """

    kind: Kind
    amount: Amount | None = None
    tiers: tuple[Tier, ...] = ()
    stacking: Stacking = Stacking.HIGHEST
    cap: Amount | None = None
    counter: str | None = None
    floor: Amount | None = None
    instalments: tuple[Instalment, ...] = ()
    support: tuple[str, ...] = ()
    at_once: Condition | None = None

    def amounts(self) -> tuple[Amount, ...]:
        """Every amount the benefit is computed from."""
        single = (a for a in (self.amount, self.cap, self.floor) if a is not None)
        return (*(tier.amount for tier in self.tiers), *single)

    def figures(self) -> frozenset[Decimal]:
        """The numbers its amounts are made of: what it pays, for each, at most and at least."""
        return frozenset(number for amount in self.amounts() for number in _figures(amount))

    def variables(self, met: tuple[Tier, ...]) -> tuple[str, ...]:
        """What its amount is computed from, given exactly the tiers that are met."""
        limits = (amount for amount in (self.cap, self.floor) if amount is not None)
        single = (self.amount,) if self.amount is not None else ()
        amounts = (*limits, *(tier.amount for tier in met), *single)
        return each_once(amount.variables() for amount in amounts)

    def bounds(self, world: World, met: tuple[Tier, ...]) -> Interval | None:
        """What may be paid in this world, given exactly the tiers that are met."""
        due = self._due(world, met)
        if due is None:
            return None
        limited = self._limited(due.larger(NOTHING_DUE), world)
        if self.kind is not Kind.UP_TO:
            return limited
        least = self._limited(NOTHING_DUE, world)
        return Interval(least.low, limited.high, False, limited.high == INFINITY)

    def _limited(self, due: Interval, world: World) -> Interval:
        """Not below the floor, then not above the cap."""
        if self.floor is not None:
            due = due.larger(self.floor.range(world))
        if self.cap is None:
            return due
        return due.smaller(self.cap.range(world).larger(NOTHING_DUE))

    def _due(self, world: World, met: tuple[Tier, ...]) -> Interval | None:
        if not self.tiers:
            return self._single(world)
        amounts = [tier.amount.range(world) for tier in met]
        highest = total = amounts[0]
        for amount in amounts[1:]:
            highest, total = highest.larger(amount), total + amount
        return {
            Stacking.HIGHEST: highest,
            Stacking.SUM: total,
            Stacking.NOT_STATED: highest.hull(total),
        }[self.stacking]

    def _single(self, world: World) -> Interval | None:
        if self.amount is not None:
            return self.amount.range(world)
        is_bounded = self.cap is not None or self.floor is not None
        return NOT_NEGATIVE if is_bounded else None  # 一事一议 within bounds


NOTHING_DUE = Interval.exactly(0)
"""Nobody pays back: an amount that computes below zero is zero."""


def _figures(amount: Amount) -> Iterator[Decimal]:
    if isinstance(amount, Constant):
        yield amount.value.low
    elif isinstance(amount, Operation):
        for operand in amount.operands:
            yield from _figures(operand)
