"""Taking in what was told: checking it, storing it, and saying in a few words what was heard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from nlu import IntentName, Meaning, Mention, NoneOfTheRest, Revised, Told, Undone
from policy_engine import MONEY, FactDefinition, FactError, FactValue, Policy, Quantity, unit_label

from . import wording
from .blocks import Heard, Noted
from .grounds import Grounds
from .placing import TELLS, misplaced, narrowing, replacing_unnamed
from .state import State

SURE_TO_DENY = 0.5
"""Below this confidence a denial denies nothing that it does not name."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """The state with what was told in it, what changed, and what could not be taken."""

    state: State
    new: Mapping[str, FactValue]
    echo: Heard | None = None
    complaints: tuple[str, ...] = ()
    contradicted: tuple[str, ...] = ()
    """Roles told before that this message denies without taking them back: to be asked about."""
    questioned: tuple[Told, ...] = ()
    """Numbers of facts that are known already, told without naming them: to be asked about."""
    misplaced: tuple[Mention, ...] = ()
    """Numbers that cannot be what they were taken for."""


def hear(
    grounds: Grounds, state: State, told: Mapping[str, FactValue], meaning: Meaning | None
) -> Hearing:
    """Store the told facts that make sense; complain politely about the others."""
    closed = meaning is not None and closes_the_list(state, meaning, grounds.policy.facts)
    told = _with_the_rest_of_the_roles(grounds, state, told, meaning)
    told = _on_top(state, told, meaning)
    questioned = replacing_unnamed(state, meaning) if meaning is not None else ()
    told = {name: value for name, value in told.items() if name not in {q.fact for q in questioned}}
    wrong = misplaced(grounds.policy.facts, meaning) if meaning is not None else {}
    told = {name: value for name, value in told.items() if name not in wrong}
    questioned = tuple(q for q in questioned if q.fact not in wrong)
    if meaning is not None and meaning.intent.name in TELLS:
        told = {**narrowing(grounds.policy.facts, state, meaning), **told}
    contradicted = _contradicted(state, told, meaning, grounds.policy.facts)
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
    if closed and state.pending is not None and state.pending.lists_roles:
        kept = replace(kept, roles_closed=True)
    echo = _echo(grounds, state, new, withdrawn)
    return Hearing(
        kept,
        new,
        echo,
        complaints=tuple(complaints),
        contradicted=contradicted,
        questioned=questioned,
        misplaced=tuple(wrong.values()),
    )


def _contradicted(
    state: State,
    told: Mapping[str, FactValue],
    meaning: Meaning | None,
    facts: Mapping[str, FactDefinition],
) -> tuple[str, ...]:
    """A role told before and denied now, with no word of a mistake."""
    if meaning is None or meaning.says(Revised):
        return ()
    pending = state.pending.facts if state.pending is not None else ()
    return tuple(
        name
        for name, value in told.items()
        if isinstance(value, bool)
        and name not in pending
        and value is not state.facts.get(name, value)
        and not facts[name].answered(value)
    )


def _with_the_rest_of_the_roles(
    grounds: Grounds, state: State, told: Mapping[str, FactValue], meaning: Meaning | None
) -> Mapping[str, FactValue]:
    """What a denial says of the roles that were listed: those it does not spare are not so.

    A denial that names some denies just these.
    """
    pending = state.pending
    if pending is None or not pending.multiple or meaning is None:
        return told
    if not closes_the_list(state, meaning, grounds.policy.facts):
        return told
    if not meaning.says(NoneOfTheRest) and any(fact in told for fact in pending.facts):
        return told
    spared = _roles_spoken_of(grounds.policy, told)
    facts = grounds.policy.facts
    denied = (fact for fact in pending.facts if fact not in spared)
    return {**{fact: facts[fact].answered(False) for fact in denied}, **told}


def closes_the_list(state: State, meaning: Meaning, facts: Mapping[str, FactDefinition]) -> bool:
    """Whether a message says, in whatever words, that there is no more of what was listed."""
    pending = state.pending
    if pending is None or not pending.multiple:
        return False
    if meaning.says(NoneOfTheRest):
        return True
    if meaning.intent.name not in TELLS or meaning.says(Undone):
        return False
    named = [
        facts[fact].answered(bool(value))
        for fact, value in meaning.facts.items()
        if fact in pending.facts
    ]
    denies = meaning.intent.name is IntentName.DENY and meaning.intent.confidence >= SURE_TO_DENY
    return not any(named) and (bool(named) or denies)


def _roles_spoken_of(policy: Policy, told: Mapping[str, FactValue]) -> set[str]:
    """The roles whose own numbers are being told."""
    numbers = {fact for fact, value in told.items() if not isinstance(value, bool)}
    using = (m.facts for m in policy.measures.values() if numbers.intersection(m.facts))
    return {fact for facts in using for fact in facts if policy.facts[fact].role}


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
    denied = [
        name
        for name, value in new.items()
        if isinstance(value, bool) and not facts[name].answered(value) and name not in state.facts
    ]
    return Heard(
        tuple(_noted(grounds, state, name, new[name]) for name in new if name not in denied),
        tuple(Noted(name, wording.fact_value(facts[name], new[name])) for name in denied),
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
