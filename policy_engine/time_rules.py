"""Conditions on how far days lie apart: 登记日期 在 获奖日期 起 2 年内, 登记日期 已满 6 个月.

Time runs to the same day of the month, that day included (《民法典》第二百零二条).
"""

from __future__ import annotations

from dataclasses import dataclass

from .comparisons import NOTHING, Comparison, sides_of
from .dates import later
from .derived import Derived, Difference
from .dimensions import DAYS, Typed
from .expression import All, Amount, Condition, World
from .interval import EVERYTHING, Interval
from .rule_parsing import RuleError, time_of

TODAY = "今天"
"""The name under which the world knows the day of the assessment."""
Deriving = dict[str, Derived]


@dataclass(frozen=True, slots=True)
class Today(Amount):
    """The day for which is assessed."""

    def range(self, world: World) -> Interval:
        known = world.get(TODAY)
        return known if isinstance(known, Interval) else EVERYTHING

    def variables(self) -> tuple[str, ...]:
        return (TODAY,)


@dataclass(frozen=True, slots=True)
class Later(Amount):
    """The day some months or days after another."""

    start: Amount
    months: int
    days: int

    def range(self, world: World) -> Interval:
        start = self.start.range(world)
        low, high = (later(end, self.months, self.days) for end in (start.low, start.high))
        return Interval(low, high, start.low_open and low < high, start.high_open and low < high)

    def facts(self) -> tuple[str, ...]:
        return self.start.facts()

    def variables(self) -> tuple[str, ...]:
        return self.start.variables()


def within(source: str, day: Typed, start: Typed, time: str, *, derived: Deriving) -> Condition:
    """`day` lies no earlier than `start` and no later than `time` after it. Raises RuleError."""
    first, last = _ends(start, time)
    parts = (
        _compared(f"{day.text} >= {start.text}", day, ">=", first, derived=derived),
        _compared(source, day, "<=", last, derived=derived),
    )
    return All(source, parts)


def completed(
    source: str, start: Typed, operator: str, time: str, *, derived: Deriving
) -> Condition:
    """That `time` has passed since `start` (>=), or not yet (<). Raises RuleError."""
    _, last = _ends(start, time)
    today = Typed(Today(TODAY), DAYS, start.column)
    return _compared(source, today, operator, last, derived=derived)


def _ends(start: Typed, time: str) -> tuple[Amount, Amount]:
    length = time_of(time)
    if length is None:
        problem = f"要写多长时间，如 2 年、6 个月、30 天，写的是“{time}”"
        raise RuleError(start.column + len(start.text) + 1, problem)
    return start.amount, Later(f"{start.text}起{time}", start.amount, *length)


def _compared(
    source: str, day: Typed, operator: str, limit: Amount, *, derived: Deriving
) -> Comparison:
    if day.dimension != DAYS:
        raise RuleError(day.column, f"“{day.text}”不是日期，不能这样比")
    name = "".join(f"{day.text}-{limit.text}".split())
    difference = Difference(name, day.amount, limit)
    if not difference.facts():
        raise RuleError(day.column, f"“{TODAY}”要和一个日期类的事实一起用")
    derived[name] = difference
    return Comparison(source, operator, difference, sides_of(operator, NOTHING))
