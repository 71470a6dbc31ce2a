"""What an operation makes of amounts that were checked for what they measure: sums, shares, 每满 …"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from .amount_forms import above, begun_times, full_times, growth
from .dimensions import DAYS, NO_DIMENSION, SHARE, Dimension, Typed, alike, folded, product
from .expression import Constant, Operation
from .interval import Interval
from .rule_parsing import RuleError

_NOTHING = Interval.exactly(0)
_LIKE: Mapping[str, Callable[[Interval, Interval], Interval]] = {
    "plus": Interval.__add__,
    "minus": Interval.__sub__,
    "smallest": Interval.smaller,
    "largest": Interval.larger,
    "above": above,
    "increase": above,
    "growth": growth,
}
"""Operations on amounts of one dimension."""
_STEPS = {"each_full": full_times, "each_begun": begun_times}
COMBINING = {*_LIKE, *_STEPS, "times", "over", "within"}
"""The operations of the grammar on amounts alone."""


def combined(operation: str, operands: list[Typed], source: str, column: int) -> Typed:
    """The amount that an operation makes of its operands. Raises RuleError."""
    if operation not in ("smallest", "largest"):
        _refuse_dates(operands)
    if operation == "times":
        return _multiplied([operand.as_share() for operand in operands], source, column)
    operands = [operand.settled() for operand in operands]
    if operation == "over":
        return _divided([operand.as_share() for operand in operands], source, column)
    if operation in _STEPS:
        return _stepwise(operands, _STEPS[operation], source, column)
    operands = alike(operands)
    if operation == "within":
        return _within(operands, source, column)
    dimension = SHARE if operation == "growth" else operands[0].dimension
    return _made(operands, _LIKE[operation], dimension, source, column)


def matched(amount: Typed, proportion: str, source: str, column: int) -> Typed:
    """按 1:0.5 配套: for every 1 of theirs 0.5 of ours. Raises RuleError."""
    _refuse_dates([amount])
    theirs, ours = (_constant(part.strip()) for part in proportion.replace("：", ":").split(":"))
    if theirs.amount.range({}) == _NOTHING:
        raise RuleError(column, f"“{proportion}”前面的数不能是 0")
    times = _multiplied([amount.settled(), ours], source, column)
    return _divided([times, theirs], source, column)


def _constant(digits: str) -> Typed:
    return Typed(Constant(digits, Interval.exactly(digits)), NO_DIMENSION, 1)


def _refuse_dates(operands: list[Typed]) -> None:
    for operand in operands:
        if operand.dimension == DAYS:
            raise RuleError(operand.column, f"“{operand.text}”是日期，只能比较，不能用来计算")


def _made(
    operands: list[Typed],
    combine: Callable[[Interval, Interval], Interval],
    dimension: Dimension,
    source: str,
    column: int,
) -> Typed:
    amounts = tuple(operand.amount for operand in operands)
    return Typed(folded(Operation(source, amounts, combine)), dimension, column)


def _multiplied(operands: list[Typed], source: str, column: int) -> Typed:
    left, right = operands
    dimension = product(left.dimension, right.dimension)
    made = _made(operands, Interval.__mul__, dimension, source, column)
    return replace(made, divisor=left.divisor * right.divisor)


def _divided(operands: list[Typed], source: str, column: int) -> Typed:
    above_, below = operands
    if below.is_constant and below.amount.range({}) == _NOTHING:
        raise RuleError(below.column, "不能除以 0")
    dimension = product(above_.dimension, below.dimension, -1)
    return _made(operands, Interval.__truediv__, dimension, source, column)


def _stepwise(
    operands: list[Typed],
    count: Callable[[Interval, Interval], Interval],
    source: str,
    column: int,
) -> Typed:
    """出口额 每满 100 万元 给 2 万元; 租期 每 1 年 不足也算 给 5000 元."""
    number, step = alike(operands[:2])
    word = "每满" if count is full_times else "每"
    if not step.is_constant or step.amount.range({}).low <= 0:
        raise RuleError(step.column, f"“{word}”后面要一个大于 0 的数，“{step.text}”不是")
    times = _made([number, step], count, NO_DIMENSION, source, column)
    return _multiplied([times, operands[2]], source, column)


def _within(operands: list[Typed], source: str, column: int) -> Typed:
    """营业额 在 100 万元—500 万元 的部分; 在 100 万元 以内的部分."""
    number, limit = operands
    if not limit.is_constant:
        return _made([number, limit], Interval.smaller, number.dimension, source, column)
    ends = limit.amount.range({})
    floor = Decimal(0) if ends.is_exact else ends.low
    lower, upper = (
        replace(limit, amount=Constant("", Interval.exactly(e))) for e in (floor, ends.high)
    )
    below = _made([number, upper], Interval.smaller, number.dimension, source, column)
    return _made([below, lower], above, number.dimension, source, column)
