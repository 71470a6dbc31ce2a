"""From rule text to its syntax tree; a mistake says where it is and what was expected."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from importlib import resources

from lark import Lark, Token, Tree, UnexpectedInput
from lark.exceptions import UnexpectedCharacters, UnexpectedEOF, UnexpectedToken
from lark.lexer import PatternStr

LONGEST = 500
LITERALS = ("bare", "measured", "percent", "date", "range")
"""The nodes that write a number, a date or from where to where a number may go."""


class RuleError(ValueError):
    """A mistake in a rule; `column` counts from 1 within the rule text."""

    def __init__(self, column: int, problem: str) -> None:
        super().__init__(f"第 {column} 列：{problem}")
        self.column = column
        self.problem = problem


def parse(text: str) -> Tree[Token]:
    """The syntax tree of a rule. Raises RuleError."""
    if len(text) > LONGEST:
        raise RuleError(1, f"规则太长（{len(text)} 个字），请拆成几条，每条不超过 {LONGEST} 个字")
    try:
        root = _parser().parse(text)
    except UnexpectedInput as error:
        raise _syntax_error(error, text) from None
    child = root.children[0]
    assert isinstance(child, Tree)
    return child


def source_of(node: Tree[Token], text: str) -> str:
    """What the author wrote for a node."""
    return text[node.meta.start_pos : node.meta.end_pos].strip()


def column_of(node: Tree[Token]) -> int:
    return int(node.meta.column)


def literals(text: str) -> list[str]:
    """The numbers and dates a rule contains, as written: “5000 万元”, “70%”, “2023-01-01”, “1:1”.

    >>> literals("10—30 万元"), literals("补助 按 1:1 配套")
    (['10 万元', '30 万元'], ['1:1'])
    """
    nodes = list(parse(text).iter_subtrees())
    ends = {id(end) for node in nodes if node.data == "range" for end in node.children}
    found = [_written(node, text) for node in nodes if id(node) not in ends]
    return [written for some in found for written in some]


def _written(node: Tree[Token], text: str) -> list[str]:
    if node.data == "matched":
        return ["".join(str(node.children[1]).split())]
    if node.data == "some_of":
        return [f"{node.children[0]} 项"]
    if node.data == "range":
        low, high = node.children
        assert isinstance(low, Tree)
        assert isinstance(high, Tree)
        unit = source_of(high, text)[len(str(high.children[0])) :]
        return [source_of(low, text) + (unit if low.data == "bare" else ""), source_of(high, text)]
    if node.data not in LITERALS:
        return []
    return [re.sub("以?内$", "", source_of(node, text))]  # 起 2 年内


def range_ends(node: Tree[Token]) -> tuple[Tree[Token], Tree[Token]]:
    """The two ends of a range; the first has the unit of the second where it names none."""
    low, high = node.children
    assert isinstance(low, Tree)
    assert isinstance(high, Tree)
    if low.data != "bare" or high.data == "bare":
        return low, high
    return Tree(high.data, [low.children[0], *high.children[1:]], low.meta), high


def share_of(text: str) -> Decimal | None:
    """The percentage that a rule writes and nothing else, or `None`.

    >>> share_of("30%"), share_of("3 万元") is None
    (Decimal('30'), True)
    """
    try:
        node = parse(text)
    except RuleError:
        return None
    return Decimal(str(node.children[0])) if node.data == "percent" else None


_MONTHS = {"年": 12, "周年": 12, "个月": 1, "月": 1}
_DAYS = {"天": 1, "日": 1}


def time_of(text: str) -> tuple[int, int] | None:
    """Months and days of a length of time, or `None` for anything else.

    >>> time_of("2 年"), time_of("30 天"), time_of("30 家")
    ((24, 0), (0, 30), None)
    """
    found = re.fullmatch(r"(\d+)\s*(\S+?)(?:以?内)?", text.strip())
    if found is None:
        return None
    number, unit = int(found[1]), found[2]
    if unit not in _MONTHS and unit not in _DAYS:
        return None
    return number * _MONTHS.get(unit, 0), number * _DAYS.get(unit, 0)


def counters(text: str) -> list[str]:
    """What the rates of a rule are paid for, as written: “票” of “120 元/票”."""
    rates = (
        node
        for node in reversed(list(parse(text).iter_subtrees()))
        if node.data == "measured" and len(node.children) > 2
    )
    return [str(node.children[2]) for node in rates]


@cache
def words_of_the_language() -> frozenset[str]:
    """The words that mean something in rules, so that no fact can be called so.

    >>> sorted({"增长", "今年产量", "或"} & words_of_the_language())
    ['增长', '或']
    """
    patterns = [terminal.pattern for terminal in _parser().terminals]
    return frozenset(str(p.value) for p in patterns if isinstance(p, PatternStr))


@cache
def _parser() -> Lark:
    grammar = resources.files(__package__).joinpath("grammar.lark").read_text("utf-8")
    return Lark(grammar, parser="lalr", propagate_positions=True)


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
