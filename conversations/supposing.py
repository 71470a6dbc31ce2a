"""The case that a message supposes: what is known, with so much more, doubled, or so much later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, Decimal

from nlu import ONE_OF_THEM, Later, Pointed, Supposed, SupposedOneOf, Told
from policy_engine import (
    DURATION,
    EmptyIntervalError,
    FactDefinition,
    FactValue,
    Interval,
    Quantity,
)

from . import wording
from .like_things import with_one_changed
from .turn import Turn
from .worded import worded

_OF_ONE = str(worded("measures")["if_of_one"])
MONTHS_OF_A_YEAR, DAYS_OF_A_MONTH = 12, 28


@dataclass(frozen=True, slots=True)
class Case:
    """Facts that are supposed, on which day, in words; `unknown`: changed, though not known."""

    facts: Mapping[str, FactValue]
    on: date
    told: tuple[str, ...]
    unknown: tuple[str, ...] = ()


def supposed_case(turn: Turn) -> Case:
    """What the message supposes beside what is known; empty where it says nothing that counts."""
    facts: dict[str, FactValue] = {}
    told: list[str] = []
    unknown: list[str] = []
    on = turn.today
    for later in turn.meaning.of(Later):
        on = later_by(on, later.time)
        told.append(f"再过 {wording.quantity(later.time)}")
        facts |= _as_they_run_on(turn, later.time)
    for each in _with_their_rises(turn, _supposed(turn)):
        value = _value(turn, each)
        if value is None:
            unknown.append(each.fact)
            continue
        of_one = _of_the_named(turn, each)
        facts |= {each.fact: value, **_alone(turn, each), **of_one}
        said = _told(turn.policy.facts[each.fact], value) + _change(each)
        told.append(_OF_ONE.format(turn.meaning.of(Pointed)[0].label, said) if of_one else said)
    return Case(facts, on, tuple(told), tuple(unknown))


def either_case(turn: Turn) -> tuple[Case, ...]:
    """要是冲到五百万呢: a case for each of the facts that the number may be."""
    return tuple(
        Case({fact: value}, turn.today, (_told(turn.policy.facts[fact], value),))
        for either in turn.meaning.of(SupposedOneOf)
        for fact, value in either.values
    )


def reached_too_late(turn: Turn, case: Case) -> Iterator[date]:
    """The day on which a supposed length of time has run, where the policy is out of force by then."""
    supposed = {each.fact for each in _supposed(turn)}
    for fact, value in case.facts.items():
        known = turn.state.facts.get(fact) if fact in supposed else None
        runs = isinstance(known, Quantity) and isinstance(value, Quantity)
        if not runs or case.on != turn.today or turn.policy.facts[fact].kind != DURATION:
            continue
        assert isinstance(known, Quantity)
        assert isinstance(value, Quantity)
        left = value.interval.low - known.possible().high
        if not left.is_finite() or left <= 0:
            continue
        day = later_by(
            turn.today,
            Quantity(Interval.exactly(left.to_integral_value(ROUND_CEILING)), value.unit),
        )
        if not turn.policy.in_force(day):
            yield day
            return


def _of_the_named(turn: Turn, supposed: Supposed) -> Mapping[str, FactValue]:
    """要是司门前那家扩到105平: what all of them come to, with that one so."""
    named = turn.meaning.of(Pointed)
    if len(named) != 1 or supposed.by != "to" or not isinstance(supposed.value, Quantity):
        return {}
    changed = {supposed.fact: supposed.value}
    return with_one_changed(turn.grounds, turn.state, named[0].label, changed)


def _alone(turn: Turn, supposed: Supposed) -> Mapping[str, FactValue]:
    """那家96平的呢: of several things that are known the one that is asked about."""
    if supposed.because != ONE_OF_THEM:
        return {}
    return {
        owner: Quantity(Interval.exactly(Decimal(1)), turn.policy.facts[owner].unit)
        for owner, known in turn.state.facts.items()
        if supposed.fact in turn.policy.facts[owner].each and isinstance(known, Quantity)
    }


def _supposed(turn: Turn) -> tuple[Supposed, ...]:
    """What is supposed, of each fact what is said first; with nothing of it, what is planned."""
    said: dict[str, Supposed] = {}
    for each in turn.meaning.of(Supposed):
        said.setdefault(each.fact, each)
    if said or turn.meaning.says(Later):
        return tuple(said.values())
    planned = (t for t in turn.meaning.of(Told) if t.mark == "planned")
    return tuple(Supposed(fact=t.fact, value=t.value) for t in planned)


def _with_their_rises(turn: Turn, supposed: Sequence[Supposed]) -> Iterator[Supposed]:
    """再出80万: of what is so much more, how much it rose over the year before is so much more too."""
    facts, said = turn.policy.facts, {each.fact for each in supposed}
    for each in supposed:
        yield each
        if each.by not in ("more", "less") or facts[each.fact].may_be_negative:
            continue
        for fact, known in turn.state.facts.items():
            rises = facts[fact].increase_of == each.fact or (
                facts[fact].may_be_negative
                and facts[fact].unit == facts[each.fact].unit
                and any(
                    fact in m.facts and each.fact in m.facts for m in turn.policy.measures.values()
                )
            )
            if rises and fact not in said and isinstance(known, Quantity):
                yield replace(each, fact=fact)


def _value(turn: Turn, supposed: Supposed) -> FactValue | None:
    """The supposed value; `None` where it is a change of what is not known."""
    known, said = turn.state.facts.get(supposed.fact), supposed.value
    if supposed.by == "to" or not isinstance(said, Quantity):
        return said
    if not isinstance(known, Quantity):
        return None
    if supposed.by == "times":
        return replace(known, interval=known.interval.scaled(said.interval.low))
    if said.unit != known.unit:  # the change is counted in the currency it is told in
        converted = turn.grounds.rates.convert(known, said.unit.code)
        if converted is None:
            return None
        known = converted
    if supposed.by == "more":
        return replace(known, interval=known.interval + said.interval)
    return replace(known, interval=_not_below_zero(known.interval - said.interval))


def _not_below_zero(interval: Interval) -> Interval:
    try:
        return interval.intersect(Interval.at_least(Decimal(0))) or Interval.exactly(0)
    except EmptyIntervalError:
        return Interval.exactly(0)


def _told(definition: FactDefinition, value: FactValue) -> str:
    return f"没有“{definition.label}”" if value is False else wording.fact_value(definition, value)


def _change(supposed: Supposed) -> str:
    if supposed.by == "to" or not isinstance(supposed.value, Quantity):
        return ""
    if supposed.by == "times":
        times = supposed.value.interval.low
        share = f"{wording.plain(times * 100)}%" if times < 1 else f"{wording.plain(times)} 倍"
        return f"（原来的 {share}）"
    how = "多" if supposed.by == "more" else "少"
    return f"（{how} {wording.quantity(supposed.value)}）"


def _as_they_run_on(turn: Turn, time: Quantity) -> Mapping[str, FactValue]:
    """Every length of time that is known, so much longer."""
    return {
        fact: replace(value, interval=value.interval + time.interval)
        for fact, value in turn.state.facts.items()
        if isinstance(value, Quantity) and value.unit.kind == DURATION
    }


def later_by(day: date, time: Quantity) -> date:
    """So many whole months later; the end of a month stays before the next."""
    months = day.month - 1 + int(time.interval.low)
    year = day.year + months // MONTHS_OF_A_YEAR
    return day.replace(
        year=year, month=months % MONTHS_OF_A_YEAR + 1, day=min(day.day, DAYS_OF_A_MONTH)
    )
