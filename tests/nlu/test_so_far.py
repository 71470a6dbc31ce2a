"""Of two numbers of one fact, what is so far is told and what is expected of the year planned."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from nlu import Context, Told, Understanding
from nlu.so_far import BECAUSE
from policy_engine import Quantity

TODAY = date(2026, 11, 27)
CASES = [
    ("到10月1900票，全年估计2300票", "年度经营票数", "经营保税仓储设施", 1900, 2300),
    ("集货仓现在4100万，全年5300万", "集货仓年跨境电商进出口额", "运营跨境电商集货仓", 41_000_000, 53_000_000),
    ("截至上月累计成交4600万，年底预计5200万", "年成交额", "跨境电商平台企业", 46_000_000, 52_000_000),
]  # fmt: skip


@pytest.mark.parametrize(("text", "fact", "role", "now", "expected"), CASES)
def test_so_far_and_expected(
    understanding: Understanding, text: str, fact: str, role: str, now: int, expected: int
) -> None:
    meaning = understanding.parse(text, Context(TODAY, (fact,), roles=frozenset({role})))
    told = {
        statement.mark: statement.value.interval.low
        for statement in meaning.of(Told)
        if statement.fact == fact and isinstance(statement.value, Quantity)
    }
    assert told == {None: Decimal(now), "planned": Decimal(expected)}


def test_one_number_alone_is_told(understanding: Understanding) -> None:
    context = Context(TODAY, ("年成交额",), roles=frozenset({"跨境电商平台企业"}))
    meaning = understanding.parse("全年成交5300万", context)
    assert [told.mark for told in meaning.of(Told)] == [None]


@pytest.mark.parametrize("text", ["现在每月200票，全年估计2400票", "目前1860票，估计月底再加100票"])
def test_what_is_monthly_or_to_come_is_not_so_far(understanding: Understanding, text: str) -> None:
    context = Context(TODAY, ("年度经营票数",), roles=frozenset({"经营保税仓储设施"}))
    meaning = understanding.parse(text, context)
    assert not [told for told in meaning.of(Told) if told.because == BECAUSE]
