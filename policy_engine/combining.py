"""Several policies at once: 从优但不重复 (the better one counts, none twice)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from .assessment import NOTHING, Assessment, Money

ByPolicy = Mapping[str, Money]


def combined_total(assessments: Iterable[Assessment]) -> Money:
    """The sum over all policies; of those that pay for one purpose, the better one.

    Within one policy measures add up as it says (就高不重复, 合计封顶): what the rule forbids
    is drawing the same support under two policies (附则: 与中央、省、市其他有关政策有冲突或重叠的，
    从优但不重复). What rivals another policy is weighed against that alone.
    """
    told = [each for each in assessments if any(result.counts for result in each.measures)]
    rivals = _rivals(told)
    total = NOTHING
    for assessment in told:
        total += _apart_from(assessment, rivals)
    for by_policy in rivals.values():
        total += _better(list(by_policy.values()))
    return total


def _rivals(assessments: list[Assessment]) -> dict[str, dict[str, Money]]:
    """What each policy grants for the purposes that more than one pays for."""
    found: dict[str, dict[str, Money]] = defaultdict(dict)
    for assessment in assessments:
        for result in assessment.measures:
            purpose, policy = result.measure.purpose, assessment.policy.id
            if result.counts and result.amount is not None and purpose is not None:
                earlier = found[purpose].get(policy, NOTHING)
                found[purpose][policy] = earlier + result.amount
    return {purpose: by_policy for purpose, by_policy in found.items() if len(by_policy) > 1}


def _apart_from(assessment: Assessment, rivals: Mapping[str, ByPolicy]) -> Money:
    """What one policy grants for purposes that no other pays for."""
    amounts = {
        result.measure.id: result.amount.interval
        for result in assessment.measures
        if result.counts and result.amount is not None and result.measure.purpose not in rivals
    }
    return Money.of(assessment.policy.totals.of(amounts, assessment.world))


def _better(amounts: list[Money]) -> Money:
    """Bounds of the largest of several amounts."""
    highs = [amount.high for amount in amounts if amount.high is not None]
    high = max(highs) if len(highs) == len(amounts) else None
    return Money(max(amount.low for amount in amounts), high)
