"""Rules as a person reads them: conditions, thresholds, tiers."""

from __future__ import annotations

import re

from policy_engine import DATE, Amount, Interval, Measure, Policy

from . import wording
from .blocks import Line
from .speaking import Speaker
from .worded import worded

NOBODY = Speaker()
OPERATORS = {
    ">=": " {}以上", ">": "超过 {}", "<=": " {}以下", "<": "不到 {}", "=": " {}", "!=": "不是 {}",
}  # fmt: skip
DAY_OPERATORS = OPERATORS | {
    ">=": " {}以后（含当天）", ">": " {}以后（不含当天）", "<=": " {}以前（含当天）", "<": " {}以前（不含当天）",
}  # fmt: skip
_COUNT_OF = re.compile(r"个数[(（]([^,，()（）]+)[,，]\s*([^()（）]+)[)）]")
_RULES = worded("rules")
_COMMA, _INSIDE = r"\s*[,，]\s*", r"([^,，()（）]+)"
_SUM_OF = re.compile(rf"{_RULES['sum']}[(（]{_INSIDE}{_COMMA}(?:{_INSIDE}{_COMMA})?{_INSIDE}[)）]")
_EXTREME = re.compile(rf"({'|'.join(_RULES['one_of'])})[(（]([^()（）]+)[)）]")


def readable_rule(policy: Policy, text: str) -> str:
    """A rule as written, with readable names and signs."""
    labels = {definition.in_rules: definition.label for definition in policy.facts.values()}
    longest_first = sorted(labels, key=len, reverse=True)
    names = "|".join(map(re.escape, longest_first))
    text = re.sub(names, lambda found: labels[found.group()], text)
    text = _COUNT_OF.sub(r"\1（\2）的个数", text)
    text = _SUM_OF.sub(_sum_of, text)
    text = _EXTREME.sub(_extreme, text)
    for definition in policy.facts.values():
        if definition.is_choice:
            for sign, words in _RULES["rank_signs"].items():
                text = text.replace(f"{definition.label} {sign} ", f"{definition.label}{words} ")
    for sign, words in _RULES["day_signs"].items():
        text = re.sub(rf" {sign} (?=\d{{4}}[-年])", f"{words} ", text)
    for sign, words in _RULES["signs"].items():
        text = text.replace(f" {sign} ", f"{words} ")
    for written, words in _RULES["not"].items():
        text = re.sub(rf"(^|[(（ ]){written}(?=\S)", rf"\1{words}", text)
    return text


def plain_fact(policy: Policy, amount: Amount) -> bool:
    """Whether an amount is one fact as it stands."""
    facts = amount.facts()
    return len(facts) == 1 and policy.facts[facts[0]].in_rules == amount.text


def _sum_of(found: re.Match[str]) -> str:
    """“设备（单价不少于 5 万元）的单价合计”."""
    where = f"（{found[2]}）" if found[2] else ""
    return str(_RULES["sum_of"].format(found[1] + where, found[3]))


def _extreme(found: re.Match[str]) -> str:
    """“实际租金与 30 元/平方米 × 面积中低的”."""
    operands = re.sub(_COMMA, _RULES["and"], found[2])
    return str(_RULES["one_of"][found[1]]).format(operands)


def conditions_of(policy: Policy, measure: Measure) -> list[Line]:
    """What a measure asks for, without any enterprise in mind."""
    conditions = [readable_rule(policy, part.text) for part in measure.condition.parts]
    tiers = [
        f"{readable_rule(policy, tier.amount.text)}：{readable_rule(policy, tier.condition.text)}"
        for tier in measure.benefit.tiers
    ]
    return [Line(text, "item") for text in (*conditions, *tiers)]


def tier_name(policy: Policy, amount: Amount) -> str:
    """“20 万元档”, or the formula where the tier is a share: “服务费 × 60%”."""
    return readable_rule(policy, amount.text) if amount.facts() else f"{amount.text}档"


def wanted_text(
    policy: Policy,
    fact: str,
    operator: str | None,
    limit: Interval | None,
    *,
    speaker: Speaker = NOBODY,
) -> str:
    """“ 30 家以上”: what a condition asks of a fact; empty where that is no number.

    Money is told in the speaker's currency as well.
    """
    if operator is None or limit is None:
        return ""
    definition = policy.facts[fact]
    unit, shown = definition.unit, definition.shown(limit)
    operators = DAY_OPERATORS if definition.kind == DATE else OPERATORS
    wanted = wording.number(shown.low, unit.kind, unit.code)
    return operators[operator].format(wanted + speaker.also(policy, definition, shown.low))
