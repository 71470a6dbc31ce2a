"""到多少票就封顶: of what is paid in proportion to one number, at which number its cap is reached."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal

from policy_engine import MONEY, Amount, Interval, Kind, Measure, MeasureResult, Quantity

from . import wording
from .blocks import Blocks, Line, Quote, group
from .describing import offered
from .lacking import gap
from .rule_wording import readable_rule
from .telling import Answered, concerned_by
from .turn import Turn
from .worded import worded

MOST = 3
ONE, TWO = Interval.exactly(1), Interval.exactly(2)
_WORDS = worded("measures")


def where_capped(turn: Turn) -> Answered:
    """Of each measure in question the number that reaches its cap; where none does, what lacks."""
    told = (_capped_at(turn, result) for result in concerned_by(turn)[:MOST])
    found = tuple(block for blocks in told for block in blocks)
    return ("answer", found) if found else gap(turn)


def whether_capped(turn: Turn) -> Answered:
    """有没有封顶: of each measure in question the limit that the text writes, or that it writes none."""
    told = [_cap_of(turn, result) for result in concerned_by(turn)[:MOST]]
    found = tuple(block for blocks in told for block in blocks)
    return ("answer", found) if found else gap(turn)


def _cap_of(turn: Turn, result: MeasureResult) -> Blocks:
    measure = result.measure
    cap, kind = measure.benefit.cap, measure.benefit.kind
    if cap is not None:
        most = readable_rule(result.policy, cap.text)
        line = _WORDS["has_cap"].format(_name(measure), most)
    elif kind in (Kind.UP_TO, Kind.FIXED):
        line = _WORDS[f"{kind}_is_its_cap"].format(_name(measure), offered(turn, measure))
    else:
        line = _WORDS["has_no_cap"].format(_name(measure))
    return group(Line(line), Quote(measure.quote, measure.clause))


def _name(measure: Measure) -> str:
    return f"{measure.title}（{measure.clause_name}）"


def _capped_at(turn: Turn, result: MeasureResult) -> Blocks:
    measure = result.measure
    amount, cap = measure.benefit.amount, measure.benefit.cap
    if amount is None or cap is None or cap.facts() or len(amount.facts()) != 1:
        return ()
    fact = amount.facts()[0]
    for_one = _in_proportion(amount, fact)
    if not for_one:
        return ()
    most, definition = cap.range({}).low, turn.policy.facts[fact]
    step = Decimal("0.01") if definition.kind == MONEY else Decimal(1)
    wanted = Quantity(
        Interval.exactly((most / for_one).quantize(step, ROUND_CEILING)), definition.unit
    )
    line = _WORDS["reaches_cap"].format(
        _name(measure), definition.label, wording.quantity(wanted), wording.money(most)
    )
    return group(Line(line), Quote(measure.quote, measure.clause))


def _in_proportion(amount: Amount, fact: str) -> Decimal | None:
    """What is paid for one, where twice as many are paid twice as much; else `None`."""
    if amount.variables() != (fact,):
        return None
    for_one = amount.range({fact: ONE}).low
    return for_one if for_one > 0 and amount.range({fact: TWO}).low == 2 * for_one else None
