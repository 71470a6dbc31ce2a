"""Several values told for one fact in one message: which one counts, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from policy_engine import MONEY, Quantity

from .clauses import Clause
from .lexicon import NumberCue
from .quantities import Mention

_TAKEN_BACK = re.compile(
    r"不对|不是|说错|错了|更正|应该|哦|准确|改成|实际|其实|口误|作废|现在|目前|够条件|符合条件|达标|合格|实打实|真正"
)


@dataclass(frozen=True, slots=True)
class Told:
    """One telling of a fact: the quantity, where it stands, and its value.

    `total`: it sums up others (一共5万); `change`: it is a difference (退了六家);
    `half`: it is of one half of the year (上 or 下).
    """

    cue: NumberCue
    mention: Mention
    clause: Clause
    value: Quantity
    total: bool = False
    change: bool = False
    half: str = ""


def settle(tellings: Sequence[Told], intent: str) -> Quantity | None:
    """The value that several tellings of one fact come to, or `None` when it must be asked.

    This year's figure beats last year's; a correction beats what it takes back; two
    bounds of one number meet (三千多万，快四千万); separate costs of one kind add up
    (报关费5万，吊装费2万), unless their total is told. Anything else is not guessed.
    """
    totals = [told for told in tellings if told.total]
    if totals:
        return totals[-1].value
    tellings = [told for told in tellings if not told.mention.article] or list(tellings)
    if intent == "correct":
        return tellings[-1].value
    halves = [told for told in tellings if told.half]
    if halves:
        return _both_halves(halves)
    current = [told for told in tellings if not told.clause.last_year] or list(tellings)
    current = [told for told in current if not told.change] or current
    values = list(dict.fromkeys(told.value for told in current))
    if len(values) == 1:
        return values[0]
    if any(_TAKEN_BACK.search(told.clause.text) for told in current):
        return current[-1].value
    if _are_parts(current):
        return reduce(_added, (told.value for told in current))
    return _met(values)


def _both_halves(tellings: Sequence[Told]) -> Quantity | None:
    """上半年2600万，下半年2500万 make a year; one half alone does not."""
    by_half = {told.half: told.value for told in tellings}
    if set(by_half) != {"上", "下"}:
        return None
    return _added(by_half["上"], by_half["下"])


def _are_parts(tellings: Sequence[Told]) -> bool:
    """Costs told one after another under different names."""
    exact = tellings[0].cue.exact
    if tellings[0].cue.kind != MONEY or exact is None:
        return False
    names = [found.group() for told in tellings if (found := exact.search(told.clause.text))]
    return len(names) == len(tellings) == len(set(names))


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
