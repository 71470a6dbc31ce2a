"""6500平，对外的1800平，认哪个: what comes of the one number and of the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from nlu import Supposed
from policy_engine import FactError, MeasureResult, Status, gaps

from .blocks import Blocks, Line, group
from .grounds import as_if_exact
from .result_answers import NOT_STORED, outcome
from .supposing import supposed_case
from .turn import Turn
from .worded import worded

_WORDS = worded("measures")["either"]


def by_either(turn: Turn) -> Blocks:
    """Each number that is compared as if it were the one that counts; none is stored."""
    told = [block for one in turn.meaning.of(Supposed) for block in _by(turn, one)]
    return (*told, Line(NOT_STORED)) if told else ()


def _by(turn: Turn, supposed: Supposed) -> Blocks:
    alone = replace(turn, meaning=replace(turn.meaning, statements=(supposed,)))
    case = supposed_case(alone)
    try:
        other = turn.grounds.assess({**turn.state.facts, **as_if_exact(case.facts)}, case.on)
    except FactError:
        return ()
    heading = Line(_WORDS["if"].format("；".join(case.told)))
    return group(heading, *_outcomes(turn, supposed.fact, other.measures))


def _outcomes(turn: Turn, fact: str, results: tuple[MeasureResult, ...]) -> Iterator[Line]:
    shown = {result.measure.key for result in turn.results}
    for result in results:
        if fact in result.measure.facts and result.measure.key in shown:
            enough = "" if _lacks(result, fact) else _WORDS["enough"]
            yield Line(f"{result.measure.title}：{enough}{outcome(turn, result)}", "item")


def _lacks(result: MeasureResult, fact: str) -> bool:
    """Whether more of it would bring more, or it is too little for anything at all."""
    lacking = (short for gap in gaps(result) for way in gap.ways for short in way)
    decided = result.status in (Status.ELIGIBLE, Status.INELIGIBLE, Status.UNDETERMINED)
    return not decided or any(short.fact == fact for short in lacking)
