"""哪些是待定的, 为什么还不能确定: what is not known yet of the results, and what the text leaves open."""

from __future__ import annotations

from policy_engine import MeasureResult, Status

from .blocks import Blocks, Line, group
from .telling import Answered, concerned_by, open_points
from .turn import Turn
from .worded import worded

MOST, MOST_MISSING = 6, 4
_WORDS = worded("measures")["left_open"]


def has_left_open(turn: Turn) -> bool:
    """Whether anything is."""
    return any(_open_of(turn, result) for result in concerned_by(turn))


def left_open(turn: Turn) -> Answered:
    """Of each result what is not settled, under its name."""
    told = (_open_of(turn, result) for result in concerned_by(turn)[:MOST])
    found = tuple(block for blocks in told for block in blocks)
    return "answer", found or (Line(_WORDS["nothing"]),)


def _open_of(turn: Turn, result: MeasureResult) -> Blocks:
    if result.status not in (Status.ELIGIBLE, Status.UNDETERMINED):
        return ()
    missing = [turn.policy.facts[fact].label for fact in result.missing[:MOST_MISSING]]
    unknown = (Line(_WORDS["unknown"].format("、".join(missing)), "item"),) if missing else ()
    points = open_points([result])
    name = f"{result.measure.title}（{result.measure.clause_name}）："
    return group(Line(name), *unknown, *points) if unknown or points else ()
