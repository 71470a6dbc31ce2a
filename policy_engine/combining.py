"""Several policies at once: 从优但不重复 (the better one counts, none twice)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from .evaluation import NOTHING, Assessment, Money, Status


def combined_total(assessments: Iterable[Assessment]) -> Money:
    """The sum over all policies; of those that pay for one purpose, the better one.

    Within one policy measures add up: what the rule forbids is drawing the same support
    under two policies (附则: 与中央、省、市其他有关政策有冲突或重叠的，从优但不重复).
    """
    total = NOTHING
    rivals: dict[str, dict[str, Money]] = defaultdict(dict)
    for assessment in assessments:
        for result in assessment.measures:
            if result.status is not Status.ELIGIBLE or result.amount is None:
                continue
            purpose, policy = result.measure.purpose, assessment.policy.id
            if purpose is None:
                total += result.amount
            else:
                earlier = rivals[purpose].get(policy, NOTHING)
                rivals[purpose][policy] = earlier + result.amount
    for by_policy in rivals.values():
        total += _better(list(by_policy.values()))
    return total


def _better(amounts: list[Money]) -> Money:
    """Bounds of the largest of several amounts."""
    highs = [amount.high for amount in amounts if amount.high is not None]
    high = max(highs) if len(highs) == len(amounts) else None
    return Money(max(amount.low for amount in amounts), high)
