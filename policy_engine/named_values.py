"""Conditions on named values: 企业等级 = 省级, 企业等级 >= 省级, 注册地 属于 天河区、越秀区."""

from __future__ import annotations

from collections.abc import Mapping

from .comparisons import Membership
from .errors import did_you_mean
from .expression import Condition, Not
from .fact_kinds import REGION
from .facts import FactDefinition
from .options import ELSEWHERE, Options
from .rule_parsing import RuleError

Named = tuple[int, str]
"""A name in a rule: the column where it stands and what is written there."""


def membership(
    source: str,
    fact: FactDefinition,
    operator: str,
    names: list[Named],
    *,
    facts: Mapping[str, FactDefinition],
    places: list[str],
) -> Condition:
    """The condition that `fact` is one of what the names stand for. Raises RuleError.

    Where a pack lists no places any name will do; it is added to `places`.
    """
    options = fact.options
    assert options is not None
    chosen: list[str] = []
    for column, written in names:
        name = written.strip('“”"')
        if name in facts:
            raise RuleError(column, f"“{name}”也是事实，类别与地区不能互相比较")
        if options.values == (ELSEWHERE,):
            places.append(name)
            chosen.append(name)
            continue
        chosen += _named(options, fact, column, name)
    if operator in ("属于", "=", "!="):
        among = Membership(source, fact.name, tuple(dict.fromkeys(chosen)))
        return Not(source, among) if operator == "!=" else among
    return _ranked(source, fact, operator, chosen, names[0])


def _named(options: Options, fact: FactDefinition, column: int, name: str) -> tuple[str, ...]:
    meant = options.named(name)
    if not meant:
        listed = "、".join((*options.listed, *dict(options.groups)))
        near = did_you_mean(name, options.listed)
        raise RuleError(column, f"“{fact.name}”没有“{name}”，只有{listed}{near}")
    return meant


def _ranked(
    source: str, fact: FactDefinition, operator: str, chosen: list[str], named: Named
) -> Condition:
    column, name = named
    options = fact.options
    if fact.kind == REGION or options is None or len(chosen) != 1:
        raise RuleError(column, f"“{fact.name}”是地区，没有高低，只能用 =、≠ 或 属于")
    high = options.at_least(chosen[0])
    low = tuple(value for value in options.listed if value not in high)
    names = {
        ">=": high, ">": high[:-1], "<": low, "<=": (*high[-1:], *low),
    }[operator]  # fmt: skip
    if not names:
        than = "高" if operator == ">" else "低"
        raise RuleError(column, f"没有比“{name}”更{than}的“{fact.name}”")
    return Membership(source, fact.name, names)
