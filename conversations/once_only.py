"""同一笔费用只报一条的话: the sum where measures pay for one thing, and only the better one is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from policy_engine import Assessment, MeasureResult, Money

from . import wording
from .blocks import Blocks, Line
from .turn import Turn
from .worded import worded

_SAID = worded("measures")["once_only"]
_NO_SUM = Money(Decimal(0), Decimal(0))


def if_once_only(assessment: Assessment) -> str:
    """“（同一笔服务费只报一条的话，13.02 万元）”; nothing where all pay for different things,
    or no sum can be told."""
    paying = [r for r in assessment.measures if r.counts and r.amount is not None]
    alike = _alike(paying)
    if not alike:
        return ""
    left = [r for r in paying if not any(r in group for group in alike.values())]
    best = [_better(group) for group in alike.values()]
    total = sum((r.amount for r in [*left, *best] if r.amount is not None), start=_NO_SUM)
    if total.high is None:
        return ""
    return str(_SAID["beside"]).format("、".join(alike), wording.total(total))


def told_once_only(turn: Turn) -> Blocks:
    """Both sums, to the question whether one may draw for the same thing twice."""
    once = if_once_only(turn.assessment)
    told = _SAID["both"].format(wording.total(turn.assessment.total), once)
    return (Line(told, "total"),) if once else ()


def _alike(paying: Sequence[MeasureResult]) -> Mapping[str, Sequence[MeasureResult]]:
    """By what it is for: the measures of one policy that pay for the same."""
    found: dict[str, list[MeasureResult]] = {}
    for result in paying:
        if result.measure.purpose is not None:
            found.setdefault(result.measure.purpose, []).append(result)
    several = {purpose: group for purpose, group in found.items() if len(group) > 1}
    return {p: g for p, g in several.items() if len({r.policy.id for r in g}) == 1}


def _better(alike: Sequence[MeasureResult]) -> MeasureResult:
    """The one that pays most; one without a known ceiling before all others."""
    return max(alike, key=_most)


def _most(result: MeasureResult) -> tuple[bool, Decimal]:
    assert result.amount is not None
    return result.amount.high is None, result.amount.high or result.amount.low
