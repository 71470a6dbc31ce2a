"""Taking in what was told: checking it, storing it, and saying in a few words what was heard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from nlu import Denied, IntentName, Meaning, Mention, NoneOfTheRest, Revised, Told, Undone
from policy_engine import MONEY, FactDefinition, FactError, FactValue, Policy, Quantity, unit_label

from . import wording
from .amending import amendments
from .blocks import Heard, Noted
from .grounds import Grounds
from .in_doubt import told_of_doubts
from .like_things import counted, kept_things
from .other_years import said_of_other_years
from .placing import TELLS, misplaced, narrowing, replacing_unnamed
from .running import began
from .state import State
from .worded import worded

_PLANNED = str(worded("questions")["only_planned"])
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
    wrong: tuple[str, ...] = ()
    """What was said to be wrong, and its right value is not told yet."""
    remark: str = ""
    """Which of several like things count."""


def hear(
    grounds: Grounds, state: State, told: Mapping[str, FactValue], meaning: Meaning | None
) -> Hearing:
    """Store the told facts that make sense; complain politely about the others."""
    closed = meaning is not None and closes_the_list(state, meaning, grounds.policy.facts)
    amended = amendments(grounds, state, meaning)
    things = counted(grounds, state, meaning)
    told = {**told, **amended.moved, **things.facts}
    told = _with_the_rest_of_the_roles(grounds, state, told, meaning)
    told = _with_what_was_asked_alone(grounds, state, told, meaning)
    told = _on_top(state, told, meaning)
    questioned = replacing_unnamed(state, meaning) if meaning is not None else ()
    questioned = tuple(q for q in questioned if q.fact not in amended.moved)
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
    withdrawn = [fact for fact in amended.withdrawn if fact not in new]
    kept = state.told(accepted).without(_open_again(grounds.policy, state, accepted))
    kept = kept.withdrawing(withdrawn, grounds.policy.roles)
    kept = kept_things(kept, things, grounds.policy.facts, {*new, *withdrawn})
    kept = kept.running_since(began(grounds.policy.facts, accepted, meaning))
    if (closed and _lists_roles(state)) or _has_no_others(state, meaning):
        kept = replace(kept, roles_closed=True)
    planned = _only_planned(grounds.policy, state, meaning)
    kept = kept.declining(planned)
    echo = _echo(grounds, state, new, withdrawn)
    return Hearing(
        kept,
        new,
        echo,
        complaints=tuple(complaints),
        contradicted=contradicted,
        questioned=questioned,
        misplaced=tuple(wrong.values()),
        wrong=amended.wrong,
        remark=things.remark
        or "".join(_told_as_planned(grounds.policy, planned))
        or "".join(told_of_doubts(grounds.policy, meaning, new))
        or said_of_other_years(grounds.policy.facts, meaning, kept.facts),
    )


def _only_planned(policy: Policy, state: State, meaning: Meaning | None) -> tuple[str, ...]:
    """The role that was asked about and is only planned: it is not so yet, nor denied."""
    asked = state.pending.facts if state.pending is not None else ()
    if meaning is None or len(asked) != 1 or not policy.facts[asked[0]].role:
        return ()
    planned = any(t.fact == asked[0] and t.mark == "planned" for t in meaning.of(Told))
    return asked if planned and asked[0] not in {*meaning.facts, *state.facts} else ()


def _told_as_planned(policy: Policy, planned: Sequence[str]) -> Iterator[str]:
    yield from (_PLANNED.format(policy.facts[fact].label) for fact in planned)


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


def _with_what_was_asked_alone(
    grounds: Grounds, state: State, told: Mapping[str, FactValue], meaning: Meaning | None
) -> Mapping[str, FactValue]:
    """别的都没有, in answer to whether one thing is so, is a no to it as well."""
    pending = state.pending
    if pending is None or not _has_no_others(state, meaning):
        return told
    facts = grounds.policy.facts
    spared = _roles_spoken_of(grounds.policy, {**state.facts, **told})
    asked = (fact for fact in pending.facts if facts[fact].is_claim and fact not in spared)
    return {**{fact: facts[fact].answered(False) for fact in asked}, **told}


def _has_no_others(state: State, meaning: Meaning | None) -> bool:
    """Whether it says that there is nothing else where no list was asked."""
    pending = state.pending
    alone = pending is None or (len(pending.facts) == 1 and not pending.multiple)
    return alone and meaning is not None and meaning.says(NoneOfTheRest)


def _lists_roles(state: State) -> bool:
    return state.pending is not None and state.pending.lists_roles


def closes_the_list(state: State, meaning: Meaning, facts: Mapping[str, FactDefinition]) -> bool:
    """Whether a message says, in whatever words, that there is no more of what was listed."""
    pending = state.pending
    if pending is None or not pending.multiple:
        return False
    if meaning.says(NoneOfTheRest):
        return True
    if meaning.intent.name not in TELLS or meaning.says(Undone):
        return False
    if any(revised.mistake for revised in meaning.of(Revised)) and not meaning.says(Denied):
        return False  # 不对: something told before is wrong
    if any(fact in state.facts and fact not in pending.facts for fact in meaning.facts):
        return False  # it speaks of something told before
    named = [
        facts[fact].answered(bool(value))
        for fact, value in meaning.facts.items()
        if fact in pending.facts
    ]
    denies = meaning.intent.name is IntentName.DENY and meaning.intent.confidence >= SURE_TO_DENY
    denies = denies and not meaning.quantities  # 不是，现在还是23家
    return not any(named) and (bool(named) or denies)


def _roles_spoken_of(policy: Policy, told: Mapping[str, FactValue]) -> set[str]:
    """The roles whose own numbers are being told."""
    numbers = {fact for fact, value in told.items() if not isinstance(value, bool)}
    using = (m.facts for m in policy.measures.values() if numbers.intersection(m.facts))
    return {fact for facts in using for fact in facts if policy.facts[fact].role}


def _open_again(policy: Policy, state: State, told: Mapping[str, FactValue]) -> Iterator[str]:
    """Roles that were left out of a list, and of which a number is told after all."""
    using = {fact: [m for m in policy.measures.values() if fact in m.facts] for fact in told}
    own = {
        fact: told[fact]
        for fact, measures in using.items()
        if len(measures) == 1 and fact not in state.facts and _counts_something(told[fact])
    }
    listed = {fact for group in state.asked if len(group) > 1 for fact in group}
    for role in _roles_spoken_of(policy, own):
        alone = (role,) in state.asked
        if role in listed and not alone and role not in told and state.facts.get(role) is False:
            yield role


def _counts_something(value: FactValue) -> bool:
    return isinstance(value, Quantity) and value.interval.low > 0


def _on_top(
    state: State, told: Mapping[str, FactValue], meaning: Meaning | None
) -> Mapping[str, FactValue]:
    """又新增了10家 makes 50 of 40."""
    summed = dict(told)
    for name in meaning.added if meaning is not None else ():
        both = added(state.facts.get(name), told.get(name))
        if both is not None:
            summed[name] = both
    return summed


def added(before: FactValue | None, more: FactValue | None) -> FactValue | None:
    """Two quantities of one unit together; `None` of anything else."""
    if isinstance(before, Quantity) and isinstance(more, Quantity) and before.unit == more.unit:
        approx = before.approx or more.approx
        return Quantity(before.interval + more.interval, more.unit, approx)
    return None


def _problem(
    grounds: Grounds, facts: Mapping[str, FactValue], name: str, value: FactValue
) -> str | None:
    definition = grounds.policy.facts[name]
    foreign = isinstance(value, Quantity) and value.unit.kind == MONEY
    if foreign and definition.kind == MONEY and isinstance(value, Quantity):
        code = value.unit.code
        if grounds.rates.convert(value, definition.unit.code) is None:
            return (
                f"{definition.label}您说的是{_currency(code)}，我这里没有它的汇率，"
                f"请换算成{_currency(definition.unit.code)}再告诉我。"
            )
    try:
        replace(definition, name=definition.label).known(value, grounds.rates.convert)
        grounds.policy.world({**facts, name: value}, grounds.rates.convert)
    except FactError as error:
        return f"这个数我先没记：{error}。"
    return None


def _currency(code: str) -> str:
    return str(worded("questions")["yuan"]) if code == "CNY" else unit_label(code)


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
    foreign = [name for name in new if _is_foreign(facts[name], new[name])]
    rated = any(_is_foreign(facts[name], value) for name, value in state.facts.items())
    first = "" if rated else next(iter(foreign), "")  # the rate is named once
    return Heard(
        tuple(
            _noted(grounds, state, name, new[name], with_rate=name == first)
            for name in new
            if name not in denied
        ),
        tuple(Noted(name, wording.fact_value(facts[name], new[name])) for name in denied),
        tuple(Noted(name, facts[name].label) for name in withdrawn),
    )


def _noted(
    grounds: Grounds, state: State, name: str, value: FactValue, *, with_rate: bool
) -> Noted:
    old = state.facts.get(name)
    told = wording.fact_value(grounds.policy.facts[name], value)
    text = told + _conversion(grounds, name, value, with_rate)
    return Noted(name, text, "" if old is None else _value_text(old))


def _value_text(value: FactValue) -> str:
    if isinstance(value, bool):
        return "“是”" if value else "“否”"
    return wording.told_value(value)


def _conversion(grounds: Grounds, name: str, value: FactValue, with_rate: bool) -> str:
    """“（按 1 美元 = 7.1 元折合 …，2026-11-01 的汇率）” when money was told in another currency."""
    definition = grounds.policy.facts[name]
    if not _is_foreign(definition, value) or not isinstance(value, Quantity):
        return ""
    converted = grounds.rates.convert(value, definition.unit.code)
    if converted is None:
        return ""
    about = f"约合 {_spoken(replace(converted, approx=False))}"
    if not with_rate:
        return f"（{about}）"
    foreign = value.unit.code if value.unit.code != "CNY" else definition.unit.code
    rate = f"1 {unit_label(foreign)} = {wording.plain(grounds.rates.yuan_per[foreign])} 元"
    day = f"{grounds.rates.on:%Y-%m-%d} 的汇率 " if grounds.rates.on else ""
    return f"（按 {day}{rate}，{about}）"


def _is_foreign(definition: FactDefinition, value: FactValue) -> bool:
    """Whether a sum was told in another currency than the policy counts in."""
    is_money = isinstance(value, Quantity) and definition.kind == MONEY
    return is_money and isinstance(value, Quantity) and value.unit != definition.unit


def _spoken(converted: Quantity) -> str:
    """A converted sum, rounded to three figures as people say it."""
    ends = [end for end in (converted.interval.low, converted.interval.high) if end.is_finite()]
    largest = max((end.adjusted() for end in ends if end), default=0)
    step = Decimal(10) ** max(0, largest - 2)
    return wording.quantity(replace(converted, interval=converted.interval.rounded(step)))
