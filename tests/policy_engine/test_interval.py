"""Intervals hold what arithmetic and comparison say of them, for every number inside."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_engine import EmptyIntervalError, Interval

numbers = st.integers(-50, 50).map(Decimal)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = sorted((draw(numbers), draw(numbers)))
    if low == high:
        return Interval.exactly(low)
    return Interval(low, high, draw(st.booleans()), draw(st.booleans()))


@st.composite
def members(draw: st.DrawFn) -> tuple[Interval, Decimal]:
    interval = draw(intervals())
    part = draw(st.fractions(0, 1, max_denominator=8))
    share = Decimal(part.numerator) / part.denominator
    number = interval.low + (interval.high - interval.low) * share
    middle = (interval.low + interval.high) / 2
    outside = (number == interval.low and interval.low_open) or (
        number == interval.high and interval.high_open
    )
    return interval, middle if outside else number


@given(members(), members())
def test_results_hold_every_combination(
    a: tuple[Interval, Decimal], b: tuple[Interval, Decimal]
) -> None:
    (left, x), (right, y) = a, b
    for result, value in (
        (left + right, x + y),
        (left - right, x - y),
        (left * right, x * y),
        (left.smaller(right), min(x, y)),
        (left.larger(right), max(x, y)),
        (left.hull(right), x),
        (-left, -x),
    ):
        assert result.contains(Interval.exactly(value))
    if y:
        quotient = left / right
        assert quotient.low <= x / y <= quotient.high


@given(members(), members())
def test_a_decided_comparison_is_right(
    a: tuple[Interval, Decimal], b: tuple[Interval, Decimal]
) -> None:
    (left, x), (right, y) = a, b
    for verdict, truth in (
        (left >= right, x >= y),
        (left > right, x > y),
        (left <= right, x <= y),
        (left < right, x < y),
        (left.equals(right), x == y),
    ):
        assert verdict in (None, truth)


@given(intervals())
def test_whole_numbers_are_the_whole_numbers(interval: Interval) -> None:
    inside = [n for n in range(-50, 51) if interval.contains(Interval.exactly(n))]
    whole = interval.whole_numbers()
    if not inside:
        assert whole is None
    else:
        assert whole == Interval.between(inside[0], inside[-1])


def test_open_ends_decide_boundaries() -> None:
    assert (Interval.between(20, 30, high_open=True) >= 30) is False
    assert (Interval.between(20, 30) >= 30) is None
    assert (Interval.above(30) > 30) is True
    assert (Interval.at_least(30) > 30) is None


def test_an_empty_interval_cannot_be() -> None:
    with pytest.raises(EmptyIntervalError):
        Interval.between(5, 4)
    with pytest.raises(EmptyIntervalError):
        Interval.between(5, 5, low_open=True)
