"""Several values told for one fact in one message: which one counts, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from policy_engine import FactDefinition, Quantity

from .clauses import Clause
from .quantities import Mention
from .senses import Sense


@dataclass(frozen=True, slots=True)
class Telling:
    """One telling of a fact: the quantity, where it stands, how it is meant, and its value.

    `named`: words of the fact or its scene stand with it;
    `total`: it sums up others (一共5万); `change`: it is a difference (退了六家); `half`: it
    is of one half of the year; `corrects`: words of a correction stand beside it; `called`:
    the word that names the fact there; `alone`: it is all of the first clause; `because`: what decided that it is this fact.
    """

    fact: str
    mention: Mention
    clause: Clause
    sense: Sense
    value: Quantity
    total: bool = False
    change: bool = False
    half: str = ""
    corrects: bool = False
    called: str = ""
    named: bool = False
    alone: bool = False
    because: str = ""


def settle(
    definition: FactDefinition, tellings: Sequence[Telling], correcting: bool
) -> tuple[Quantity, Telling] | None:
    """The value that several tellings of one fact come to, or `None` when it must be asked.

    This year's figure beats last year's; a correction beats what it takes back; two
    bounds of one number meet (三千多万，快四千万); separate costs of one kind add up
    (报关费5万，吊装费2万), unless their total is told. Anything else is not guessed.
    """
    totals = [told for told in tellings if told.total]
    if totals:
        return totals[-1].value, totals[-1]
    tellings = [told for told in tellings if not told.mention.article] or list(tellings)
    if correcting:
        now = [told for told in tellings if not told.clause.last_year] or tellings
        return now[-1].value, now[-1]
    halves = [told for told in tellings if told.half]
    if halves:
        return _both_halves(halves)
    current = [told for told in tellings if not told.clause.last_year] or list(tellings)
    current = [told for told in current if not told.change] or current
    values = list(dict.fromkeys(told.value for told in current))
    deciding = [told for told in current if told.corrects]
    if len(values) == 1 or deciding:
        counts = (deciding or current)[-1]
        return counts.value, counts
    if definition.is_cost and _is_the_whole(current):
        return current[0].value, current[0]
    if definition.is_cost and _are_parts(current):
        return reduce(_added, (told.value for told in current)), current[-1]
    met = _met(values)
    return None if met is None else (met, current[-1])


def _both_halves(tellings: Sequence[Telling]) -> tuple[Quantity, Telling] | None:
    """上半年2600万，下半年2500万 make a year; one half alone does not."""
    by_half = {told.half: told.value for told in tellings}
    if len(by_half) != 2:
        return None
    first, second = by_half.values()
    return _added(first, second), tellings[-1]


def _is_the_whole(tellings: Sequence[Telling]) -> bool:
    """63800，月租才3000多: the answer by itself, and then what is only part of it."""
    whole, *rest = tellings
    most = whole.value.interval.low
    return whole.alone and all(not told.alone and told.value.interval.high <= most for told in rest)


def _are_parts(tellings: Sequence[Telling]) -> bool:
    """Costs told one after another under different names."""
    names = [told.called for told in tellings]
    return all(names) and len(names) == len(set(names))


def _added(a: Quantity, b: Quantity) -> Quantity:
    return Quantity(a.interval + b.interval, a.unit, a.approx or b.approx)


def _met(values: Sequence[Quantity]) -> Quantity | None:
    """What all values have in common, when that is a range narrowed by a bound."""
    one_sided = any(not (v.interval.has_ceiling and v.interval.has_floor) for v in values)
    if not one_sided or any(value.unit != values[0].unit for value in values):
        return None
    common = values[0].interval
    for value in values[1:]:
        met = common.intersect(value.interval)
        if met is None:
            return None
        common = met
    return Quantity(common, values[0].unit, any(value.approx for value in values))
