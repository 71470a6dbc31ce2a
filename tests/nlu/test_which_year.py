"""Numbers of facts that differ by their year, and rises on the year before, in a pack never read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from nlu import Context, Understanding, load_understanding
from policy_engine import Quantity, load_policy
from tests.many_packs import LIUHE


@pytest.fixture(scope="module")
def liuhe() -> Understanding:
    return load_understanding(load_policy(LIUHE))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("去年产值两亿一，今年两亿三千五", {"去年产值": 210_000_000, "今年产值": 235_000_000}),
        ("今年产值3.2亿、去年2.9亿", {"去年产值": 290_000_000, "今年产值": 320_000_000}),
        ("本年度地方财政贡献为86.5万元，较上年增加12.3万元", {"年度地方财政贡献": 865_000, "新增地方财政贡献": 123_000}),
        ("今年产值3.2亿", {"今年产值": 320_000_000}),
    ],
)  # fmt: skip
def test_each_number_is_of_its_year(liuhe: Understanding, text: str, told: dict[str, int]) -> None:
    meaning = liuhe.parse(text, Context(date(2025, 6, 10)))
    heard = {f: v.interval.low for f, v in meaning.facts.items() if isinstance(v, Quantity)}
    assert heard == {fact: Decimal(value) for fact, value in told.items()}
