"""From rule text to checked expressions: parse, resolve names, check types and dimensions.

>>> from policy_engine.facts import FactDefinition
>>> facts = {"入网企业数": FactDefinition.counting("入网企业数", "家")}
>>> condition = Compiler(facts).condition("入网企业数 >= 30 家")
>>> condition.truth({"入网企业数": Interval.exactly(29)})
False
>>> Compiler(facts).condition("入网企业 >= 30 家")
Traceback (most recent call last):
policy_engine.rule_language.RuleError: 第 1 列：没有名为“入网企业”的事实，是不是“入网企业数”？
>>> Compiler(facts).condition("入网企业数 >= 30 万元")
Traceback (most recent call last):
policy_engine.rule_language.RuleError: 第 1 列：“入网企业数”（家）不能与“30 万元”（元）比较
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources

from lark import Lark, Token, Tree, UnexpectedInput
from lark.exceptions import UnexpectedCharacters, UnexpectedEOF, UnexpectedToken

from .errors import did_you_mean
from .expression import (
    All,
    Amount,
    AnyOf,
    Claim,
    Comparison,
    Condition,
    Constant,
    Not,
    Number,
    Operation,
    Threshold,
    sides,
)
from .facts import FactDefinition
from .interval import Interval
from .units import unit_label, written_unit

Dimension = Mapping[str, int]
"""Exponents of canonical units: {"CNY": 1} is money, {"CNY": 1, "票": -1} money per 票."""

LONGEST = 500
NO_DIMENSION: Dimension = {}
MIRRORED = {">=": "<=", "<=": ">=", ">": "<", "<": ">", "=": "=", "!=": "!="}
OPERATORS = {"≥": ">=", "≤": "<=", "≠": "!="}


class RuleError(ValueError):
    """A mistake in a rule; `column` counts from 1 within the rule text."""

    def __init__(self, column: int, problem: str) -> None:
        super().__init__(f"第 {column} 列：{problem}")
        self.column = column
        self.problem = problem


@dataclass(frozen=True)
class _Typed:
    """An amount together with the dimension it was found to have."""

    amount: Amount
    dimension: Dimension
    column: int


class Compiler:
    """Compiles rule text against the facts of one pack."""

    def __init__(self, facts: Mapping[str, FactDefinition]) -> None:
        self._facts = facts

    def condition(self, text: str) -> Condition:
        """The condition `text` states. Raises RuleError."""
        return self._condition(_parse(text), text)

    def amount(self, text: str, currency: str = "CNY") -> Amount:
        """The amount of money `text` states. Raises RuleError."""
        typed = self._amount(_parse(text), text)
        if dict(typed.dimension) != {currency: 1}:
            raise RuleError(
                typed.column,
                f"这里要写金额（{_readable({currency: 1})}），"
                f"“{typed.amount.text}”是{_readable(typed.dimension)}",
            )
        return typed.amount

    # -- conditions -----------------------------------------------------------

    def _condition(self, node: Tree[Token], text: str) -> Condition:
        source = _source(node, text)
        parts = [child for child in node.children if isinstance(child, Tree)]
        if node.data in ("any", "all"):
            compiled = tuple(self._condition(part, text) for part in parts)
            return AnyOf(source, compiled) if node.data == "any" else All(source, compiled)
        if node.data == "no":
            return Not(source, self._condition(parts[0], text))
        if node.data == "compare":
            return self._comparison(node, text)
        if node.data == "name":
            return self._claim(node)
        raise RuleError(_column(node), f"这里要写条件，“{source}”是一个数额")

    def _claim(self, node: Tree[Token]) -> Claim:
        definition = self._lookup(node)
        if not definition.is_claim:
            raise RuleError(
                _column(node),
                f"“{definition.name}”是{definition.kind_name}，要写成比较，"
                f"如“{definition.name} >= …”",
            )
        return Claim(definition.name, definition.name)

    def _comparison(self, node: Tree[Token], text: str) -> Condition:
        (left, right) = (self._amount(c, text) for c in node.children if isinstance(c, Tree))
        operator_token = node.children[1]
        if dict(left.dimension) != dict(right.dimension):
            raise RuleError(
                left.column,
                f"“{left.amount.text}”（{_readable(left.dimension)}）不能与"
                f"“{right.amount.text}”（{_readable(right.dimension)}）比较",
            )
        if not left.amount.facts() and not right.amount.facts():
            raise RuleError(left.column, "比较的两边都是数，没有事实可比")
        operator = OPERATORS.get(str(operator_token), str(operator_token))
        if isinstance(left.amount, Constant):  # 30 家 <= 入网企业数
            left, right, operator = right, left, MIRRORED[operator]
        source = _source(node, text)
        if isinstance(left.amount, Number) and isinstance(right.amount, Constant):
            limit = right.amount.value
            inside, outside = sides(operator, limit)
            return Threshold(source, left.amount.fact, operator, limit, inside, outside)
        return Comparison(source, left.amount, operator, right.amount)

    # -- amounts ----------------------------------------------------------------

    def _amount(self, node: Tree[Token], text: str) -> _Typed:
        source, column = _source(node, text), _column(node)
        if node.data in ("bare", "measured", "percent"):
            value, dimension = _literal(node)
            return _Typed(Constant(source, Interval.exactly(value)), dimension, column)
        if node.data == "name":
            return self._number(node)
        if node.data not in _COMBINE:
            raise RuleError(column, f"这里要写数额，“{source}”是一个条件")
        operands = [self._amount(c, text) for c in node.children if isinstance(c, Tree)]
        dimension = _combined_dimension(node.data, operands)
        if node.data == "over" and _is_zero(operands[1].amount):
            raise RuleError(operands[1].column, "不能除以 0")
        operation = Operation(source, tuple(o.amount for o in operands), _COMBINE[node.data])
        if not operation.facts():
            return _Typed(Constant(source, operation.range({})), dimension, column)
        return _Typed(operation, dimension, column)

    def _number(self, node: Tree[Token]) -> _Typed:
        definition = self._lookup(node)
        if definition.is_claim:
            raise RuleError(_column(node), f"“{definition.name}”只有“是”与“否”，不能用来计算或比较")
        dimension = {definition.unit.dimension: 1} if not definition.is_ordinal else NO_DIMENSION
        return _Typed(Number(definition.name, definition.name), dimension, _column(node))

    def _lookup(self, node: Tree[Token]) -> FactDefinition:
        name = str(node.children[0])
        if name not in self._facts:
            raise RuleError(
                _column(node), f"没有名为“{name}”的事实{did_you_mean(name, self._facts)}"
            )
        return self._facts[name]


def literals(text: str) -> list[str]:
    """The numbers a rule contains, as written: “5000 万元”, “70%”. For the grounding check."""
    tree = _parse(text)
    return [
        _source(node, text)
        for node in tree.iter_subtrees()
        if node.data in ("bare", "measured", "percent")
    ]


_COMBINE: Mapping[str, Callable[[Interval, Interval], Interval]] = {
    "plus": Interval.__add__,
    "minus": Interval.__sub__,
    "times": Interval.__mul__,
    "over": Interval.__truediv__,
    "smallest": Interval.smaller,
    "largest": Interval.larger,
}


def _is_zero(amount: Amount) -> bool:
    return isinstance(amount, Constant) and amount.value == Interval.exactly(0)


def _combined_dimension(operation: str, operands: list[_Typed]) -> Dimension:
    first, *others = operands
    if operation in ("times", "over"):
        sign = 1 if operation == "times" else -1
        exponents = dict(first.dimension)
        for other in others:
            for base, exponent in other.dimension.items():
                exponents[base] = exponents.get(base, 0) + sign * exponent
        return {base: exponent for base, exponent in exponents.items() if exponent}
    for other in others:
        if dict(other.dimension) != dict(first.dimension):
            raise RuleError(
                other.column,
                f"“{first.amount.text}”（{_readable(first.dimension)}）与"
                f"“{other.amount.text}”（{_readable(other.dimension)}）单位不同，不能放在一起算",
            )
    return first.dimension


def _literal(node: Tree[Token]) -> tuple[Decimal, Dimension]:
    number = Decimal(str(node.children[0]))
    if node.data == "percent":
        return number / 100, NO_DIMENSION
    if node.data == "bare":
        return number, NO_DIMENSION
    unit = written_unit(str(node.children[1]))
    dimension = {unit.dimension: 1}
    if len(node.children) == 3:
        per = written_unit(str(node.children[2]))
        dimension[per.dimension] = dimension.get(per.dimension, 0) - 1
        return unit.canonical(number) / per.canonical(Decimal(1)), dimension
    return unit.canonical(number), dimension


def _readable(dimension: Dimension) -> str:
    if not dimension:
        return "没有单位的数"
    above = [unit_label(base) for base, exponent in dimension.items() if exponent > 0]
    below = [unit_label(base) for base, exponent in dimension.items() if exponent < 0]
    return "·".join(above or ["1"]) + "".join(f"/{name}" for name in below)


# -- parsing --------------------------------------------------------------------


@cache
def _parser() -> Lark:
    grammar = resources.files(__package__).joinpath("grammar.lark").read_text("utf-8")
    return Lark(grammar, parser="lalr", propagate_positions=True)


def _parse(text: str) -> Tree[Token]:
    if len(text) > LONGEST:
        raise RuleError(1, f"规则太长（{len(text)} 个字），请拆成几条，每条不超过 {LONGEST} 个字")
    try:
        root = _parser().parse(text)
    except UnexpectedInput as error:
        raise _syntax_error(error, text) from None
    child = root.children[0]
    assert isinstance(child, Tree)
    return child


def _syntax_error(error: UnexpectedInput, text: str) -> RuleError:
    if isinstance(error, UnexpectedCharacters):
        return RuleError(error.column, f"看不懂的符号“{text[error.pos_in_stream or 0]}”")
    expected = _expected(error)
    at_end = isinstance(error, UnexpectedEOF) or (
        isinstance(error, UnexpectedToken) and error.token.type == "$END"
    )
    if at_end:
        return RuleError(len(text) + 1, f"规则到这里就断了，后面还要有{expected}")
    column = error.column if isinstance(error.column, int) else 1
    return RuleError(column, f"“{text[column - 1 :].split()[0]}”放在这里读不通，这里要有{expected}")


_EXPECTATIONS = {
    "NAME": "事实名", "NUMBER": "数", "OPERATOR": "比较符号（>=、> 等）", "_CLOSE": "右括号",
    "_PLUS": "运算符号", "_COMMA": "逗号",
}  # fmt: skip


def _expected(error: UnexpectedInput) -> str:
    terminals = getattr(error, "accepts", None) or getattr(error, "expected", None) or set()
    named = [words for terminal, words in _EXPECTATIONS.items() if terminal in terminals]
    return "、".join(named) or "别的内容"


def _source(node: Tree[Token], text: str) -> str:
    return text[node.meta.start_pos : node.meta.end_pos].strip()


def _column(node: Tree[Token]) -> int:
    return int(node.meta.column)
