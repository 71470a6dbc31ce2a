"""30万那档和20万那档能不能都拿: whether the tiers of one measure add up, as the policy has it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from nlu import Question
from policy_engine import Measure, MeasureResult, Stacking

from .blocks import Line
from .grounds import YUAN
from .telling import Answered, cards, open_points
from .turn import Turn
from .worded import worded

PAIR = 2
_WORDS = worded("measures")["tiers_together"]


def tiers_asked_of(turn: Turn) -> MeasureResult | None:
    """The measure two of whose tiers a message wants together; `None` where none is meant."""
    if not turn.meaning.asks(Question.BOTH_TIERS):
        return None
    said = set(_said(turn))
    keys = dict.fromkeys((*turn.meaning.topics, *turn.interest, *turn.policy.measures))
    for key in keys:
        amounts = _amounts(turn.policy.measures[key])
        in_talk = not said and key in turn.interest and len(amounts) >= PAIR
        if in_talk or len(said & amounts) >= PAIR:
            return turn.assessment.result(key)
    return None


def _said(turn: Turn) -> Iterator[Decimal]:
    for mention in turn.meaning.quantities:
        if mention.unit in (None, YUAN) and mention.interval.is_exact:
            yield mention.interval.low


def _amounts(measure: Measure) -> set[Decimal]:
    """What its tiers pay, where it is not reckoned from what was told; of years there is but one."""
    tiers = (tier for tier in measure.benefit.tiers if not tier.is_year)
    return {tier.amount.range({}).low for tier in tiers if not tier.amount.facts()}


def both_tiers(turn: Turn) -> Answered:
    """First whether they add up, then what the measure comes to."""
    result = tiers_asked_of(turn)
    assert result is not None
    measure = result.measure
    told = _WORDS[measure.benefit.stacking.value].format(measure.title, measure.clause_name)
    left_open = measure.benefit.stacking is Stacking.NOT_STATED
    points = open_points([result]) if left_open else []
    return "answer", (Line(told), *cards(turn, [result], "heading"), *points)
