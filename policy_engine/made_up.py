"""Made-up enterprises: on, just below and just above every threshold of a policy, and mixed at random.

They are for people to look at (`wence policy try`) and for holding two versions of a policy
against each other (`wence policy diff`).
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from .assessment import MeasureResult, Status
from .errors import FactError
from .evaluation import evaluate
from .fact_value import FactValue
from .facts import FactDefinition
from .interval import Interval
from .measure import Measure
from .one_of import OneOf
from .policy import Policy
from .quantity import Quantity
from .units import AREA, COUNT, DATE, DURATION, MONEY, PERCENT, unit_label
from .written_fact import as_written
from .written_value import plain_number

Told = dict[str, FactValue]
MOST_TRIED = 600
"""Evaluations that the search for somebody who qualifies may take."""
_USUAL = {
    MONEY: Decimal(1_000_000), AREA: Decimal(200), DURATION: Decimal(12), PERCENT: Decimal(50), COUNT: Decimal(10),
}  # fmt: skip


@dataclass(frozen=True)
class TriedCase:
    """An enterprise at a threshold, with what the pack gives it."""

    name: str
    told: Told
    result: MeasureResult


def thresholds(policy: Policy) -> dict[str, tuple[Decimal, ...]]:
    """Every number that the rules compare each fact with, small ones first."""
    found: dict[str, set[Decimal]] = {}
    for measure in policy.measures.values():
        for atom in measure.eligibility.atoms():
            limit = getattr(atom, "limit", None)
            if isinstance(limit, Interval) and atom.variable in policy.facts and limit.is_exact:
                found.setdefault(atom.variable, set()).add(limit.low)
    return {name: tuple(sorted(limits)) for name, limits in found.items()}


def values_of(
    definition: FactDefinition, limits: Sequence[Decimal], today: date
) -> tuple[FactValue, ...]:
    """What one may tell of a fact: on, just under and just over each limit; large numbers first."""
    if definition.is_claim:
        return (True, False)
    if definition.is_choice and definition.options is not None:
        return tuple(OneOf((value,)) for value in definition.options.values)
    if definition.is_list:
        return ()
    if definition.kind == DATE:
        days = [int(limit) for limit in limits] or [(today - timedelta(days=400)).toordinal()]
        return tuple(
            _exactly(definition, Decimal(day + more)) for day in days for more in (0, -1, 1)
        )
    usual = _USUAL.get(definition.kind, Decimal(1))
    sizes = {usual} | {
        limit + step * _step(definition, limit) for limit in limits for step in (-1, 0, 1)
    }
    sizes |= {limit * 2 for limit in limits[-1:]}
    return tuple(_exactly(definition, size) for size in sorted(sizes, reverse=True) if size >= 0)


def _step(definition: FactDefinition, limit: Decimal) -> Decimal:
    """By how much somebody just misses a limit: a whole one, a hundredth of a sum of money."""
    if definition.kind != MONEY:
        return Decimal(1)
    return max(Decimal(1), (limit / 100).to_integral_value())


def _exactly(definition: FactDefinition, number: Decimal) -> FactValue:
    return Quantity(Interval.exactly(number), definition.unit).canonical() if definition.kind == AREA else Quantity(
        Interval.exactly(number), definition.unit
    )  # fmt: skip


def qualifying(policy: Policy, measure: Measure, on: date) -> Told | None:
    """Somebody who gets the measure, told in as few facts as it takes; `None` if none was found."""
    limits = thresholds(policy)
    tried = 0

    def search(told: Told, rest: tuple[str, ...]) -> Told | None:
        nonlocal tried
        tried += 1
        result = _result(policy, measure, told, on)
        if result is None or result.status is Status.INELIGIBLE or tried > MOST_TRIED:
            return None
        if not rest:
            return told if result.status is Status.ELIGIBLE else None
        fact, *others = rest
        for value in values_of(policy.facts[fact], limits.get(fact, ()), on):
            found = search({**told, fact: value}, tuple(others))
            if found is not None:
                return found
        return None

    facts = tuple(fact for fact in measure.facts if not policy.facts[fact].is_list)
    return search({}, facts)


def boundary_cases(policy: Policy, measure: Measure, on: date) -> Iterator[TriedCase]:
    """Somebody who qualifies, and the same one on either side of each threshold that changes something."""
    somebody = qualifying(policy, measure, on)
    if somebody is None:
        return
    result = _result(policy, measure, somebody, on)
    assert result is not None
    yield TriedCase(f"{measure.title}：够格的", somebody, result)
    limits = thresholds(policy)
    limits_of_measure = any(not policy.facts[fact].is_claim for fact in measure.facts)
    for fact in measure.facts:
        definition = policy.facts[fact]
        if fact not in somebody or (definition.is_claim and limits_of_measure):
            continue  # that a yes is wanted is seen at once
        tried = []
        for value in values_of(definition, limits.get(fact, ()), on):
            told = {**somebody, fact: value}
            found = _result(policy, measure, told, on)
            if found is not None:
                tried.append((value, told, found))
        kept = [
            case for before, after in pairwise(tried) if _outcome(before[2]) != _outcome(after[2])
            for case in (before, after)
        ]  # fmt: skip
        for value, told, found in {str(case[0]): case for case in kept}.values():
            if told != somebody:
                yield TriedCase(
                    f"{measure.title}：{definition.label}{said(definition, value)}", told, found
                )


def at_random(policies: Sequence[Policy], count: int, on: date, seed: int = 1) -> Iterator[Told]:
    """Enterprises with a few of the roles and numbers around the thresholds of all the policies."""
    dice = random.Random(seed)
    facts = {name: d for policy in policies for name, d in policy.facts.items() if not d.is_list}
    limits: dict[str, set[Decimal]] = {}
    for policy in policies:
        for name, found in thresholds(policy).items():
            limits.setdefault(name, set()).update(found)
    ready = {name: values_of(d, sorted(limits.get(name, ())), on) for name, d in facts.items()}
    for _ in range(count):
        yield {
            name: dice.random() < (0.3 if facts[name].role else 0.6)
            if facts[name].is_claim
            else dice.choice(values)
            for name, values in ready.items()
            if values
        }


def _result(
    policy: Policy, measure: Measure, told: Mapping[str, FactValue], on: date
) -> MeasureResult | None:
    """What the pack gives; `None` where the facts cannot all be so."""
    try:
        return evaluate(policy, dict(told), on).result(measure.id)
    except FactError:
        return None


def _outcome(result: MeasureResult) -> tuple[object, object, object]:
    amount = result.amount
    return result.status, amount and amount.low, amount and amount.high


def said(definition: FactDefinition, value: FactValue) -> str:
    """A value as it follows the label of its fact: “：是”, “ 5000 万元”, “ 12 个月”."""
    if isinstance(value, bool):
        return "：是" if value else "：不是"
    written = as_written(definition, value)
    if definition.kind == MONEY and isinstance(value, Quantity) and value.interval.low >= 10_000:
        return f" {plain_number(value.interval.low / 10_000)} 万{'美' if definition.unit.code == 'USD' else ''}元"
    plainly = definition.is_choice or definition.kind == DATE
    return f" {written}{'' if plainly else ' ' + unit_label(definition.unit.code)}"
