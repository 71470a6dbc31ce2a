"""Numbers as an officer would say them."""

from __future__ import annotations

import pytest

from conversations import money, quantity
from policy_engine import written_value


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("40 家", "40 家"),
        ("(40, 50) 家", "40 多家"),
        ("(30000000, 40000000) 元", "3000 多万元"),
        ("< 10 家", "不到 10 家"),
        ("<= 10 家", "不超过 10 家"),
        ("> 30000000 元", "超过 3000 万元"),
        (">= 30 家", "不少于 30 家"),
        ("约 30 家", "约 30 家"),
        ("[30, 40] 家", "30 家到 40 家"),
        ("18 月", "1 年 6 个月"),
        ("(12, 24) 月", "1 年多"),
        ("1.5 亿元", "1.5 亿元"),
        ("83000 元", "8.3 万元"),
        ("8600.5 元", "8600.5 元"),
        ("2500 平方米", "2500 平方米"),
        ("2 亩", "1333.34 平方米"),
    ],
)
def test_quantities(written: str, said: str) -> None:
    assert quantity(written_value(written)) == said


def test_money_keeps_odd_amounts_exact() -> None:
    assert money(written_value("30000001 元").interval.low) == "30000001 元"
