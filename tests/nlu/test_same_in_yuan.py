"""A sum in a currency without a rate, said again in yuan: it is told once, in yuan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from nlu import Context, Foreign, Told, Understanding
from policy_engine import Quantity

TRADE, TURNOVER = "海外仓所在国家或地区进出口额", "年成交额"


def _told(understanding: Understanding, said: str, *pending: str) -> dict[str, Decimal]:
    roles = frozenset({"建设运营公共海外仓" if pending else "跨境电商平台企业"})
    meaning = understanding.parse(said, Context(date(2026, 3, 1), pending, roles=roles))
    assert not meaning.of(Foreign)
    return {
        told.fact: told.value.interval.low
        for told in meaning.of(Told)
        if isinstance(told.value, Quantity)
    }


@pytest.mark.parametrize(
    "said",
    [
        "去年波兰那边进出口一共650万欧元按7块8折的话五千零七十万人民币这个够了吧",
        "650万欧元，折人民币5070万",
        "进出口650万欧元，大概5070万人民币",
        "650万欧元按7.8算就是5070万",
    ],
)
def test_the_sum_in_yuan_is_told(understanding: Understanding, said: str) -> None:
    assert _told(understanding, said, TRADE) == {TRADE: Decimal(50_700_000)}


def test_so_is_one_that_is_called_by_its_name(understanding: Understanding) -> None:
    said = "年成交额600万欧元，折合人民币4680万元"
    assert _told(understanding, said) == {TURNOVER: Decimal(46_800_000)}


@pytest.mark.parametrize("said", ["进出口额650万欧元", "当地进出口650万欧元，服务费花了20万人民币"])
def test_a_sum_alone_or_beside_another_is_not_told(understanding: Understanding, said: str) -> None:
    context = Context(date(2026, 3, 1), (TRADE,), roles=frozenset({"建设运营公共海外仓"}))
    told = understanding.parse(said, context).of(Told)
    assert TRADE not in {each.fact for each in told}
