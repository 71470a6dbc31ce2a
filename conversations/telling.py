"""What several answers are made of: sentences, titles, the cards of results, sums, open points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from policy_engine import Assessment, MeasureResult, Money, Status

from . import wording
from .blocks import Block, Blocks, Card, Extent, Line, group
from .explaining import card
from .once_only import if_once_only
from .reply import Act
from .turn import Turn
from .worded import worded

NOTHING = Money(Decimal(0), Decimal(0))
_ROUGH = str(worded("measures")["rough"])
_ABOUT = str(worded("measures")["about"])

Answered = tuple[Act, Blocks]


def sentence(text: str) -> Answered:
    """An answer of one sentence."""
    return "answer", (Line(text),)


def under(title: str, blocks: Sequence[Block]) -> Blocks:
    """Blocks under their title; nothing where there are none."""
    return group(Line(title), *blocks) if blocks else ()


def cards(
    turn: Turn, results: Iterable[MeasureResult], extent: Extent = "full"
) -> tuple[Card, ...]:
    """The cards of results with the facts of this turn, each told as far as `extent`."""
    return tuple(
        _by_the_number_told(
            turn, result, card(result, turn.state.facts, extent, speaker=turn.speaker)
        )
        for result in results
    )


def _by_the_number_told(turn: Turn, result: MeasureResult, told: Card) -> Card:
    """大概4800万 may be more than 5000万, but what it says is 4800万: that tier first; 约7.2万 at
    50% is about 3.6万."""
    exact = turn.as_told.result(result.measure.key) if turn.as_told is not None else result
    amount, most = exact.amount, result.amount
    if amount is None or most is None or amount.high == most.high or not told.amount:
        return told
    by_the_number = wording.amount(amount, result.measure.benefit)
    if not result.measure.benefit.tiers:
        return replace(told, amount=_ABOUT.format(by_the_number))
    settled = exact.status is result.status is Status.ELIGIBLE
    return replace(told, amount=_ROUGH.format(by_the_number, told.amount)) if settled else told


def open_points(results: Iterable[MeasureResult]) -> list[Line]:
    """What the text leaves to the authority in these measures, each point once."""
    notes = dict.fromkeys(note for result in results for note in result.notes)
    return [Line(note, "open_point") for note in notes]


def total_line(assessment: Assessment) -> Blocks:
    """The sum, when more than one measure adds to it."""
    paying = [result for result in assessment.measures if result.counts and result.amount]
    if len(paying) < 2 or assessment.total == Money(assessment.total.low * 0, None):
        return ()
    return (Line(f"合计：{total_text(assessment)}。", "total"),)


def total_text(assessment: Assessment) -> str:
    """The sum, and why it is not that of its parts where it is not."""
    amounts = (result.amount for result in assessment.measures if result.counts)
    parts = sum((amount for amount in amounts if amount is not None), start=NOTHING)
    why = "" if parts == assessment.total else worded("measures")["limited_total"]
    return f"{wording.total(assessment.total)}{why or if_once_only(assessment)}"


def concerned_by(turn: Turn) -> list[MeasureResult]:
    """The results the question is about: named ones, else those of interest."""
    if turn.meaning.topics:
        return [turn.assessment.result(topic) for topic in turn.meaning.topics]
    return list(turn.results)
