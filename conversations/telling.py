"""What several answers are made of: sentences, titles, the cards of results, sums, open points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policy_engine import Assessment, MeasureResult, Money, Status

from . import wording
from .blocks import Block, Blocks, Card, Extent, Line, group
from .explaining import card
from .reply import Act
from .turn import Turn

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
        card(turn.policy, result, turn.state.facts, extent, speaker=turn.speaker)
        for result in results
    )


def open_points(results: Iterable[MeasureResult]) -> list[Line]:
    """What the text leaves to the authority in these measures, each point once."""
    notes = dict.fromkeys(note for result in results for note in result.notes)
    return [Line(note, "open_point") for note in notes]


def total_line(assessment: Assessment) -> Blocks:
    """The sum, when more than one measure adds to it."""
    paying = [
        result
        for result in assessment.measures
        if result.status is Status.ELIGIBLE and result.amount is not None
    ]
    if len(paying) < 2 or assessment.total == Money(assessment.total.low * 0, None):
        return ()
    return (Line(f"合计：{wording.total(assessment.total)}。", "total"),)


def concerned_by(turn: Turn) -> list[MeasureResult]:
    """The results the question is about: named ones, else those of interest."""
    if turn.meaning.topics:
        return [turn.assessment.result(topic) for topic in turn.meaning.topics]
    return list(turn.results)
