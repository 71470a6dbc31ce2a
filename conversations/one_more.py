"""还想再开一家: the further one by itself, whether it would count in time, and what it changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from nlu import OneMore
from policy_engine import (
    DURATION,
    FactError,
    FactValue,
    Interval,
    MeasureResult,
    Policy,
    Quantity,
    Status,
    gaps,
)

from . import wording
from .blocks import Blocks, Line
from .gap_wording import gap_texts
from .supposing import later_by
from .turn import Turn
from .worded import worded

_SAID = worded("measures")["one_more"]


def with_one_more(turn: Turn, more: OneMore) -> Blocks:
    """What would be asked of one more, and what it makes of the whole."""
    asked = _Further(turn, more)
    lines = [Line(text, "item") for text in asked.verdicts()]
    return (Line(_SAID["if"].format(asked.named)), *lines)


@dataclass(frozen=True)
class _Further:
    turn: Turn
    more: OneMore

    @property
    def named(self) -> str:
        """“（门店面积 95 平方米，2027-02 开业）”."""
        facts, begins = self.turn.policy.facts, self.more.begins
        told = [wording.fact_value(facts[fact], value) for fact, value in self.more.told]
        if begins is not None:
            told.append(_SAID["opened_in" if begins.month == 1 else "opened"].format(begins))
        return str(_SAID["of_it"]).format("，".join(told)) if told else ""

    def verdicts(self) -> Iterator[str]:
        """Each measure that counts such things: what the further one lacks, and the sum with it."""
        for now in self.turn.assessment.measures:
            if self.more.of in now.measure.facts and now in self.turn.results:
                yield from self._of(now)

    def _of(self, now: MeasureResult) -> Iterator[str]:
        times = self._wanted(now)
        alone = self._assessed(now, {**dict(self.more.told), **times})
        barred = alone is None or alone.status is Status.INELIGIBLE
        yield from self._lacking(alone) if barred else self._met()
        judged = [self._in_time(now.policy, fact, wanted) for fact, wanted in times.items()]
        yield from (text for text, _ in judged)
        in_time = all(in_time for _, in_time in judged)
        yield self._together(now, alone if in_time and not barred else None)

    def _met(self) -> Iterator[str]:
        for fact, value in self.more.told:
            yield _SAID["meets"].format(wording.fact_value(self.turn.policy.facts[fact], value))

    def _lacking(self, alone: MeasureResult | None) -> Iterator[str]:
        """What stands against it, however long it runs."""
        lacks = () if alone is None else gap_texts(alone.policy, alone, self.turn.speaker)
        yield from (_SAID["lacks"].format(gap) for gap in lacks[:1])

    def _assessed(self, now: MeasureResult, told: Mapping[str, FactValue]) -> MeasureResult | None:
        """A measure for the further one alone."""
        owner = self.turn.policy.facts[self.more.of]
        known = {f: v for f, v in self.turn.state.facts.items() if f not in owner.each}
        one = Quantity(Interval.exactly(Decimal(1)), owner.unit)
        try:
            found = self.turn.grounds.assess({**known, owner.name: one, **told}, self.turn.today)
        except FactError:
            return None
        return found.result(now.measure.key)

    def _wanted(self, now: MeasureResult) -> Mapping[str, Quantity]:
        """How long it must have run."""
        facts, found = self.turn.policy.facts, {}
        for fact in facts[self.more.of].each:
            if facts[fact].kind != DURATION:
                continue
            nothing = Quantity(Interval.exactly(Decimal(0)), facts[fact].unit)
            alone = self._assessed(now, {fact: nothing})
            limit = None if alone is None else _limit(alone, fact)
            if limit is not None:
                found[fact] = Quantity(limit, facts[fact].unit)
        return found

    def _in_time(self, policy: Policy, fact: str, wanted: Quantity) -> tuple[str, bool]:
        """When it will have run so long, and whether the policy is in force then."""
        begins = self.more.begins
        start = self.turn.today if begins is None else max(begins, self.turn.today)
        full = later_by(start, wanted)
        in_time = policy.in_force(full)
        form = _SAID["early" if in_time else "late"]
        opening = _SAID["opening_now" if start == self.turn.today else "opening_then"]
        label, told = self.turn.policy.facts[fact].label, wording.quantity(wanted)
        return form.format(label, told, opening, full, policy.last_day), in_time

    def _together(self, now: MeasureResult, alone: MeasureResult | None) -> str:
        """What all of them come to: with it, where nothing stands against it."""
        title, benefit = now.measure.title, now.measure.benefit
        barred = now.status is Status.INELIGIBLE
        amount = _SAID["none"] if barred else wording.amount(now.amount, benefit)
        then = None if alone is None else (alone if barred else self._with_it(now))
        if alone is None or then is None or then.amount == now.amount:
            return str(_SAID["same"]).format(title, amount)
        labels = "、".join(self.turn.policy.facts[fact].label for fact in alone.missing)
        unknown = _SAID["unknown"].format(labels) if labels else ""
        return str(_SAID["then"]).format(
            title, amount, wording.amount(then.amount, benefit), unknown
        )

    def _with_it(self, now: MeasureResult) -> MeasureResult | None:
        """The measure with one more of them, where it is known how many there are."""
        known = self.turn.state.facts.get(self.more.of)
        if not isinstance(known, Quantity) or now.status is not Status.ELIGIBLE:
            return None
        more = Quantity(known.interval + Interval.exactly(Decimal(1)), known.unit, known.approx)
        facts = {**self.turn.state.facts, self.more.of: more}
        return self.turn.grounds.assess(facts, self.turn.today).result(now.measure.key)


def _limit(found: MeasureResult, fact: str) -> Interval | None:
    """How much of a fact is asked for."""
    short = (s for gap in gaps(found) for way in gap.ways for s in way if s.fact == fact)
    return next((s.limit for s in short if s.limit is not None), None)
