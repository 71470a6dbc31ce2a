"""Sums that were drawn, what they make together, and products are reckoned, not told."""

from __future__ import annotations

import pytest

from conversations import Dialog
from policy_engine import Quantity

from .talking import number, talk, talk_through

FREIGHT, LOTS = "公路运输费", "年度经营票数"
HAULIER = ("我们自己经营保税仓，一年三千票出头", "货也运到邵阳国际贸易集散中心", "运费大概16万")
SELLER = (
    "我们做跨境电商，今年出口120万美元",
    "新增出口50万美元",
    "新增交易额50万美元",
    "我们还给平台交服务费，第二年，一年8300美元",
)


@pytest.mark.parametrize(
    "said",
    [
        "准确数我没有，先这么着。那合起来四十六万？广州那段是不是一分不给？",
        "那合起来四十六万？",
        "两样加起来就是46万吗？",
        "我最后确认：四十六万，十六万那块要不要过路费发票？",
        "我再跟你核对一下，四十六万",
        "那今年三千票按一百二算是三十六万多，多出来那六万能不能挪到明年？",
        "三千票按每票120元算下来就是36万，是不是封顶了",
    ],
)
def test_what_is_reckoned_is_neither_taken_down_nor_supposed(dialog: Dialog, said: str) -> None:
    state, reply = talk(dialog, *HAULIER, said)
    assert number(state, FREIGHT) == 160_000
    assert f"如果{FREIGHT}" not in reply.text
    assert f"；{FREIGHT}" not in reply.text
    assert "是指哪一项" not in reply.text
    assert "没对上" not in reply.text


@pytest.mark.parametrize("said", ["那合起来四十六万？", "两样加起来就是46万吗？"])
def test_whether_a_sum_is_right_is_answered_first(dialog: Dialog, said: str) -> None:
    _, reply = talk(dialog, *HAULIER, said)
    assert reply.text.startswith("对，合起来是 46 万元。")


def test_of_a_rough_number_one_amount_is_not_the_sum_of_several(dialog: Dialog) -> None:
    _, reply = talk(dialog, *HAULIER, "运费那个就是16万，对吧")
    assert "合起来" not in reply.text


@pytest.mark.parametrize(
    "said",
    [
        "那我这样回来电人：服务费能退三万五千多，交易额今年按去年比多一百万美元就再加两万，"
        "能不能都领、两样冲不冲突？",
        "总结一下：服务费退三万五，交易额多一百万美元就再给两万",
    ],
)
def test_a_report_of_the_results_is_not_asked_about(dialog: Dialog, said: str) -> None:
    before, _ = talk(dialog, *SELLER)
    state, reply = talk(dialog, *SELLER, said)
    assert state.facts == before.facts
    assert "是指哪一项" not in reply.text
    assert "没对上" not in reply.text


@pytest.mark.parametrize(
    ("said", "freight"),
    [
        ("不对，运费是46万", 460_000),
        ("运费准确数是18万", 180_000),
        ("三千票，运费三十六万", 360_000),
        ("我最后确认，运费是17万5", 175_000),
    ],
)
def test_what_is_called_by_its_name_is_told(dialog: Dialog, said: str, freight: int) -> None:
    state, _ = talk(dialog, *HAULIER, said)
    assert number(state, FREIGHT) == freight


def test_an_outcome_that_is_asked_about_is_still_supposed(dialog: Dialog) -> None:
    _, reply = talk(dialog, *SELLER, "交易额做到500万美元就能拿15万吗")
    assert reply.text.startswith("如果当年出口实际交易额 500 万美元")


def test_the_product_of_another_price_is_told(dialog: Dialog) -> None:
    told = "我们给平台交服务费，第一年", "年费交了6万，按12个月一个月5000算的"
    state, _ = talk_through(dialog, *told)
    paid = state.facts["平台服务费用"]
    assert isinstance(paid, Quantity)
    assert paid.interval.low == 60_000
