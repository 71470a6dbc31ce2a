"""A measure as pages show it: what comes out, why, what is missing, the sentence it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from conversations import amount, gap_lines, reason_lines
from policy_engine import FactValue, MeasureResult, Policy, Status

_STATUS = {
    Status.ELIGIBLE: ("✓", "符合"),
    Status.INELIGIBLE: ("✗", "目前不符合"),
    Status.UNDETERMINED: ("?", "还不能确定"),
    Status.EXPIRED: ("–", "文件已过有效期"),
    Status.NOT_IN_FORCE: ("–", "文件还没有生效"),
}


@dataclass(frozen=True, slots=True)
class Card:
    """Everything about one measure for one enterprise, ready to be laid out."""

    measure: str
    clause_name: str
    title: str
    status: str
    mark: str
    verdict: str
    amount: str
    reasons: tuple[tuple[str, str], ...]
    gaps: tuple[str, ...]
    missing: tuple[str, ...]
    quote: str
    notes: tuple[str, ...]


def card_of(policy: Policy, result: MeasureResult, facts: Mapping[str, FactValue]) -> Card:
    """The card of a result; reasons are pairs of a mark (✓ ✗ ? ·) and what it marks."""
    measure = result.measure
    mark, verdict = _STATUS[result.status]
    settled = result.status in (Status.ELIGIBLE, Status.INELIGIBLE)
    reasons = (line.partition(" ") for line in reason_lines(policy, result, facts))
    return Card(
        measure.id,
        measure.clause_name,
        measure.title,
        result.status.value,
        mark,
        verdict,
        _amount(result),
        tuple((sign, text) for sign, _, text in reasons),
        tuple(gap_lines(policy, result, facts)) if settled else (),
        tuple(policy.facts[fact].label for fact in result.missing),
        measure.quote,
        tuple(result.notes),
    )


def _amount(result: MeasureResult) -> str:
    if result.status not in (Status.ELIGIBLE, Status.UNDETERMINED):
        return ""
    words = amount(result.amount, result.measure.benefit)
    return words if result.status is Status.ELIGIBLE else f"符合的话{words}"
