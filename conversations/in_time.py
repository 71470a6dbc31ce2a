"""12月25号才交, 店半年没满文件就到期了: whether a day to come is still within the time of the policy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_CEILING

from nlu import ByDay, Question
from policy_engine import DURATION, Interval, MeasureResult, Quantity, Shortfall, gaps

from . import wording
from .blocks import Blocks, Line
from .running import after
from .supposing import later_by
from .telling import concerned_by
from .turn import Turn
from .worded import worded

_SAID = worded("questions")["right"]
MOST = 2


def whether_in_time(turn: Turn) -> Blocks:
    """What a question about a day to come, or about a time that is not full yet, comes to."""
    if turn.meaning.asks(Question.EXPIRES_FIRST):
        concerned = concerned_by(turn)[:MOST]
        return tuple(dict.fromkeys(line for each in concerned for line in _full(turn, each)))
    days = [by.day for by in turn.meaning.of(ByDay)] if turn.meaning.is_question else []
    return tuple(_on(turn, day) for day in days[:1])


def _on(turn: Turn, day: date) -> Line:
    within = turn.policy.in_force(day)
    return Line(_SAID["in_time" if within else "too_late"].format(day, turn.policy.last_day))


def _full(turn: Turn, result: MeasureResult) -> Iterator[Line]:
    """When each time that must have run will have, as far as that is known."""
    for gap in gaps(result):
        for lacking in (lacking for way in gap.ways for lacking in way):
            day = _full_on(turn, lacking)
            if day is not None and lacking.limit is not None:
                definition = turn.policy.facts[lacking.fact]
                enough = wording.quantity(Quantity(lacking.limit, definition.unit))
                said = _SAID["full_before" if result.policy.in_force(day) else "expires"]
                title, last = result.measure.title, result.policy.last_day
                yield Line(said.format(title, definition.label, enough, day, last))


def _full_on(turn: Turn, lacking: Shortfall) -> date | None:
    """The first day on which it may be full; `None` of anything but a time that is known."""
    definition, known = turn.policy.facts[lacking.fact], turn.state.facts.get(lacking.fact)
    if definition.kind != DURATION or lacking.limit is None or not isinstance(known, Quantity):
        return None
    begun = turn.state.begun.get(lacking.fact)
    if begun is not None:
        return after(begun[0], int(lacking.limit.low))
    if lacking.missing is None or not lacking.missing.has_floor or lacking.missing.low <= 0:
        return None
    months = lacking.missing.low.to_integral_value(ROUND_CEILING)
    return later_by(turn.today, Quantity(Interval.exactly(months), definition.unit))
