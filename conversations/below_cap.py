"""距离上限还差多少: of what is paid in proportion to a number, how much of it would reach the cap."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_CEILING, Decimal

from policy_engine import MONEY, FactError, Interval, MeasureResult, Quantity, Status

from . import wording
from .turn import Turn
from .worded import worded

_WORDS = worded("measures")


def below_cap(turn: Turn, result: MeasureResult) -> str:
    """“离上限 30 万元还差 2.4 万元：全年经营票数到 2500 票（再 200 票）就到顶。”; empty where the
    amount is at its cap, has none, or is not in proportion to the one number it is paid of."""
    amount, benefit = result.amount, result.measure.benefit
    if result.status is not Status.ELIGIBLE or amount is None or benefit.cap is None:
        return ""
    if benefit.cap.facts():
        return ""
    cap = benefit.cap.range({}).low
    paid_of = [f for f in result.measure.facts if isinstance(turn.state.facts.get(f), Quantity)]
    if amount.low != amount.high or not 0 < amount.low < cap or len(paid_of) != 1:
        return ""
    return _told(turn, result, paid_of[0], cap)


def _told(turn: Turn, result: MeasureResult, fact: str, cap: Decimal) -> str:
    known = turn.state.facts[fact]
    assert isinstance(known, Quantity)
    assert result.amount is not None
    wanted = _whole(known, known.interval.low * cap / result.amount.low)
    if _amount(turn, result, fact, wanted) != cap:
        return ""
    more = Quantity(Interval.exactly(wanted.interval.low - known.interval.low), known.unit)
    label = turn.policy.facts[fact].label
    return str(_WORDS["below_cap"]).format(
        wording.money(cap), wording.money(cap - result.amount.low),
        label, wording.quantity(wanted), wording.quantity(more),
    )  # fmt: skip


def _whole(known: Quantity, number: Decimal) -> Quantity:
    """Nobody has half a thing: of what is counted the next whole number."""
    step = Decimal("0.01") if known.unit.kind == MONEY else Decimal(1)
    return replace(known, interval=Interval.exactly(number.quantize(step, ROUND_CEILING)))


def _amount(turn: Turn, result: MeasureResult, fact: str, value: Quantity) -> Decimal | None:
    try:
        case = turn.grounds.assess({**turn.state.facts, fact: value}, turn.today)
    except FactError:
        return None
    found = case.result(result.measure.key).amount
    return found.low if found is not None and found.low == found.high else None
