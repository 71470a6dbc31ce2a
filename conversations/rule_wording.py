"""Rules as a person reads them: conditions, thresholds, tiers."""

from __future__ import annotations

from policy_engine import Amount, Interval, Measure, Policy

from . import wording
from .blocks import Line

OPERATORS = {
    ">=": " {}以上", ">": "超过 {}", "<=": " {}以下", "<": "不到 {}", "=": " {}", "!=": "不是 {}",
}  # fmt: skip
_SIGNS = ((">=", "不少于"), ("<=", "不超过"), (">", "超过"), ("<", "少于"), ("=", "为"))


def readable_rule(policy: Policy, text: str) -> str:
    """A rule as written, with readable names and signs."""
    for name in sorted(policy.facts, key=len, reverse=True):
        text = text.replace(name, policy.facts[name].label)
    for sign, words in _SIGNS:
        text = text.replace(f" {sign} ", f"{words} ")
    return text


def conditions_of(policy: Policy, measure: Measure) -> list[Line]:
    """What a measure asks for, without any enterprise in mind."""
    conditions = [readable_rule(policy, part.text) for part in measure.condition.parts]
    tiers = [
        f"{tier.amount.text}：{readable_rule(policy, tier.condition.text)}"
        for tier in measure.benefit.tiers
    ]
    return [Line(text, "item") for text in (*conditions, *tiers)]


def tier_name(policy: Policy, amount: Amount) -> str:
    """“20 万元档”, or the formula where the tier is a share: “服务费 × 60%”."""
    return readable_rule(policy, amount.text) if amount.facts() else f"{amount.text}档"


def wanted_text(policy: Policy, fact: str, operator: str | None, limit: Interval | None) -> str:
    """“ 30 家以上”: what a condition asks of a fact; empty where that is no number."""
    if operator is None or limit is None:
        return ""
    definition = policy.facts[fact]
    unit = definition.unit.code
    return OPERATORS[operator].format(wording.number(limit.low, definition.kind, unit))
