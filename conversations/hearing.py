"""Taking in what was told: checking it, storing it, and saying in a few words what was heard."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from nlu import Meaning
from policy_engine import MONEY, FactError, FactValue, Policy, Quantity, unit_label

from . import wording
from .desk import Desk
from .state import State

MOST_ECHOED = 8


@dataclass(frozen=True, slots=True)
class Heard:
    """The state with what was told in it, what changed, and what could not be taken."""

    state: State
    new: Mapping[str, FactValue]
    echo: str
    complaints: tuple[str, ...] = ()
    contradicted: tuple[str, ...] = ()
    """Roles told before that this message denies without taking them back: to be asked about."""


def hear(desk: Desk, state: State, told: Mapping[str, FactValue], meaning: Meaning | None) -> Heard:
    """Store the told facts that make sense; complain politely about the others."""
    told = _with_the_rest_of_the_roles(state, told, meaning)
    told = _on_top(state, told, meaning)
    contradicted = _contradicted(state, told, meaning)
    accepted: dict[str, FactValue] = {}
    complaints: list[str] = []
    for name, value in told.items():
        problem = _problem(desk, {**state.facts, **accepted}, name, value)
        if problem is None:
            accepted[name] = value
        else:
            complaints.append(problem)
    new = {name: v for name, v in accepted.items() if state.facts.get(name) != v}
    withdrawn = [f for f in (meaning.withdrawn if meaning else ()) if f in state.facts]
    dropped = "、".join(desk.policy.facts[fact].label for fact in withdrawn)
    echo = _echo(desk, state, new) + (f"好的，{dropped}先不算。" if dropped else "")
    kept = state.without(withdrawn).told(accepted)
    return Heard(kept, new, echo, tuple(complaints), contradicted)


_TAKES_BACK = re.compile(
    r"说错|讲错|搞错|记错|弄错|填错|报错|口误|不对|更正|其实|实际|改[成为]|应该|刚才|之前|前面|现在[不没]|已经[不没]|"
    r"后来|关了|停了|撤了|卖了|转[让给]|倒闭|黄了|注销|没做了|不做了|没搞了|不搞了"
)


def _contradicted(
    state: State, told: Mapping[str, FactValue], meaning: Meaning | None
) -> tuple[str, ...]:
    """平台 first and 我们不是平台企业 then, with no word of a mistake."""
    if meaning is None or meaning.intent.name == "correct" or _TAKES_BACK.search(meaning.text):
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
    """Bare names in answer to the role question, or “只有…”, are all there are.

    A sentence with content of its own says only what it says.
    """
    pending = state.pending
    if pending is None or not pending.multiple or meaning is None:
        return told
    if not any(told.get(fact) is True for fact in pending.facts):
        return told
    if not _ONLY.search(meaning.text) and not _is_bare_naming(meaning):
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


_ONLY = re.compile(r"只有|就只|只做|仅|其[他它余](?:都|的)?(?:没|不)|别的(?:都)?(?:没|不)|就这")
_SENTENCE = re.compile(r"我|咱|们|是|有|做|搞|开|建|办|\d")


def _is_bare_naming(meaning: Meaning) -> bool:
    """海外仓、集货仓: names and nothing else."""
    return not meaning.quantities and not _SENTENCE.search(meaning.text)


def _problem(desk: Desk, facts: Mapping[str, FactValue], name: str, value: FactValue) -> str | None:
    definition = desk.policy.facts[name]
    foreign = isinstance(value, Quantity) and value.unit.kind == MONEY
    if foreign and definition.kind == MONEY and isinstance(value, Quantity):
        code = value.unit.code
        if desk.rates.convert(value, definition.unit.code) is None:
            return (
                f"{definition.label}您说的是{unit_label(code)}，我这里没有它的汇率，"
                f"请换算成{unit_label(definition.unit.code)}再告诉我。"
            )
    try:
        definition.known(value, desk.rates.convert)
        desk.policy.world({**facts, name: value}, desk.rates.convert)
    except FactError as error:
        return f"这个数我先没记：{error}。"
    return None


def _echo(desk: Desk, state: State, new: Mapping[str, FactValue]) -> str:
    """“记下了：…” with changes told as changes and denied roles in one word."""
    if not new:
        return ""
    said, denied = [], []
    for name, value in new.items():
        old = state.facts.get(name)
        if value is False and old is None:
            denied.append(name)
        else:
            text = _fact_text(desk, desk.policy, name, value)
            before = "" if old is None else f"（原来记的是 {_value_text(old)}）"
            said.append(text + before)
    return _joined(desk, said, denied)


def _joined(desk: Desk, said: list[str], denied: list[str]) -> str:
    if len(said) > MOST_ECHOED:
        said = [*said[:MOST_ECHOED], f"等 {len(said)} 项"]
    if len(denied) > 2:
        said.append("其余都没有" if said else "这些情况都没有")
    else:
        said += [f"{desk.policy.facts[name].label}：否" for name in denied]
    return f"记下了：{'；'.join(said)}。" if said else ""


def _fact_text(desk: Desk, policy: Policy, name: str, value: FactValue) -> str:
    text = wording.fact_value(policy.facts[name], value)
    return text + _conversion(desk, name, value)


def _value_text(value: FactValue) -> str:
    if isinstance(value, bool):
        return "“是”" if value else "“否”"
    return wording.told_value(value)


def _precision(money: Quantity) -> Decimal:
    """Converted money is told to a hundredth of 万 where it is that large."""
    ends = (money.interval.low, money.interval.high)
    large = any(abs(end) >= wording.TEN_THOUSAND for end in ends if end.is_finite())
    return Decimal(100) if large else Decimal(1)


def _conversion(desk: Desk, name: str, value: FactValue) -> str:
    """“（按 1 美元 = 7.1 元折合 …，2026-11-01 的汇率）” when money was told in another currency."""
    definition = desk.policy.facts[name]
    if not isinstance(value, Quantity) or definition.kind != MONEY or value.unit == definition.unit:
        return ""
    converted = desk.rates.convert(value, definition.unit.code)
    if converted is None:
        return ""
    foreign = value.unit.code if value.unit.code != "CNY" else definition.unit.code
    rate = f"1 {unit_label(foreign)} = {wording.plain(desk.rates.yuan_per[foreign])} 元"
    day = f"{desk.rates.on:%Y-%m-%d} 的汇率 " if desk.rates.on else ""
    rounded = replace(converted, interval=converted.interval.rounded(_precision(converted)))
    return f"（按 {day}{rate}，约合 {wording.quantity(rounded)}）"
