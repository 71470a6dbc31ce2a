"""对吧, 是不是: first a yes or a no, where a sum or a status tells; the rest of the answer follows."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from nlu import Question
from policy_engine import MONEY, MeasureResult, Status, unit_of

from . import wording
from .blocks import Blocks, Line
from .gap_wording import gap_texts
from .turn import Turn
from .worded import worded

YUAN = "CNY"
_SAID = worded("questions")["right"]


def confirmed(turn: Turn) -> Blocks:
    """The yes or no to what a message wants confirmed; nothing where none can be told."""
    if not turn.assessment.in_force:
        return ()
    said = list(_sums(turn))
    if turn.meaning.asks(Question.WHETHER_NOTHING) and not said:
        return _of_status(turn)
    asked = turn.meaning.asks(Question.WHETHER_RIGHT) and len(said) == 1
    return _of_sum(turn, said[0]) if asked else ()


def _sums(turn: Turn) -> Iterator[Decimal]:
    """The exact sums of money that a message says."""
    for mention in turn.meaning.quantities:
        if mention.unit is not None and unit_of(mention.unit).kind == MONEY:
            code = mention.unit
        else:
            code = (
                YUAN
                if mention.unit is None and mention.interval.low >= wording.TEN_THOUSAND
                else ""
            )
        if code == YUAN and mention.interval.is_exact:
            yield mention.interval.low


def _of_sum(turn: Turn, said: Decimal) -> Blocks:
    lacking = (
        gap for r in turn.results for gap in gap_texts(turn.policy, r, turn.speaker)
        if wording.money(said) in gap
    )  # fmt: skip
    amounts = turn.grounds.amounts(turn.state.facts, turn.today)
    if said not in amounts:
        gap = next(lacking, None)
        return () if gap is None else (Line(_SAID["gap"].format(gap)),)
    own = [r for r in turn.results if _pays(r) and r.amount is not None and r.amount.high == said]
    if len(own) == 1:
        result = own[0]
        told = wording.amount(result.amount, result.measure.benefit)
        return (Line(_SAID["one"].format(result.measure.title, told)),)
    drawn = {r.amount.high for r in turn.results if _pays(r) and r.amount is not None}
    together = len(drawn) > 1 and said not in drawn
    return (Line(_SAID["together"].format(wording.money(said))),) if together else ()


def _pays(result: MeasureResult) -> bool:
    return result.status is Status.ELIGIBLE


def _of_status(turn: Turn) -> Blocks:
    """那就没我们的份了对吧: of the one measure in talk."""
    keys = turn.meaning.topics or turn.before.focus[:1]
    if len(keys) != 1:
        return ()
    result = turn.assessment.result(keys[0])
    told = _SAID["status"].get(result.status.value)
    return (Line(told.format(result.measure.title)),) if told else ()
