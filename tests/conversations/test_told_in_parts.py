"""One number told in parts: put together where it is plain, else not guessed."""

from __future__ import annotations

import pytest

from conversations import Dialog
from policy_engine import Quantity

from .talking import number, talk

STORE = ("我们有公共海外仓，面积3200平",)
SERVED, TRADED = "海外仓服务邵阳企业数", "海外仓所在国家或地区进出口额"
ASKED_HOW_MANY = (*STORE, "当地进出口额6000万")


@pytest.mark.parametrize(
    "said",
    [
        "邵东的七家，邵阳市区的有两家，还有一家是隆回的，不过那家今年上半年退租了，这个还算不算一家？",
        "邵东七家，市区两家，隆回一家",
        "邵东两家，新邵五家，还有隆回三家",
        "邵东的七家，加上市区的三家",
    ],
)
def test_counts_by_place_are_one_count(dialog: Dialog, said: str) -> None:
    state, reply = talk(dialog, *ASKED_HOW_MANY, said)
    assert number(state, SERVED) == 10
    assert "是指哪一项" not in reply.text


@pytest.mark.parametrize(
    "said",
    [
        "邵东七家也是邵阳的呀，加市区两家、隆回一家就是十家。只是隆回那家退租了，还算不算？",
        "七家加两家加一家，一共十家",
    ],
)
def test_a_total_that_its_parts_come_to_replaces_what_was_told(dialog: Dialog, said: str) -> None:
    state, reply = talk(dialog, *ASKED_HOW_MANY, "服务2家邵阳企业", said)
    assert number(state, SERVED) == 10
    assert "是指哪一项" not in reply.text


@pytest.mark.parametrize(
    "said",
    [
        "邵东的七家，长沙的两家",
        "邵东的七家，隆回的一家，还有外地的两家",
        "去年七家，今年九家",
        "十家的要求，我们七家，还有两家在谈",
        "邵东的七家，还是九家，我记不清了，还有一家退了",
        "服务12家邵阳企业，其中邵东七家，隆回两家",
    ],
)
def test_other_numbers_are_not_added(dialog: Dialog, said: str) -> None:
    state, _ = talk(dialog, *ASKED_HOW_MANY, said)
    assert number(state, SERVED) in (None, 7, 9, 12)


def test_sums_counted_together_are_one_sum(dialog: Dialog) -> None:
    said = (
        "哦，五千万。那我们自己在巴基斯坦卖的一年三千来万，租仓的几家加起来两千五六百万，"
        "合在一起算不算到了？"
    )
    state, _ = talk(dialog, *STORE, said)
    value = state.facts[TRADED]
    assert isinstance(value, Quantity)
    assert f"{value.interval.low:f} {value.interval.high:f}" == "55000000 56000000"


@pytest.mark.parametrize(
    "said",
    [
        "自己卖的三千万，租仓的几家两千五百万，分开算还是怎么算",
        "去年三千万，今年两千五百万，合在一起算吗",
    ],
)
def test_sums_apart_are_not_added(dialog: Dialog, said: str) -> None:
    state, _ = talk(dialog, *STORE, said)
    assert number(state, TRADED) != 55_000_000


def test_costs_of_several_kinds_stay_apart(dialog: Dialog) -> None:
    told = "货运到邵阳国际贸易集散中心", "运费三万，装卸费两万，合在一起能补多少"
    state, _ = talk(dialog, *told)
    assert number(state, "公路运输费") == 30_000
