"""Several measures of one clause, each for one kind (工业类、现代服务业、特色农业): once the kind is
known, those for the others are not what anybody asks about."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from policy_engine import Assessment, FactValue, MeasureResult, OneOf, Status

from .grounds import Grounds


def of_another_kind(
    grounds: Grounds, facts: Mapping[str, FactValue], today: date, told_of_all: Collection[str]
) -> Mapping[str, tuple[str, ...]]:
    """The measures that only the told kind rules out, each with those of its clause that it
    leaves possible, if there are any; `told_of_all`: the kinds that set whole policies aside."""
    kinds = {f for f, value in facts.items() if isinstance(value, OneOf) and f not in told_of_all}
    if not kinds:
        return {}
    assessment = grounds.assess(facts, today)
    out = [
        result
        for result in assessment.measures
        if result.status is Status.INELIGIBLE and not kinds.isdisjoint(result.measure.facts)
    ]
    if not out:
        return {}
    of_any_kind = grounds.assess({f: v for f, v in facts.items() if f not in kinds}, today)
    found = {
        result.measure.key: _beside(result, assessment)
        for result in out
        if of_any_kind.result(result.measure.key).status is not Status.INELIGIBLE
    }
    return {key: others for key, others in found.items() if others}


def _beside(result: MeasureResult, assessment: Assessment) -> tuple[str, ...]:
    return tuple(
        other.measure.key
        for other in assessment.measures
        if other.policy is result.policy
        and other.measure.clause == result.measure.clause
        and other.status is not Status.INELIGIBLE
    )
