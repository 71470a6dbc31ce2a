"""Asked how much more it is than before, both years are told: the rise is what lies between."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from nlu import Context, Told, Understanding
from policy_engine import Quantity

CASES = [
    ("今年260万美元，去年190万美元", 700_000),
    ("去年190万，今年260万美元", 700_000),
    ("今年比去年多70万美元", 700_000),
    ("去年没做，今年260万美元", 2_600_000),
    ("去年80万美金，今年新增28万美金", 280_000),
]


@pytest.mark.parametrize(("text", "rise"), CASES)
def test_the_rise_that_was_asked(understanding: Understanding, text: str, rise: int) -> None:
    fact, role = "当年新增实际交易额", "跨境电商企业"
    context = Context(date(2026, 11, 27), (fact,), roles=frozenset({role}))
    told = [t.value for t in understanding.parse(text, context).of(Told) if t.fact == fact]
    assert [v.interval.low for v in told if isinstance(v, Quantity)] == [Decimal(rise)]
