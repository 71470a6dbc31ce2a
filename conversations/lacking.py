"""还差多少: what the measures in question lack for the next better outcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from policy_engine import MeasureResult, Status

from . import wording
from .below_cap import below_cap
from .blocks import Blocks, Line, group
from .describing import described
from .explaining import card
from .gap_wording import gap_parts
from .one_of_them import results_of_one
from .telling import Answered, concerned_by, sentence
from .turn import Turn
from .worded import worded

MOST_CARDS = 4
_WORDS = worded("measures")["lacking"]
_ONE_OF_THEM = str(worded("measures")["one_of_them"])


def gap(turn: Turn) -> Answered:
    """还差多少: what each measure lacks; of several measures only those that can lack something."""
    label, own = results_of_one(turn)
    if own:
        lacking = chain.from_iterable(_lacking(turn, result) for result in own)
        return "answer", group(Line(_ONE_OF_THEM.format(label)), *lacking)
    asked = _asked_of(turn)[:MOST_CARDS]
    if not asked:
        return sentence(_WORDS["of_what"])
    told = [result for result in asked if _can_lack(result)] or asked
    return "answer", tuple(block for result in told for block in _lacking(turn, result))


def _asked_of(turn: Turn) -> Sequence[MeasureResult]:
    """The measures that are named, of those the ones of which something was told; else those with a
    tier that is called by its amount; else all."""
    concerned = concerned_by(turn)
    if turn.meaning.topics:
        return [result for result in concerned if _is_told_of(turn, result)] or concerned
    return [result for result in concerned if _towards(turn, result)] or concerned


def _is_told_of(turn: Turn, result: MeasureResult) -> bool:
    known = turn.state.facts
    return any(known.get(fact, False) is not False for fact in result.measure.facts)


def _can_lack(result: MeasureResult) -> bool:
    """Whether anything better than what it gives can be told: not of 按规定给予."""
    return result.status is not Status.ELIGIBLE or result.amount is not None


def _lacking(turn: Turn, result: MeasureResult) -> Blocks:
    """What a measure lacks; where no number can say it, what it asks for."""
    told = card(result, turn.state.facts, "gap", speaker=turn.speaker)
    if told.gaps:
        return (replace(told, gaps=_towards(turn, result) or told.gaps),)
    if result.status is not Status.ELIGIBLE:
        return described(turn, result)
    return (replace(told, remark=below_cap(turn, result) or _nothing_lacks(result)),)


def _nothing_lacks(result: MeasureResult) -> str:
    if result.measure.benefit.tiers:
        return str(_WORDS["highest"])
    return str(_WORDS["met" if _can_lack(result) else "without_amount"])


def _towards(turn: Turn, result: MeasureResult) -> tuple[str, ...]:
    """还差多少能拿15万: the gap to that tier, where one of them is called by its amount."""
    floors = (m.interval.low for m in turn.meaning.quantities if m.interval.has_floor)
    tiers = tuple(_WORDS["tier"].format(wording.money(low)) for low in floors)
    parts = gap_parts(turn.policy, result, turn.speaker)
    return tuple(lacking + goal for lacking, goal in parts if goal.endswith(tiers))
