"""What an amount of a rule measures: 元, 平方米, 元/票, percent, days, or nothing at all.

The algebra of units: products and quotients combine them, sums and comparisons ask for
the same on both sides. A percentage is a thing of its own (持股比例 >= 25%) until it is
multiplied or stands beside a plain number: then it is the share that it says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from lark import Token, Tree

from .dates import written_days
from .derived import Counted
from .expression import Amount, Constant, Operation
from .interval import Interval
from .rule_parsing import RuleError, column_of, range_ends, source_of
from .units import DATE, PERCENT, unit_label, written_unit

Dimension = Mapping[str, int]
"""Exponents of canonical units: {"CNY": 1} is money, {"CNY": 1, "票": -1} money per 票."""

NO_DIMENSION: Dimension = {}
DAYS: Dimension = {DATE: 1}
SHARE: Dimension = {PERCENT: 1}
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Typed:
    """An amount together with the dimension it was found to have.

    What it stands for is the amount ÷ `divisor`: a rate like 100 元/亩 keeps what it is
    divided by apart until it has been multiplied, so that no digit is lost.
    """

    amount: Amount
    dimension: Dimension
    column: int
    divisor: Decimal = Decimal(1)

    @property
    def text(self) -> str:
        return self.amount.text

    @property
    def is_constant(self) -> bool:
        return isinstance(self.amount, Constant)

    @property
    def is_bare(self) -> bool:
        """A number written without any unit."""
        return self.is_constant and not self.dimension

    @property
    def is_count(self) -> bool:
        return isinstance(self.amount, Counted)

    @property
    def is_computed(self) -> bool:
        return isinstance(self.amount, Operation)

    def settled(self) -> Typed:
        """With its divisor applied."""
        if self.divisor == 1:
            return self
        by = Constant("", Interval.exactly(self.divisor))
        divided = folded(Operation(self.text, (self.amount, by), Interval.__truediv__))
        return replace(self, amount=divided, divisor=Decimal(1))

    def as_share(self) -> Typed:
        """A percentage as the number it stands for: 70% is 0.7."""
        if self.dimension != SHARE:
            return self
        part = Constant("1%", Interval.exactly(_HUNDREDTH))
        share = folded(Operation(self.text, (self.amount, part), Interval.__mul__))
        return replace(self, amount=share, dimension=NO_DIMENSION)


def folded(operation: Operation) -> Amount:
    """The operation, or its value where nothing in it can change."""
    if operation.variables():
        return operation
    return Constant(operation.text, operation.range({}))


def literal(node: Tree[Token], text: str) -> Typed:
    """The number, range or date that a node writes. Raises RuleError for a day that is none."""
    source, column = source_of(node, text), column_of(node)
    if node.data == "range":
        return _range(node, text)
    if node.data == "date":
        days = written_days(source)
        if days is None:
            raise RuleError(column, f"没有“{source}”这一天")
        return Typed(Constant(source, days), DAYS, column)
    number = Decimal(str(node.children[0]))
    if node.data != "measured":
        dimension = SHARE if node.data == "percent" else NO_DIMENSION
        return Typed(Constant(source, Interval.exactly(number)), dimension, column)
    unit = written_unit(str(node.children[1]))
    value, dimension = unit.canonical(number), product({unit.dimension: 1}, {})
    if len(node.children) == 2:
        return Typed(Constant(source, Interval.exactly(value)), dimension, column)
    divisor = Decimal(1)
    for name in node.children[2:]:  # 元/人/月
        per = written_unit(str(name))
        value, divisor = value * per.divisor, divisor * per.factor
        dimension = product(dimension, {per.dimension: 1}, -1)
    return Typed(Constant(source, Interval.exactly(value)), dimension, column, divisor)


def _range(node: Tree[Token], text: str) -> Typed:
    """5%—20%, 10—30 万元: any number of it may turn out to be meant. Raises RuleError."""
    source, column = source_of(node, text), column_of(node)
    low, high = (literal(end, text) for end in range_ends(node))
    if low.dimension != high.dimension:
        raise RuleError(column, f"“{source}”的两头单位不同")
    ends = low.settled().amount.range({}), high.settled().amount.range({})
    if ends[0].low >= ends[1].high:
        raise RuleError(column, f"“{source}”的前一个数要比后一个小")
    return Typed(Constant(source, ends[0].hull(ends[1])), low.dimension, column)


def product(first: Dimension, second: Dimension, sign: int = 1) -> Dimension:
    """The dimension of a product, or with sign -1 of a quotient."""
    exponents = dict(first)
    for base, exponent in second.items():
        exponents[base] = exponents.get(base, 0) + sign * exponent
    return {base: exponent for base, exponent in exponents.items() if exponent}


def alike(operands: list[Typed]) -> list[Typed]:
    """Operands that can be added up: all of one dimension. Raises RuleError."""
    if any(not operand.dimension for operand in operands):
        operands = [operand.as_share() for operand in operands]
    first = operands[0]
    for other in operands[1:]:
        if other.dimension != first.dimension:
            raise RuleError(
                other.column,
                f"“{first.text}”（{readable(first.dimension)}）与"
                f"“{other.text}”（{readable(other.dimension)}）单位不同，不能放在一起算",
            )
    return operands


def comparable(left: Typed, right: Typed) -> tuple[Typed, Typed]:
    """Two amounts of one dimension. Raises RuleError.

    A quotient of two facts may be held against a percentage; no other plain number may.
    """
    if left.is_computed or right.is_computed:
        if not left.dimension:
            right = right.as_share()
        if not right.dimension:
            left = left.as_share()
    if left.dimension != right.dimension:
        hint = next((_HINTS[b] for t in (left, right) for b in t.dimension if b in _HINTS), "")
        raise RuleError(
            left.column,
            f"“{left.text}”（{readable(left.dimension)}）不能与"
            f"“{right.text}”（{readable(right.dimension)}）比较{hint}",
        )
    return left, right


_HINTS = {
    PERCENT: "，百分比要写成 25% 这样（“增长”是百分比，多了多少用“增加”）",
    DATE: "，日期要写成 2023-01-01 这样",
}


def readable(dimension: Dimension) -> str:
    """A dimension as people read it.

    >>> readable({"CNY": 1, "票": -1}), readable({})
    ('元/票', '没有单位的数')
    """
    if not dimension:
        return "没有单位的数"
    above = [_name(base) for base, exponent in dimension.items() if exponent > 0]
    below = [_name(base) for base, exponent in dimension.items() if exponent < 0]
    return "·".join(above or ["1"]) + "".join(f"/{name}" for name in below)


def unit_of_dimension(dimension: Dimension) -> str:
    """The code of the unit that an amount is told in; empty where it has no name or is a day.

    >>> unit_of_dimension({"CNY": 1}), unit_of_dimension({"CNY": 1, "票": -1})
    ('CNY', '')
    """
    (base, exponent), *others = [*dimension.items()] or [("", 0)]
    return "" if others or exponent != 1 or base == DATE else base


def _name(base: str) -> str:
    return "百分比" if base == PERCENT else unit_label(base)
