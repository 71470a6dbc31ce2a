"""Made-up enterprises: what is true of them, and what of it is told."""

from __future__ import annotations

import random
from decimal import Decimal

from hypothesis import strategies as st

from policy_engine import (
    FactDefinition,
    FactError,
    FactValue,
    Interval,
    Policy,
    Quantity,
)

SCALES = {
    "CNY": [0, 8_600, 83_000, 199_999, 200_000, 285_714, 30_000_000, 30_000_001, 50_000_000, 50_000_001],
    "USD": [0, 999_999, 1_000_000, 1_999_999, 2_000_000, 4_999_999, 5_000_000, 9_000_000],
    "m2": [99, 100, 101, 1_999, 2_000, 2_001, 5_000],
    "month": [0, 5, 6, 7, 11, 12, 13, 30],
    "家": [0, 9, 10, 11, 29, 30, 31, 49, 50, 51, 120],
    "票": [0, 1, 2_499, 2_500, 2_501, 3_333, 3_334, 9_000],
    "个": [0, 1, 3],
    "年度": [0, 1, 2, 3, 4],
}  # fmt: skip
"""Around every threshold and cap of the policy."""

Truths = dict[str, bool | int]


def truths(policy: Policy) -> st.SearchStrategy[Truths]:
    """Every fact of an enterprise, consistent with the policy's definitional relations."""
    whole = st.fixed_dictionaries(
        {
            name: st.booleans() if d.is_claim else st.sampled_from(SCALES[d.unit.code])
            for name, d in policy.facts.items()
        }
    )
    return whole.filter(lambda told: _consistent(policy, told))


def told_of(policy: Policy, truth: Truths) -> st.SearchStrategy[dict[str, FactValue]]:
    """What an enterprise may tell of the truth: some facts, exactly or as ranges around it."""
    return st.fixed_dictionaries(
        {},
        optional={name: _around(policy.facts[name], value) for name, value in truth.items()},
    )


def exact(policy: Policy, truth: Truths) -> dict[str, FactValue]:
    """The whole truth, told exactly."""
    return {name: _exactly(policy.facts[name], value) for name, value in truth.items()}


def typical(policy: Policy, dice: random.Random) -> Truths:
    """An enterprise as they are: in one to three of the lines of business, mid-sized."""
    while True:
        chosen = set(dice.sample(policy.roles, dice.choices((1, 2, 3), (5, 3, 2))[0]))
        truth: Truths = {
            name: (name in chosen if d.role else dice.random() < 0.7)
            if d.is_claim
            else dice.choice(SCALES[d.unit.code])
            for name, d in policy.facts.items()
        }
        if _consistent(policy, truth):
            return truth


def _consistent(policy: Policy, truth: Truths) -> bool:
    try:
        policy.world(exact(policy, truth))
    except FactError:
        return False
    return True


def _exactly(definition: FactDefinition, value: bool | int) -> FactValue:
    if isinstance(value, bool):
        return value
    return Quantity(Interval.exactly(value), definition.unit)


def _around(definition: FactDefinition, value: bool | int) -> st.SearchStrategy[FactValue]:
    if isinstance(value, bool):
        return st.just(value)
    number = Decimal(value)
    below = st.sampled_from([Decimal(0), Decimal(1), number / 2])
    above = st.sampled_from([Decimal(0), Decimal(1), number, Decimal("Infinity")])
    return st.builds(lambda b, a: _range(definition, number, b, a), below, above)


def _range(definition: FactDefinition, number: Decimal, below: Decimal, above: Decimal) -> Quantity:
    low = max(number - below, Decimal(0))
    high = number + above
    return Quantity(Interval(low, high, False, high == Decimal("Infinity")), definition.unit)
