"""What was told before and is spoken of again: taken out, given to another fact, called wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from nlu import Amended, Meaning, Mention, SameAs
from policy_engine import COUNT, MONEY, FactDefinition, FactValue, Policy, Quantity

from .grounds import Grounds
from .placing import TELLS
from .state import State
from .wording import TEN_THOUSAND


@dataclass(frozen=True, slots=True)
class Amendments:
    """What counts no more, what has a number told before, and what is wrong without a better value."""

    withdrawn: tuple[str, ...] = ()
    moved: Mapping[str, FactValue] = field(default_factory=dict)
    wrong: tuple[str, ...] = ()


def amendments(grounds: Grounds, state: State, meaning: Meaning | None) -> Amendments:
    """What a message changes of what is known, beside the values it tells."""
    if meaning is None:
        return Amendments()
    policy, said = grounds.policy, meaning.of(Amended)
    gone = [fact for named in meaning.withdrawn for fact in _with_its_numbers(policy, state, named)]
    for each in said:
        if each.way in ("taken_back", "not_denied"):
            gone += _taken_back(grounds, state, each)
    moved: dict[str, FactValue] = {}
    for each in said:
        before = _meant_by(state, each) if each.way == "moved" else ""
        value = state.facts.get(before)
        if each.way != "moved" or before == each.meant:
            continue
        if isinstance(value, Quantity):
            moved[each.meant] = _as_told_of(policy.facts[each.meant], value)
            gone.append(before)
        elif each.mention is not None and _tells(meaning) and each.meant not in meaning.facts:
            moved[each.meant] = _told_anew(policy.facts[each.meant], each.mention)
    for same in meaning.of(SameAs):
        value = state.facts.get(same.other)
        if isinstance(value, Quantity):
            moved[same.fact] = value
    wrong = tuple(each.fact for each in said if each.way == "wrong" and each.fact in state.facts)
    return Amendments(tuple(dict.fromkeys(f for f in gone if f in state.facts)), moved, wrong)


def _taken_back(grounds: Grounds, state: State, amended: Amended) -> Iterator[str]:
    """What counts no more, with how much it rose; where that is a sum to be drawn, what it is for."""
    policy = grounds.policy
    if amended.way == "not_denied":
        yield from _denied_last(state)
        return
    named = bool(amended.fact) or amended.mention is not None
    facts = [_meant_by(state, amended)] if named else list(_told_last(state))
    if amended.mention is not None and not facts[0]:
        for role in _drawn_for(grounds, state, amended.mention):
            yield from _with_its_numbers(policy, state, role)
    for fact in facts:
        yield fact
        yield from (f for f in state.facts if fact and policy.facts[f].increase_of == fact)


def _told_last(state: State) -> Iterator[str]:
    """The numbers that the last message told."""
    return (fact for fact, value in _heard_last(state) if isinstance(value, Quantity))


def _denied_last(state: State) -> Iterator[str]:
    """What the last message was taken to deny."""
    return (fact for fact, value in _heard_last(state) if value is False)


def _heard_last(state: State) -> Iterator[tuple[str, FactValue]]:
    earlier = state.earlier
    if earlier is None or earlier.turns != state.turns - 1:
        return
    for fact, value in state.facts.items():
        if earlier.facts.get(fact) != value:
            yield fact, value


def _drawn_for(grounds: Grounds, state: State, mention: Mention) -> Iterator[str]:
    """The roles of the one measure that pays just so much."""
    if not mention.interval.is_exact:
        return
    said = mention.interval.low
    if mention.unit is None and said < TEN_THOUSAND:
        said *= TEN_THOUSAND
    results = grounds.assess(state.facts, grounds.policy.last_day).measures
    paid = [
        r for r in results
        if r.counts and r.amount is not None and r.amount.high == said
    ]  # fmt: skip
    if len(paid) == 1:
        facts = paid[0].measure.facts
        yield from (f for f in facts if grounds.policy.facts[f].role and state.facts.get(f) is True)


def _tells(meaning: Meaning) -> bool:
    return meaning.intent.name in TELLS


def _meant_by(state: State, amended: Amended) -> str:
    """The known fact that is named, or whose number is said again: the one told last."""
    if amended.mention is None:
        return amended.fact
    alike = [
        fact
        for fact, value in state.facts.items()
        if _is_that_number(value, amended.mention) and fact != amended.meant
    ]
    return alike[-1] if alike else ""


def _is_that_number(value: FactValue, mention: Mention) -> bool:
    if not isinstance(value, Quantity) or value.interval != mention.interval:
        return False
    return mention.unit in (None, value.unit.code) or value.unit.kind == COUNT


def _as_told_of(definition: FactDefinition, value: Quantity) -> Quantity:
    """The same number of another fact: its counter is that fact's, its currency stays."""
    if definition.kind == MONEY:
        return value
    return Quantity(value.interval, definition.unit, value.approx)


def _told_anew(definition: FactDefinition, mention: Mention) -> Quantity:
    if mention.unit is None or definition.is_whole:
        return Quantity(mention.interval, definition.unit, mention.approx)
    return mention.quantity()


def _with_its_numbers(policy: Policy, state: State, fact: str) -> Iterator[str]:
    """A role that is taken out takes along what was told of its measures alone."""
    yield fact
    if not policy.facts[fact].role:
        return
    gone = {m.id for m in policy.measures.values() if fact in m.facts}
    for name in state.facts:
        using = {m.id for m in policy.measures.values() if name in m.facts}
        if using and using <= gone and not policy.facts[name].role:
            yield name
