"""司门前那家差多少: of several like things the one that is named, judged by its own numbers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from nlu import Pointed, ThingsAlike
from policy_engine import FactError, FactValue, Interval, MeasureResult, Money, Quantity

from . import wording
from .blocks import Blocks, Line
from .turn import Turn
from .worded import worded

_IF_ALL = str(worded("measures")["if_all_count"])


def results_of_one(turn: Turn) -> tuple[str, tuple[MeasureResult, ...]]:
    """What it is called by, and what it comes to by itself in each measure that counts such things;
    nothing where no one alone is asked about."""
    named = [one.label for one in turn.meaning.of(Pointed)]
    if len(named) != 1:
        return "", ()
    return named[0], tuple(_results(turn, named[0]))


def _results(turn: Turn, label: str) -> Iterator[MeasureResult]:
    for owner, alike in turn.state.things.items():
        for one in alike:
            if one.label == label:
                yield from _of(turn, owner, one)


def _of(turn: Turn, owner: str, one: ThingsAlike) -> Iterator[MeasureResult]:
    definition = turn.policy.facts[owner]
    known = {f: v for f, v in turn.state.facts.items() if f not in definition.each}
    single: FactValue = True
    if not definition.is_claim:
        single = Quantity(Interval.exactly(Decimal(1)), definition.unit)
    try:
        found = turn.grounds.assess({**known, owner: single, **dict(one.told)}, turn.today)
    except FactError:
        return
    yield from (r for r in found.measures if owner in r.measure.facts)


def if_every_one_counted(turn: Turn, said: Decimal) -> Blocks:
    """是不是两家加起来最多20万: so much comes of it where all of them qualify, and not yet."""
    for owner, alike in turn.state.things.items():
        definition = turn.policy.facts[owner]
        if definition.is_claim:
            continue
        number = sum((one.count for one in alike), start=Decimal(0))
        every = Quantity(Interval.exactly(number), definition.unit)
        then = turn.grounds.assess({**turn.state.facts, owner: every}, turn.today)
        for now in turn.assessment.measures:
            most, own = then.result(now.measure.key).amount, now.amount
            if owner in now.measure.facts and most is not None and most.high == said != _most(own):
                told = wording.amount(own, now.measure.benefit)
                sum_told = _IF_ALL.format(wording.plain(number), wording.money(said), told)
                return (Line(sum_told),)
    return ()


def _most(amount: Money | None) -> Decimal | None:
    return None if amount is None else amount.high
