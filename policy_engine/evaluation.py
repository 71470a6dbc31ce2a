"""Facts in, assessment out: what applies, for how much, why, and what is still open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property, lru_cache

from .cases import Cases, cases, tied
from .expression import Condition, World, is_settled
from .fact_value import FactValue
from .facts import Convert, no_conversion
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
        for fact in self._limiting_sums():
            if fact not in asked:
                yield Question((fact,))

    def _limiting_sums(self) -> Iterator[str]:
        """The unknown facts that limit the sum of what is granted."""
        granted = {result.measure.id for result in self.measures if result.counts}
        for group in self.policy.totals.groups:
            if group.cap is not None and granted & set(group.measures) and self.in_force:
                facts = group.cap.facts()
                yield from (fact for fact in facts if not is_settled(self.world[fact]))

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


def evaluate(
    policy: Policy,
    facts: Mapping[str, FactValue],
    on: date,
    convert: Convert = no_conversion,
    *,
    focus: tuple[str, ...] = (),
) -> Assessment:
    """Assess `policy` for the told `facts` on the day `on`.

    `focus` names measures whose questions come first. Raises FactError for an unknown
    fact, a value of the wrong kind, or facts that contradict each other.
    """
    world = policy.world(facts, convert, on)
    if not policy.in_force(on):
        return _out_of_force(policy, world, on)
    results = tuple(_result(policy, measure, world, on) for measure in policy.measures.values())
    granted = {
        result.measure.id: result.amount.interval
        for result in results
        if result.counts and result.amount is not None
    }
    total = Money.of(policy.totals.of(granted, world))
    return Assessment(policy, on, results, total, world, focus)


def _result(policy: Policy, measure: Measure, world: World, on: date) -> MeasureResult:
    found = cases(policy, measure, world)
    status, amount, missing = _summary(found)
    missing = policy.open_facts(missing, world)
    missing += tied(policy, measure, world, missing)
    window = measure.window.window(world, on) if measure.window is not None else None
    if status is Status.INELIGIBLE:
        return MeasureResult(measure, status, amount, missing, (), world, window=window)
    notes, terms = _notes(measure, world), policy.terms_of(measure, world)
    return MeasureResult(measure, status, amount, missing, notes, world, terms=terms, window=window)


@lru_cache(maxsize=1 << 13)
def _summary(found: Cases) -> tuple[Status, Money | None, tuple[str, ...]]:
    """Status, amount and missing facts over all cases."""
    verdicts = {outcome.granted for outcome in found.outcomes()}
    if verdicts == {False}:
        return Status.INELIGIBLE, None, ()
    status = Status.ELIGIBLE if verdicts == {True} else Status.UNDETERMINED
    return status, _amount(found), found.deciding()


def _amount(found: Cases) -> Money | None:
    bounds: Interval | None = None
    for outcome in found.outcomes():
        if outcome.granted is not False and outcome.amount is not None:
            bounds = outcome.amount if bounds is None else bounds.hull(outcome.amount)
    if bounds is None:
        return None
    return Money.of(bounds)


def _notes(measure: Measure, world: World) -> tuple[str, ...]:
    return tuple(
        note.text
        for note in measure.notes
        if note.condition is None or _touches(note.condition, measure, world)
    )


def _touches(condition: Condition, measure: Measure, world: World) -> bool:
    """Whether the point concerns this enterprise: surely, or through what the measure leaves open."""
    truth = condition.truth(world)
    return truth is True or (truth is None and set(condition.facts()) <= set(measure.facts))


def _out_of_force(policy: Policy, world: World, on: date) -> Assessment:
    status = Status.EXPIRED if on > policy.last_day else Status.NOT_IN_FORCE
    results = tuple(
        MeasureResult(measure, status, None, (), (), world) for measure in policy.measures.values()
    )
    return Assessment(policy, on, results, NOTHING, world)
