"""What comes out for an enterprise: each measure with status and amount, the sum, what to ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from .expression import World, is_settled
from .interval import ZERO, Interval
from .measure import Measure
from .policy import Policy
from .questions import Question, plan
from .reasons import Reason, reasons
from .terms import Term
from .window import Window


class Status(StrEnum):
    """Whether a measure applies (the codes of docs/接口.md)."""

    ELIGIBLE = "eligible"
    INELIGIBLE = "ineligible"
    UNDETERMINED = "undetermined"
    EXPIRED = "expired"
    NOT_IN_FORCE = "not_in_force"


@dataclass(frozen=True, slots=True)
class Money:
    """Bounds of an amount in yuan; `high` is `None` when no ceiling is known."""

    low: Decimal
    high: Decimal | None

    @classmethod
    def of(cls, bounds: Interval) -> Money:
        return cls(bounds.low, bounds.high if bounds.has_ceiling else None)

    @property
    def interval(self) -> Interval:
        if self.high is None:
            return Interval.at_least(self.low)
        return Interval.between(self.low, self.high)

    def __add__(self, other: Money) -> Money:
        unbounded = self.high is None or other.high is None
        high = None if unbounded else (self.high or ZERO) + (other.high or ZERO)
        return Money(self.low + other.low, high)


NOTHING = Money(ZERO, ZERO)


@dataclass(frozen=True, slots=True)
class MeasureResult:
    """One measure for one enterprise.

    `amount`: the tightest bounds over everything the facts leave open, supposing the
    measure is granted. `missing`: the facts that can still change status or amount.
    `terms`: what is told beside it (quotas, limits of years, other measures in the way);
    `window`: when one can apply.
    """

    policy: Policy
    measure: Measure
    status: Status
    amount: Money | None
    missing: tuple[str, ...]
    notes: tuple[str, ...]
    world: World
    terms: tuple[Term, ...] = ()
    window: Window | None = None

    @property
    def schedule(self) -> tuple[tuple[str, Money], ...]:
        """The instalments: when each is paid, and the bounds of its sum; none if paid at once."""
        at_once = self.measure.benefit.at_once
        if self.amount is None or (at_once is not None and at_once.truth(self.world)):
            return ()
        whole = self.amount.interval
        return tuple(
            (part.when, Money.of(part.due(whole, self.world)))
            for part in self.measure.benefit.instalments
        )

    @property
    def counts(self) -> bool:
        """Whether it is granted and the money is for the one who asks."""
        return self.status is Status.ELIGIBLE and not self.measure.pays_others

    @property
    def reasons(self) -> Reason:
        """The conditions as a tree, each with its verdict and what it was judged on."""
        return reasons(self.measure, self.world)


@dataclass(frozen=True)
class Assessment:
    """A whole policy for one enterprise on one day; `focus` names what it asks about first."""

    policy: Policy
    as_of: date
    measures: tuple[MeasureResult, ...]
    total: Money
    world: World
    focus: tuple[str, ...] = ()

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What to ask, best first; nothing out of force."""
        return tuple(self._plan())

    def planned(self) -> Iterator[Question]:
        """What to ask, best first, as far as somebody wants to know."""
        return self._plan()

    @property
    def next_question(self) -> Question | None:
        """The best question alone, without planning the others."""
        return next(self._plan(), None)

    def _plan(self) -> Iterator[Question]:
        missing = {result.measure.id: result.missing for result in self.measures}
        asked: set[str] = set()
        for question in plan(self.policy, self.world, missing, self.focus):
            asked.update(question.facts)
            yield question
        for fact in self.limiting_sums():
            if fact not in asked:
                yield Question((fact,))

    def limiting_sums(self) -> Iterator[str]:
        """The unknown facts that limit the sum of what is granted."""
        granted = {result.measure.id for result in self.measures if result.counts}
        for group in self.policy.totals.groups:
            if group.cap is not None and granted & set(group.measures) and self.in_force:
                facts = group.cap.facts()
                yield from (fact for fact in facts if not is_settled(self.world[fact]))

    @property
    def by_policy(self) -> tuple[Assessment, ...]:
        """What each policy that answers makes of it: this one alone."""
        return (self,)

    @property
    def in_force(self) -> bool:
        return self.policy.in_force(self.as_of)

    @property
    def days_left(self) -> int:
        """Days in force after today; negative once expired."""
        return (self.policy.last_day - self.as_of).days

    def result(self, measure_id: str) -> MeasureResult:
        """The result of that measure. Raises FactError when there is no such measure."""
        measure = self.policy.measure(measure_id)
        return next(result for result in self.measures if result.measure is measure)
