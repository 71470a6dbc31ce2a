"""What was told before and is spoken of again: taken out, given to another fact, called wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from nlu import Amended, Meaning, Mention, SameAs
from policy_engine import COUNT, MONEY, FactDefinition, FactValue, Policy, Quantity

from .placing import TELLS
from .state import State


@dataclass(frozen=True, slots=True)
class Amendments:
    """What counts no more, what has a number told before, and what is wrong without a better value."""

    withdrawn: tuple[str, ...] = ()
    moved: Mapping[str, FactValue] = field(default_factory=dict)
    wrong: tuple[str, ...] = ()


def amendments(policy: Policy, state: State, meaning: Meaning | None) -> Amendments:
    """What a message changes of what is known, beside the values it tells."""
    if meaning is None:
        return Amendments()
    said = meaning.of(Amended)
    gone = [fact for named in meaning.withdrawn for fact in _with_its_numbers(policy, state, named)]
    gone += [_meant_by(state, each) for each in said if each.way == "taken_back"]
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


def _tells(meaning: Meaning) -> bool:
    return meaning.intent.name in TELLS


def _meant_by(state: State, amended: Amended) -> str:
    """The known fact that is named, or whose number is said again: the one told last."""
    if amended.mention is None:
        return amended.fact
    alike = [f for f, v in state.facts.items() if _is_that_number(v, amended.mention)]
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
