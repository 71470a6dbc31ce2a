"""Taking in what was told: checking it, storing it, and saying in a few words what was heard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from nlu import Meaning, NoneOfTheRest, Revised
from policy_engine import MONEY, FactError, FactValue, Quantity, unit_label

from . import wording
from .blocks import Heard, Noted
from .grounds import Grounds
from .state import State


@dataclass(frozen=True, slots=True)
class Hearing:
    """The state with what was told in it, what changed, and what could not be taken."""

    state: State
    new: Mapping[str, FactValue]
    echo: Heard | None = None
    complaints: tuple[str, ...] = ()
    contradicted: tuple[str, ...] = ()
    """Roles told before that this message denies without taking them back: to be asked about."""


def hear(
    grounds: Grounds, state: State, told: Mapping[str, FactValue], meaning: Meaning | None
) -> Hearing:
    """Store the told facts that make sense; complain politely about the others."""
    told = _with_the_rest_of_the_roles(state, told, meaning)
    told = _on_top(state, told, meaning)
    contradicted = _contradicted(state, told, meaning)
    accepted: dict[str, FactValue] = {}
    complaints: list[str] = []
    for name, value in told.items():
        problem = _problem(grounds, {**state.facts, **accepted}, name, value)
        if problem is None:
            accepted[name] = value
        else:
            complaints.append(problem)
    new = {name: v for name, v in accepted.items() if state.facts.get(name) != v}
    withdrawn = [f for f in (meaning.withdrawn if meaning else ()) if f in state.facts]
    kept = state.without(withdrawn).told(accepted)
    echo = _echo(grounds, state, new, withdrawn)
    return Hearing(kept, new, echo, tuple(complaints), contradicted)


def _contradicted(
    state: State, told: Mapping[str, FactValue], meaning: Meaning | None
) -> tuple[str, ...]:
    """A role told before and denied now, with no word of a mistake."""
    if meaning is None or meaning.says(Revised):
        return ()
    pending = state.pending.facts if state.pending is not None else ()
    return tuple(
        name
        for name, value in told.items()
        if value is False and state.facts.get(name) is True and name not in pending
    )


def _with_the_rest_of_the_roles(
    state: State, told: Mapping[str, FactValue], meaning: Meaning | None
) -> Mapping[str, FactValue]:
    """Bare names in answer to the role question, or “只有…”, are all there are."""
    pending = state.pending
    if pending is None or not pending.multiple or meaning is None:
        return told
    if not meaning.says(NoneOfTheRest):
        return told
    return {**dict.fromkeys(pending.facts, False), **told}


def _on_top(
    state: State, told: Mapping[str, FactValue], meaning: Meaning | None
) -> Mapping[str, FactValue]:
    """又新增了10家 makes 50 of 40."""
    summed = dict(told)
    for name in meaning.added if meaning is not None else ():
        before, more = state.facts.get(name), told.get(name)
        if isinstance(before, Quantity) and isinstance(more, Quantity) and before.unit == more.unit:
            approx = before.approx or more.approx
            summed[name] = Quantity(before.interval + more.interval, more.unit, approx)
    return summed


def _problem(
    grounds: Grounds, facts: Mapping[str, FactValue], name: str, value: FactValue
) -> str | None:
    definition = grounds.policy.facts[name]
    foreign = isinstance(value, Quantity) and value.unit.kind == MONEY
    if foreign and definition.kind == MONEY and isinstance(value, Quantity):
        code = value.unit.code
        if grounds.rates.convert(value, definition.unit.code) is None:
            return (
                f"{definition.label}您说的是{unit_label(code)}，我这里没有它的汇率，"
                f"请换算成{unit_label(definition.unit.code)}再告诉我。"
            )
    try:
        replace(definition, name=definition.label).known(value, grounds.rates.convert)
        grounds.policy.world({**facts, name: value}, grounds.rates.convert)
    except FactError as error:
        return f"这个数我先没记：{error}。"
    return None


def _echo(
    grounds: Grounds, state: State, new: Mapping[str, FactValue], withdrawn: Sequence[str]
) -> Heard | None:
    """What was taken down, with changes told as changes; `None` when nothing was."""
    if not new and not withdrawn:
        return None
    facts = grounds.policy.facts
    denied = [name for name, value in new.items() if value is False and name not in state.facts]
    return Heard(
        tuple(_noted(grounds, state, name, new[name]) for name in new if name not in denied),
        tuple(Noted(name, wording.fact_value(facts[name], False)) for name in denied),
        tuple(Noted(name, facts[name].label) for name in withdrawn),
    )


def _noted(grounds: Grounds, state: State, name: str, value: FactValue) -> Noted:
    old = state.facts.get(name)
    text = wording.fact_value(grounds.policy.facts[name], value) + _conversion(grounds, name, value)
    return Noted(name, text, "" if old is None else _value_text(old))


def _value_text(value: FactValue) -> str:
    if isinstance(value, bool):
        return "“是”" if value else "“否”"
    return wording.told_value(value)


def _precision(money: Quantity) -> Decimal:
    """Converted money is told to a hundredth of 万 where it is that large."""
    ends = (money.interval.low, money.interval.high)
    large = any(abs(end) >= wording.TEN_THOUSAND for end in ends if end.is_finite())
    return Decimal(100) if large else Decimal(1)


def _conversion(grounds: Grounds, name: str, value: FactValue) -> str:
    """“（按 1 美元 = 7.1 元折合 …，2026-11-01 的汇率）” when money was told in another currency."""
    definition = grounds.policy.facts[name]
    if not isinstance(value, Quantity) or definition.kind != MONEY or value.unit == definition.unit:
        return ""
    converted = grounds.rates.convert(value, definition.unit.code)
    if converted is None:
        return ""
    foreign = value.unit.code if value.unit.code != "CNY" else definition.unit.code
    rate = f"1 {unit_label(foreign)} = {wording.plain(grounds.rates.yuan_per[foreign])} 元"
    day = f"{grounds.rates.on:%Y-%m-%d} 的汇率 " if grounds.rates.on else ""
    rounded = replace(converted, interval=converted.interval.rounded(_precision(converted)))
    return f"（按 {day}{rate}，约合 {wording.quantity(rounded)}）"
