"""对吧, 是不是: first a yes or a no, where a sum or a status tells; the rest of the answer follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from nlu import Question
from policy_engine import MeasureResult, Status

from . import wording
from .blocks import Blocks, Line
from .gap_wording import gap_parts
from .in_time import whether_in_time
from .one_of_them import if_every_one_counted
from .turn import Turn
from .worded import worded

YUAN, DOLLARS = "CNY", "USD"
MOST_PARTS = 5
_SAID = worded("questions")["right"]


def confirmed(turn: Turn) -> Blocks:
    """The yes or no to what a message wants confirmed; nothing where none can be told."""
    if not turn.assessment.in_force:
        return ()
    in_time = whether_in_time(turn)
    if in_time:
        return in_time
    said = list(dict.fromkeys(_sums(turn)))
    if turn.meaning.asks(Question.WHETHER_NOTHING) and not said:
        return _of_status(turn)
    if not turn.meaning.asks(Question.WHETHER_RIGHT):
        return ()
    if len(said) > MOST_PARTS or len(said) < 1:
        return ()
    if len(said) > 1:
        return _of_parts(turn, said[:-1], said[-1])
    return if_every_one_counted(turn, said[0]) or _of_sum(turn, said[0])


def _of_parts(turn: Turn, parts: Sequence[Decimal], whole: Decimal) -> Blocks:
    """是不是就30万加2万，32万: of what is surely drawn, where the parts are said to make the whole."""
    drawn = [r.amount.high for r in turn.results if r.status is Status.ELIGIBLE and r.amount]
    open_yet = any(r.status is Status.UNDETERMINED for r in turn.results)
    if open_yet or len(parts) < 2 or sum(parts) != whole:
        return ()
    if all(part in drawn for part in parts):
        return (Line(_SAID["together"].format(wording.money(whole))),)
    if not drawn:
        return (Line(_SAID["nothing_yet"]),)
    total = turn.assessment.total
    if total is None or total.high == whole:
        return ()
    return _of_another_sum(
        turn, [r for r in turn.results if r.status is Status.ELIGIBLE and r.amount]
    )


def _sums(turn: Turn) -> Iterator[Decimal]:
    """The sums of money that a message says; of 2万32万 both."""
    for mention in turn.meaning.quantities:
        low, high = mention.interval.low, mention.interval.high
        low = low if low >= 1 else high  # 最多20万
        bare = mention.unit is None and low >= wording.TEN_THOUSAND
        if low >= 1 and high.is_finite() and (bare or mention.unit == YUAN):
            yield from (low, high)


def _of_sum(turn: Turn, said: Decimal) -> Blocks:
    told = turn.as_told or turn.assessment  # of 约16万 the sum that was said is of 16万
    results = [told.result(result.measure.key) for result in turn.results]
    drawn = [(r, r.amount.high) for r in results if r.status is Status.ELIGIBLE and r.amount]
    if said not in turn.grounds.amounts(turn.state.facts, turn.today):
        return _of_gap(turn, said) or _of_another_sum(turn, [result for result, _ in drawn])
    own = [result for result, most in drawn if most == said]
    if len(own) == 1:
        return (_amount_of(own[0], "one"),)
    together = not own and len({most for _, most in drawn}) > 1
    return (Line(_SAID["together"].format(wording.money(said))),) if together else ()


def _of_gap(turn: Turn, said: Decimal) -> Blocks:
    """还差二百八十八万对吧; of a sum that a better outcome would pay: not yet, and what is missing."""
    gaps = [part for r in turn.results for part in gap_parts(turn.policy, r, turn.speaker)]
    sums = [f" {wording.money(said, currency)}" for currency in (YUAN, DOLLARS)]
    for lacking, _ in gaps:
        if any(told in lacking for told in sums):
            return (Line(_SAID["gap"].format(lacking)),)
    better = next((lacking + goal for lacking, goal in gaps if sums[0] in goal), None)
    return () if better is None else (Line(_SAID["not_yet"].format(better)),)


def _of_another_sum(turn: Turn, drawn: Sequence[MeasureResult]) -> Blocks:
    """A sum that nothing pays, where it is known what is paid."""
    if len(drawn) == 1:
        return (_amount_of(drawn[0], "another"),)
    total = turn.assessment.total
    if len(drawn) < 2 or total is None or total.high is None:
        return ()
    return (Line(_SAID["not_together"].format(wording.money(total.high))),)


def _amount_of(result: MeasureResult, said: str) -> Line:
    amount = wording.amount(result.amount, result.measure.benefit)
    return Line(_SAID[said].format(result.measure.title, amount))


def _of_status(turn: Turn) -> Blocks:
    """那就没我们的份了对吧: of the one measure in talk."""
    keys = turn.meaning.topics or turn.focus[:1]
    if len(keys) != 1:
        return ()
    result = turn.assessment.result(keys[0])
    told = _SAID["status"].get(result.status.value)
    said = (Line(told.format(result.measure.title)),) if told else ()
    return (*said, *_lowest(turn, result)) if said else ()


def _lowest(turn: Turn, result: MeasureResult) -> Blocks:
    """做不到100万，是不是一分钱没有: of several tiers what the lowest one still takes."""
    parts = () if result.status is Status.ELIGIBLE else gap_parts(turn.policy, result, turn.speaker)
    lowest = [lacking + goal for lacking, goal in parts if goal]
    return (Line(_SAID["lowest"].format(lowest[0])),) if lowest else ()
