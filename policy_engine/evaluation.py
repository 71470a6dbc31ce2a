"""Facts in, assessment out: what applies, for how much, why, and what is still open."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from .assessment import NOTHING, Assessment, MeasureResult, Money, Status
from .cases import Cases, cases, tied
from .expression import Condition, World
from .fact_value import FactValue
from .facts import Convert, no_conversion
from .interval import Interval
from .joined import JoinedPolicy
from .joint_assessment import jointly
from .measure import Measure
from .policy import Policy


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
    if isinstance(policy, JoinedPolicy):
        return jointly(policy, facts, on, convert, focus=focus, assess=_alone)
    return _alone(policy, facts, on, convert, focus)


def _alone(
    policy: Policy,
    facts: Mapping[str, FactValue],
    on: date,
    convert: Convert,
    focus: tuple[str, ...] = (),
) -> Assessment:
    """One policy assessed by itself."""
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
        return MeasureResult(
            policy, measure, status, amount, missing, (), world=world, window=window
        )
    notes, terms = _notes(measure, world), policy.terms_of(measure, world)
    return MeasureResult(
        policy, measure, status, amount, missing, notes, world=world, terms=terms, window=window
    )


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
        MeasureResult(policy, measure, status, None, (), (), world=world)
        for measure in policy.measures.values()
    )
    return Assessment(policy, on, results, NOTHING, world)
