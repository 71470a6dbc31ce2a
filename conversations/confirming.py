"""对吧, 是不是: first a yes or a no, where a sum or a status tells; the rest of the answer follows."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from nlu import Question
from policy_engine import Status

from . import wording
from .blocks import Blocks, Line
from .gap_wording import gap_texts
from .turn import Turn
from .worded import worded

YUAN, DOLLARS = "CNY", "USD"
_SAID = worded("questions")["right"]


def confirmed(turn: Turn) -> Blocks:
    """The yes or no to what a message wants confirmed; nothing where none can be told."""
    if not turn.assessment.in_force:
        return ()
    said = list(dict.fromkeys(_sums(turn)))
    if turn.meaning.asks(Question.WHETHER_NOTHING) and not said:
        return _of_status(turn)
    asked = turn.meaning.asks(Question.WHETHER_RIGHT) and len(said) == 1
    return _of_sum(turn, said[0]) if asked else ()


def _sums(turn: Turn) -> Iterator[Decimal]:
    """The exact sums of money that a message says."""
    for mention in turn.meaning.quantities:
        bare = mention.unit is None and mention.interval.low >= wording.TEN_THOUSAND
        if mention.interval.is_exact and (bare or mention.unit == YUAN):
            yield mention.interval.low


def _of_sum(turn: Turn, said: Decimal) -> Blocks:
    if said not in turn.grounds.amounts(turn.state.facts, turn.today):
        return _of_gap(turn, said)
    told = turn.as_told or turn.assessment  # of 约16万 the sum that was said is of 16万
    results = [told.result(result.measure.key) for result in turn.results]
    drawn = [(r, r.amount.high) for r in results if r.status is Status.ELIGIBLE and r.amount]
    own = [result for result, most in drawn if most == said]
    if len(own) == 1:
        amount = wording.amount(own[0].amount, own[0].measure.benefit)
        return (Line(_SAID["one"].format(own[0].measure.title, amount)),)
    together = not own and len({most for _, most in drawn}) > 1
    return (Line(_SAID["together"].format(wording.money(said))),) if together else ()


def _of_gap(turn: Turn, said: Decimal) -> Blocks:
    """还差二百八十八万对吧."""
    gaps = (gap for result in turn.results for gap in gap_texts(turn.policy, result, turn.speaker))
    sums = [wording.money(said, currency) for currency in (YUAN, DOLLARS)]
    gap = next((gap for gap in gaps if any(f" {told}" in gap for told in sums)), None)
    return () if gap is None else (Line(_SAID["gap"].format(gap)),)


def _of_status(turn: Turn) -> Blocks:
    """那就没我们的份了对吧: of the one measure in talk."""
    keys = turn.meaning.topics or turn.before.focus[:1]
    if len(keys) != 1:
        return ()
    result = turn.assessment.result(keys[0])
    told = _SAID["status"].get(result.status.value)
    return (Line(told.format(result.measure.title)),) if told else ()
