"""From rule text to checked expressions: resolve names, check types and dimensions.

>>> from policy_engine import FactDefinition, Interval
>>> facts = {"入网企业数": FactDefinition.counting("入网企业数", "家")}
>>> condition = Compiler(facts).condition("入网企业数 >= 30 家")
>>> condition.truth({"入网企业数": Interval.exactly(29)})
False
>>> Compiler(facts).condition("入网企业 >= 30 家")
Traceback (most recent call last):
policy_engine.rule_parsing.RuleError: 第 1 列：没有名为“入网企业”的事实，是不是“入网企业数”？
>>> Compiler(facts).condition("入网企业数 >= 30 万元")
Traceback (most recent call last):
policy_engine.rule_parsing.RuleError: 第 1 列：“入网企业数”（家）不能与“30 万元”（元）比较
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations

from lark import Token, Tree

from .combined_amounts import COMBINING, combined, matched
from .comparisons import NOTHING, Comparison, Threshold, sides_of
from .derived import Count, Counted, Derived, Difference, Sum, Summed
from .dimensions import (
    DAYS,
    NO_DIMENSION,
    SHARE,
    Typed,
    comparable,
    literal,
    readable,
    unit_of_dimension,
)
from .errors import did_you_mean
from .expression import All, Amount, AnyOf, Claim, Condition, Constant, Not, Number
from .facts import FactDefinition
from .measure import Measure
from .named_values import membership
from .rule_parsing import LITERALS, RuleError, column_of, parse, source_of
from .time_rules import TODAY, Today, completed, within
from .units import DATE, PERCENT

MIRRORED = {">=": "<=", "<=": ">=", ">": "<", "<": ">", "=": "=", "!=": "!="}
_TIMES = {"within_time": "", "completed": ">=", "not_completed": "<"}
MOST_TO_CHOOSE_FROM = 8
OPERATORS = {"≥": ">=", "≤": "<=", "≠": "!="}


class Compiler:
    """Compiles rule text against the facts of one pack (or of the things of one list).

    What it met on the way is kept: `derived`, the variables that its rules judge beside
    the facts, and `places`, the names that they give per list ("" for none) and fact.
    `measures`: those read so far, which a condition may ask for (符合“8.1”); `defined`: the
    conditions that the pack gives a name.
    """

    def __init__(self, facts: Mapping[str, FactDefinition], of_list: str = "") -> None:
        self._facts = facts
        self._of_list = of_list
        self.derived: dict[str, Derived] = {}
        self.places: dict[tuple[str, str], list[str]] = {}
        self.measures: dict[str, Measure] = {}
        self.defined: dict[str, Condition] = {}

    def condition(self, text: str) -> Condition:
        """The condition `text` states. Raises RuleError."""
        return self._condition(parse(text), text)

    def amount(self, text: str, currency: str = "CNY") -> Amount:
        """The amount of money `text` states. Raises RuleError."""
        typed = self._amount(parse(text), text).settled()
        if typed.dimension != {currency: 1}:
            raise RuleError(
                typed.column,
                f"这里要写金额（{readable({currency: 1})}），"
                f"“{typed.text}”是{readable(typed.dimension)}",
            )
        return typed.amount

    # -- conditions -----------------------------------------------------------

    def _condition(self, node: Tree[Token], text: str) -> Condition:
        source = source_of(node, text)
        parts = _trees(node)
        if node.data in ("any", "all"):
            compiled = tuple(self._condition(part, text) for part in parts)
            return AnyOf(source, compiled) if node.data == "any" else All(source, compiled)
        if node.data == "some_of":
            return self._some_of(node, text)
        if node.data == "no":
            return Not(source, self._condition(parts[0], text))
        if node.data == "member":
            return self._membership(source, parts[0], "属于", parts[1:], text)
        if node.data == "meets":
            return self._meets(node)
        if node.data in _TIMES:
            return self._time(node, text)
        if node.data == "compare":
            return self._comparison(node, text)
        if node.data == "name":
            return self._claim(node)
        raise RuleError(column_of(node), f"这里要写条件，“{source}”是一个数额")

    def _meets(self, node: Tree[Token]) -> Condition:
        """符合“8.1”: all that the other measure asks for."""
        name = str(node.children[0]).strip('“”"')
        measure = self.measures.get(name)
        if measure is None:
            known = "、".join(self.measures) or "没有"
            raise RuleError(column_of(node), f"“{name}”要是写在前面的一项措施，前面有：{known}")
        return All(f"符合“{measure.title}”", (measure.eligibility,))

    def _some_of(self, node: Tree[Token], text: str) -> Condition:
        """至少 2 项(甲, 乙, 丙): any two of them."""
        source, number = source_of(node, text), int(str(node.children[0]).partition(".")[0])
        parts = [self._condition(part, text) for part in _trees(node)]
        if not 1 <= number <= len(parts) or len(parts) > MOST_TO_CHOOSE_FROM:
            problem = f"列了 {len(parts)} 项，要 1 到 {len(parts)} 项里的几项，最多列 {MOST_TO_CHOOSE_FROM} 项"
            raise RuleError(column_of(node), problem)
        ways = tuple(All("", some) for some in combinations(parts, number))
        return AnyOf(source, ways)

    def _time(self, node: Tree[Token], text: str) -> Condition:
        """在 … 起 … 内; 已满; 未满."""
        source, (*days, length) = source_of(node, text), _trees(node)
        typed = [self._amount(day, text) for day in days]
        for day in typed:
            if day.dimension != DAYS:
                raise RuleError(day.column, f"“{day.text}”要是日期，它是{readable(day.dimension)}")
        time = source_of(length, text)
        if node.data == "within_time":
            day, start = typed
            return within(source, day, start, time, derived=self.derived)
        return completed(source, typed[0], _TIMES[str(node.data)], time, derived=self.derived)

    def _claim(self, node: Tree[Token]) -> Condition:
        name = str(node.children[0])
        if name in self.defined:
            return All(name, (self.defined[name],))
        definition = self._lookup(node.children[0])
        if not definition.is_claim:
            example = f"个数({name}) >= 1" if definition.is_list else f"{name} >= …"
            if definition.is_choice:
                example = f"{name} = …"
            raise RuleError(
                column_of(node), f"“{name}”是{definition.kind_name}，要写成比较，如“{example}”"
            )
        return Claim(name, definition.name)

    def _comparison(self, node: Tree[Token], text: str) -> Condition:
        first, second = _trees(node)
        operator = OPERATORS.get(str(node.children[1]), str(node.children[1]))
        source = source_of(node, text)
        if self._is_choice(first):
            return self._membership(source, first, operator, [second], text)
        if self._is_choice(second):  # 省级 <= 企业等级
            return self._membership(source, second, MIRRORED[operator], [first], text)
        left, right = self._sides(first, second, text)
        if isinstance(left.amount, Constant):  # 30 家 <= 入网企业数
            left, right, operator = right, left, MIRRORED[operator]
        return self._compared(source, left, operator, right)

    def _sides(self, first: Tree[Token], second: Tree[Token], text: str) -> tuple[Typed, Typed]:
        left, right = (self._amount(side, text).settled() for side in (first, second))
        if left.is_count and right.is_bare:  # 个数(门店) >= 1 needs no 家
            right = replace(right, dimension=left.dimension)
        elif right.is_count and left.is_bare:
            left = replace(left, dimension=right.dimension)
        for side in (left, right):
            if side.is_constant and not side.amount.range({}).is_exact:
                raise RuleError(side.column, f"“{side.text}”是幅度，只能写在金额里，不能用来比较")
        left, right = comparable(left, right)
        if left.is_constant and right.is_constant:
            raise RuleError(left.column, "比较的两边都是数，没有事实可比")
        return left, right

    def _compared(self, source: str, left: Typed, operator: str, right: Typed) -> Condition:
        amount, limit = left.amount, right.amount
        if isinstance(amount, Number | Counted) and isinstance(limit, Constant):
            count = amount.count if isinstance(amount, Counted) else None
            return Threshold(
                source,
                amount.variables()[0],
                operator,
                limit.value,
                sides_of(operator, limit.value),
                count=count,
                is_date=left.dimension == DAYS,
            )
        if not (amount.facts() or limit.facts()):
            raise RuleError(left.column, f"“{TODAY}”要和一个日期类的事实一起用")
        name = _variable(f"{left.text}-{right.text}")
        difference = Difference(name, amount, limit)
        self.derived[name] = difference
        unit = unit_of_dimension(left.dimension)
        return Comparison(source, operator, difference, sides_of(operator, NOTHING), unit)

    def _is_choice(self, node: Tree[Token]) -> bool:
        definition = self._facts.get(str(node.children[0])) if node.data == "name" else None
        return definition is not None and definition.is_choice

    def _membership(
        self, source: str, fact: Tree[Token], operator: str, names: list[Tree[Token]], text: str
    ) -> Condition:
        if not self._is_choice(fact):
            what = source_of(fact, text)
            raise RuleError(column_of(fact), f"“属于”前面要一个类别或地区的事实，“{what}”不是")
        definition = self._lookup(fact.children[0])
        named = [(column_of(name), source_of(name, text)) for name in names]
        places = self.places.setdefault((self._of_list, definition.name), [])
        return membership(source, definition, operator, named, facts=self._facts, places=places)

    # -- amounts ----------------------------------------------------------------

    def _amount(self, node: Tree[Token], text: str) -> Typed:
        source, column = source_of(node, text), column_of(node)
        if node.data in LITERALS:
            return literal(node, text)
        if node.data == "name":
            return self._number(node)
        if node.data in ("count", "total"):
            return self._over_items(node, text)
        if node.data == "quoted":
            raise RuleError(column, f"{source}是名称，只能与类别或地区的事实比较")
        if node.data == "matched":
            return matched(
                self._amount(_trees(node)[0], text), str(node.children[1]), source, column
            )
        if node.data not in COMBINING:
            raise RuleError(column, f"这里要写数额，“{source}”是一个条件")
        operands = [self._amount(child, text) for child in _trees(node)]
        return combined(str(node.data), operands, source, column)

    def _number(self, node: Tree[Token]) -> Typed:
        if node.children[0] == TODAY and TODAY not in self._facts:
            return Typed(Today(TODAY), DAYS, column_of(node))
        definition = self._lookup(node.children[0])
        name, column = str(node.children[0]), column_of(node)
        if definition.is_claim:
            raise RuleError(column, f"“{name}”只有“是”与“否”，不能用来计算或比较")
        if definition.is_list:
            raise RuleError(column, f"“{name}”是清单，要数它的项，写成 个数({name}, …)")
        if definition.is_choice:
            raise RuleError(column, f"“{name}”是{definition.kind_name}，不能用来计算")
        return Typed(Number(name, definition.name), _dimension(definition), column)

    def _over_items(self, node: Tree[Token], text: str) -> Typed:
        """个数(门店, 面积 >= 100 平方米), 合计(设备, 单价 >= 5 万元, 单价)."""
        definition = self._lookup(node.children[0])
        if not definition.is_list:
            what = f"“{definition.name}”是{definition.kind_name}，不是清单，没有项可数"
            raise RuleError(column_of(node), what)
        items = Compiler(definition.item_facts, definition.name)
        items.places = self.places
        source, parts = source_of(node, text), _trees(node)
        if node.data == "total":
            return self._summed(items, definition, node, parts, text)
        conditions = [items._condition(part, text) for part in parts]
        name = _variable(source)
        count = Count(name, definition.name, conditions[0] if conditions else None)
        self.derived[name] = count
        return Typed(Counted(source, count), {definition.unit.dimension: 1}, column_of(node))

    def _summed(
        self,
        items: Compiler,
        definition: FactDefinition,
        node: Tree[Token],
        parts: list[Tree[Token]],
        text: str,
    ) -> Typed:
        source, column = source_of(node, text), column_of(node)
        if len(parts) > 2:
            raise RuleError(column, "“合计”写成 合计(清单, 数额) 或 合计(清单, 条件, 数额)")
        condition = items._condition(parts[0], text) if len(parts) == 2 else None
        each = items._amount(parts[-1], text).settled()
        if each.dimension == DAYS:
            raise RuleError(each.column, f"“{each.text}”是日期，不能加起来")
        each = each.as_share()
        name = _variable(source)
        total = Sum(name, definition.name, condition, each.amount)
        self.derived[name] = total
        return Typed(Summed(source, total), each.dimension, column)

    def _lookup(self, token: Token | Tree[Token]) -> FactDefinition:
        assert isinstance(token, Token)
        name = str(token)
        if name not in self._facts:
            where = f"“{self._of_list}”的单项里" if self._of_list else ""
            if name in self.defined:
                raise RuleError(
                    token.column or 1, f"“{name}”是定义，只有“是”与“否”，不能用来计算或比较"
                )
            near = did_you_mean(name, [*self._facts, *self.defined])
            raise RuleError(token.column or 1, f"{where}没有名为“{name}”的事实{near}")
        return self._facts[name]


def _dimension(definition: FactDefinition) -> Mapping[str, int]:
    if definition.is_ordinal:
        return NO_DIMENSION
    named = {DATE: DAYS, PERCENT: SHARE}
    return named.get(definition.kind, {definition.unit.dimension: 1})


def _trees(node: Tree[Token]) -> list[Tree[Token]]:
    return [child for child in node.children if isinstance(child, Tree)]


def _variable(source: str) -> str:
    """One name for one thing, however it is spaced."""
    return "".join(source.split())
