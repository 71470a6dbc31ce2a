"""Whose business a message speaks of, and which of its sums is whose."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from nlu import Context, Understanding
from policy_engine import FactValue, Quantity

WAREHOUSE, GOODS, RUN = "经营保税仓储设施", "货物进入保税仓储设施", "年度经营票数"
PLATFORM, ALL_IN_ONE = "跨境电商平台企业", "提供一站式综合服务"
PAYS, FEE = "向跨境电商平台支付服务费", "平台服务费用"


def _facts(understanding: Understanding, text: str, *roles: str) -> Mapping[str, FactValue]:
    context = Context(date(2026, 11, 27), roles=frozenset(roles))
    return understanding.parse(text, context).facts


@pytest.mark.parametrize(
    "text",
    [
        "我司全资子公司在邵阳经营一座公用型保税仓，去年全年出入仓1900票",
        "子公司是保税仓的经营单位，1900票是该仓去年全年的出入仓票数，并不是我们自己存货入仓",
        "我司是经营方，该仓去年做了1900票",
        "我司控股的公司在邵阳运营保税仓，全年进出库1900票",
        "不是我们自己的货入仓，1900票是仓库经营的票数",
    ],
)
def test_what_goes_through_a_warehouse_is_of_who_runs_it(
    understanding: Understanding, text: str
) -> None:
    facts = _facts(understanding, text)
    told = facts[RUN]
    assert isinstance(told, Quantity)
    assert told.interval.low == Decimal(1900)
    assert facts.keys() <= {RUN, WAREHOUSE}


def test_ones_own_goods_are_ones_own(understanding: Understanding) -> None:
    facts = _facts(understanding, "我司货物存入他人保税仓，全年入仓1900票")
    assert facts.keys() == {GOODS, "年度入仓票数"}


@pytest.mark.parametrize(
    "text",
    [
        "我自己不提供一站式服务，是我用人家的平台",
        "我们用的是本地的一站式平台，年费3万",
        "我们入驻了一家一站式服务平台，每年交3万服务费",
        "一站式服务是平台给我们做的，我们交5万年费",
        "服务费一共31万，其中交给本地一站式平台的是3万，第一年",
    ],
)
def test_a_platform_that_is_used_is_anothers(understanding: Understanding, text: str) -> None:
    facts = _facts(understanding, text)
    assert not facts.get(PLATFORM)
    assert not facts.get(ALL_IN_ONE)
    assert "年成交额" not in facts


def test_a_platform_of_ones_own(understanding: Understanding) -> None:
    facts = _facts(understanding, "我们自己就是一站式平台，从注册到报关都做")
    assert facts == {PLATFORM: True, ALL_IN_ONE: True}


@pytest.mark.parametrize(
    ("text", "fee"),
    [
        ("服务费一共31万，其中交给本地一站式平台的是3万，第一年", 30_000),
        ("服务费总共28万，里面平台服务费5万，第二年", 50_000),
    ],
)
def test_of_all_fees_the_part_paid_to_the_platform(
    understanding: Understanding, text: str, fee: int
) -> None:
    told = _facts(understanding, text)[FEE]
    assert isinstance(told, Quantity)
    assert told.interval.low == fee


@pytest.mark.parametrize(("known", "withdrawn"), [(310_000, (FEE,)), (30_000, ())])
def test_not_all_of_it_takes_that_number_back(
    understanding: Understanding, known: int, withdrawn: tuple[str, ...]
) -> None:
    context = Context(
        date(2026, 11, 27), told=(FEE,), roles=frozenset({PAYS}), sums={FEE: Decimal(known)}
    )
    meaning = understanding.parse("31万是我全部服务费，不是都交给平台。", context)
    assert meaning.withdrawn == withdrawn
    assert not meaning.facts
