"""Made-up enterprises with facts of every type: what is true of them, and what of it is told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from policy_engine import (
    FactDefinition,
    FactValue,
    Interval,
    Item,
    ItemList,
    MeasureResult,
    OneOf,
    Policy,
    Quantity,
    Status,
)

SCALES: dict[str, list[int]] = {
    "percent": [0, 24, 25, 26, 100],
    "date": [date(2023, 1, day).toordinal() for day in range(1, 7)],
    "家": [0, 1, 2, 3, 4],
    "人": [0, 1, 2, 3, 4, 5],
    "CNY": [0, 1, 2, 3, 5, 8],
    "month": [0, 1, 2, 3],
    "年度": [1, 2, 3, 4],
    "m2": [90, 100, 150, 151],
}
relaxed = settings(
    deadline=None, max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
Truth = dict[str, Any]


def _true(definition: FactDefinition) -> st.SearchStrategy[Any]:
    if definition.is_claim:
        return st.booleans()
    if definition.options is not None:
        return st.sampled_from(definition.options.values)
    if definition.is_list:
        item = st.fixed_dictionaries({n: _true(d) for n, d in definition.item_facts.items()})
        return st.lists(item, max_size=4)
    return st.sampled_from(SCALES[definition.unit.code])


def truths(policy: Policy) -> st.SearchStrategy[Truth]:
    return st.fixed_dictionaries({n: _true(d) for n, d in policy.facts.items()})


def _around(draw: st.DrawFn, definition: FactDefinition, value: Any) -> FactValue:
    """Something that may be told of a value without lying."""
    if definition.is_claim:
        return bool(value)
    if definition.options is not None:
        others = st.lists(st.sampled_from(definition.options.values), max_size=2)
        return OneOf((value, *draw(others)))
    if definition.is_list:
        return _list_around(draw, definition, value)
    number, below, above = Decimal(value), draw(st.integers(0, 2)), draw(st.integers(0, 2))
    floor = number if definition.kind == "date" else max(number - below, Decimal(0))
    return Quantity(Interval(floor, number + above), definition.unit)


def _list_around(draw: st.DrawFn, definition: FactDefinition, value: list[Truth]) -> ItemList:
    complete = draw(st.booleans())
    kept = value if complete else [item for item in value if draw(st.booleans())]
    items = [
        Item.told("", {
            name: _around(draw, definition.item_facts[name], told)
            for name, told in item.items()
            if draw(st.booleans())
        })
        for item in kept
    ]  # fmt: skip
    return ItemList(tuple(items), complete)


@st.composite
def tellings(draw: st.DrawFn, policy: Policy, truth: Truth) -> dict[str, FactValue]:
    names = [name for name in policy.facts if draw(st.booleans())]
    return {name: _around(draw, policy.facts[name], truth[name]) for name in names}


def exactly(policy: Policy, truth: Mapping[str, Any]) -> dict[str, FactValue]:
    return {name: _exact(policy.facts[name], value) for name, value in truth.items()}


def _exact(definition: FactDefinition, value: Any) -> FactValue:
    if definition.is_claim:
        return bool(value)
    if definition.options is not None:
        return OneOf((value,))
    if definition.is_list:
        items = [
            Item.told("", {n: _exact(definition.item_facts[n], v) for n, v in item.items()})
            for item in value
        ]
        return ItemList(tuple(items), complete=True)
    return Quantity(Interval.exactly(value), definition.unit)


def holds(wide: MeasureResult, narrow: MeasureResult) -> bool:
    """Whether what is said with less told is true with more told."""
    if wide.status is not Status.UNDETERMINED and wide.status is not narrow.status:
        return False
    if narrow.status is Status.INELIGIBLE:
        return True
    if wide.amount is None or narrow.amount is None:
        return wide.amount is narrow.amount
    low, high = wide.amount.low, wide.amount.high
    inside = high is None or (narrow.amount.high is not None and narrow.amount.high <= high)
    return low <= narrow.amount.low and inside
