"""Facts in, assessment out: what applies, for how much, why, and what is still open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property, lru_cache

from .cases import Cases, cases, tied
from .expression import Condition, World
from .fact_value import FactValue
from .facts import Convert, no_conversion
from .interval import ZERO, Interval
from .measure import Measure
from .policy import Policy
from .questions import Question, plan
from .reasons import Reason, reasons


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
    """

    measure: Measure
    status: Status
    amount: Money | None
    missing: tuple[str, ...]
    notes: tuple[str, ...]
    world: World

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
        return plan(self.policy, self.world, missing, self.focus)

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
    world = policy.world(facts, convert)
    if not policy.in_force(on):
        return _out_of_force(policy, world, on)
    results = tuple(_result(policy, measure, world) for measure in policy.measures.values())
    total = NOTHING
    for result in results:
        if result.status is Status.ELIGIBLE and result.amount is not None:
            total += result.amount
    return Assessment(policy, on, results, total, world, focus)


def _result(policy: Policy, measure: Measure, world: World) -> MeasureResult:
    found = cases(policy, measure, world)
    status, amount, missing = _summary(found)
    missing = policy.open_facts(missing, world)
    missing += tied(policy, measure, world, missing)
    notes = _notes(measure, world) if status is not Status.INELIGIBLE else ()
    return MeasureResult(measure, status, amount, missing, notes, world)


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
    return Money(bounds.low, bounds.high if bounds.has_ceiling else None)


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
