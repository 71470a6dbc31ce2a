"""Several like things told one by one: those that qualify are counted, and the reply says which."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from nlu import Meaning, Things, ThingsAlike
from policy_engine import (
    FactDefinition,
    FactError,
    FactValue,
    Interval,
    Quantity,
    Status,
    unit_label,
)

from . import wording
from .grounds import Grounds
from .state import State
from .worded import worded

ONE = Decimal(1)
NAMED = str(worded("measures")["one_named"])
ALL_COUNT = "{all} {unit}都算。"
SOME_COUNT = "{all} {unit}里算 {some} {unit}：{left}不够条件，没算进去。"
NONE_COUNTS = "这 {all} {unit}都不够条件：{left}。"


@dataclass(frozen=True, slots=True)
class Counted:
    """The facts that several things come to, and which of them count."""

    facts: Mapping[str, FactValue] = field(default_factory=dict)
    remark: str = ""
    things: Mapping[str, tuple[ThingsAlike, ...]] = field(default_factory=dict)
    """Each by itself, where they are called by names of their own."""


def counted(grounds: Grounds, state: State, meaning: Meaning | None) -> Counted:
    """What several like things of a message come to."""
    for things in meaning.of(Things) if meaning is not None else ():
        return _Counting(grounds, state, things).result()
    return Counted()


def with_one_changed(
    grounds: Grounds, state: State, label: str, told: Mapping[str, Quantity]
) -> Mapping[str, FactValue]:
    """What they come to if the one that is called so were otherwise."""
    for owner, alike in state.things.items():
        own = {f: v for f, v in told.items() if f in grounds.policy.facts[owner].each}
        if own and any(one.label == label for one in alike):
            changed = ThingsAlike(ONE, tuple(own.items()), label=label)
            return _Counting(grounds, state, Things(of=owner, alike=(changed,))).result().facts
    return {}


def kept_things(
    state: State, found: Counted, facts: Mapping[str, FactDefinition], changed: Collection[str]
) -> State:
    """With what was told of each; nothing where a number of theirs was told of no one alone."""
    if found.facts:
        of = {name for name in found.facts if facts[name].each}
        kept = {o: alike for o, alike in state.things.items() if o not in of}
        return replace(state, things={**kept, **found.things})
    gone = {o for o in state.things if {o, *facts[o].each}.intersection(changed)}
    kept = {o: alike for o, alike in state.things.items() if o not in gone}
    return replace(state, things=kept) if gone else state


@dataclass(frozen=True)
class _Counting:
    grounds: Grounds
    state: State
    things: Things

    def result(self) -> Counted:
        alike = self._merged() or (*self._others(), *self.things.alike)
        good = [each for each in alike if self._may_qualify(each)]
        left = [each for each in alike if each not in good]
        facts, remark = self._facts(good or self._nearest(alike)), self._remark(alike, good, left)
        named = all(each.label for each in alike)
        return Counted(facts, remark, {self.things.of: tuple(alike)} if named else {})

    def _merged(self) -> tuple[ThingsAlike, ...]:
        """Those that are known by name, with what is told of some of them now."""
        known = {one.label: one for one in self.state.things.get(self.things.of, ())}
        if not known or not all(one.label for one in self.things.alike):
            return ()
        for one in self.things.alike:
            before = known.get(one.label, one)
            known[one.label] = replace(
                one, told=tuple({**dict(before.told), **dict(one.told)}.items())
            )
        return tuple(known.values())

    def _nearest(self, alike: Sequence[ThingsAlike]) -> Sequence[ThingsAlike]:
        """Of those that do not qualify the ones that lack the least and have the most."""
        lacking = [(n := len(self._against(each)), n - len(each.told)) for each in alike]
        return [each for each, n in zip(alike, lacking, strict=True) if n == min(lacking)]

    def _against(self, each: ThingsAlike) -> Sequence[tuple[str, Quantity]]:
        return [pair for pair in each.told if not self._may_qualify(_with_only(each, pair))]

    def _others(self) -> tuple[ThingsAlike, ...]:
        """Those of the whole number that the message does not tell one by one, as known before."""
        known = self.state.facts.get(self.things.of)
        total = self.things.total
        if total is None and isinstance(known, Quantity) and known.interval.is_exact:
            total = known.interval.low
        rest = 0 if total is None else total - sum(each.count for each in self.things.alike)
        if rest <= 0:
            return ()
        facts = self.grounds.policy.facts[self.things.of].each
        told = ((f, v) for f in facts if isinstance(v := self.state.facts.get(f), Quantity))
        return (ThingsAlike(Decimal(rest), tuple(told)),)

    def _may_qualify(self, each: ThingsAlike) -> bool:
        """Whether nothing that is told of it stands against the measures it is for."""
        if each.lacks:
            return False
        policy, told = self.grounds.policy, dict(each.told)
        try:
            found = self.grounds.assess(told, policy.issued)
        except FactError:
            return True
        using = (r for r in found.measures if self.things.of in r.measure.facts)
        return not any(
            r.status is Status.INELIGIBLE and any(fact in told for fact in r.measure.facts)
            for r in using
        )

    def _facts(self, alike: Sequence[ThingsAlike]) -> dict[str, FactValue]:
        """Of those that count: how many they are, and the smallest of each number."""
        definition = self.grounds.policy.facts[self.things.of]
        facts: dict[str, FactValue] = {}
        if definition.is_claim:
            alike = alike[:1]
        else:
            facts[definition.name] = Quantity(Interval.exactly(_number(alike)), definition.unit)
        for fact in definition.each:
            values = [dict(each.told).get(fact) for each in alike]
            known = [value for value in values if value is not None]
            if known and len(known) == len(values):
                facts[fact] = min(known, key=lambda value: value.canonical().interval.low)
        return facts

    def _remark(
        self,
        alike: Sequence[ThingsAlike],
        good: Sequence[ThingsAlike],
        left: Sequence[ThingsAlike],
    ) -> str:
        unit = unit_label(self._unit)
        number, some = wording.plain(_number(alike)), wording.plain(_number(good))
        told = "；".join(self._described(each) for each in left)
        if len(alike) == 1:
            return ""
        form = NONE_COUNTS if not good else SOME_COUNT if left else ALL_COUNT
        return form.format(all=number, some=some, unit=unit, left=told)

    @property
    def _unit(self) -> str:
        definition = self.grounds.policy.facts[self.things.of]
        return "处" if definition.is_claim else definition.unit.code

    def _described(self, each: ThingsAlike) -> str:
        """“每家店的建设面积 90 平方米的 1 个”."""
        facts = self.grounds.policy.facts
        against = self._against(each) or each.told
        told = "、".join(wording.fact_value(facts[f], value) for f, value in against)
        number = f"{wording.plain(each.count)} {unit_label(self._unit)}"
        if each.label:
            return NAMED.format(each.label, number, told)
        return f"{told}的 {number}" if told and not each.lacks else f"您说不够的 {number}"


def _with_only(each: ThingsAlike, told: tuple[str, Quantity]) -> ThingsAlike:
    return replace(each, told=(told,))


def _number(alike: Sequence[ThingsAlike]) -> Decimal:
    return sum((each.count for each in alike), start=Decimal(0))
