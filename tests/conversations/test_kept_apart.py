"""Goods that go another way: that they are outside what is written, and of a part only that part."""

from __future__ import annotations

import pytest

from conversations import Dialog

from .talking import number, talk

FREIGHT, SENT, BY = "公路运输费", "货物运至邵阳国际贸易集散中心", "经集散中心或铁路货栈发运"
HAULS = "我们做外贸的，货都运到邵阳集散中心，运费9.64万，从集散中心发"
OUTSIDE = "不符合这一条的那部分，不在写明的范围里"


@pytest.mark.parametrize(
    "said",
    [
        "另外一部分直发长沙17万，这部分算不算",
        "另有一部分邵东直发长沙上车，这部分算不算",
        "另外还有一批货直发深圳，运费3万，能补吗",
        "来电人问直发长沙17万 为何不补",
        "邵东那批不经集散中心，运费2万，算不算",
    ],
)
def test_a_part_that_goes_another_way_changes_nothing_of_the_rest(
    dialog: Dialog, said: str
) -> None:
    before, _ = talk(dialog, HAULS)
    state, reply = talk(dialog, HAULS, said)
    assert state.facts == before.facts
    assert OUTSIDE in reply.text
    assert "第二条原文" in reply.text
    assert "是指哪一项" not in reply.text


@pytest.mark.parametrize(
    ("said", "freight"),
    [
        ("我们做外贸的，货送到邵阳集散中心，运费6万，还有一部分直接拉到长沙，花了4万，能一起算吗", 60_000),
        ("一批货运到邵阳集散中心，运费5万，另一批直发广州，运费8万", 50_000),
    ],
)  # fmt: skip
def test_what_the_other_part_cost_is_not_added(dialog: Dialog, said: str, freight: int) -> None:
    state, reply = talk(dialog, said)
    assert number(state, FREIGHT) == freight
    assert OUTSIDE in reply.text


@pytest.mark.parametrize(
    "said",
    [
        "做外贸的，邵东直发长沙，不经集散中心，算不算",
        "做外贸，货不经集散中心，直接拉到长沙，为何不补",
        "我们的货不经集散中心，直发长沙，能补吗",
    ],
)
def test_goods_that_all_go_another_way(dialog: Dialog, said: str) -> None:
    state, reply = talk(dialog, said)
    assert state.facts[BY] is False
    assert state.facts[SENT] is False
    assert "目前不符合" in reply.text


def test_freight_by_rail_is_not_what_is_written(dialog: Dialog) -> None:
    _, reply = talk(dialog, "来电人走班列 铁路运费 补不补")
    assert reply.text.startswith("补“铁路、班列运费”的条款，文件里没找到")
    state, reply = talk(dialog, "我做外贸的，走怀化上班列的，运费这块能补吗")
    assert state.facts[BY] is False
    assert "补“铁路、班列运费”的条款，文件里没找到" in reply.text


def test_freight_by_road_is(dialog: Dialog) -> None:
    _, reply = talk(dialog, "我们把货运到邵阳集散中心，拖车的运费补不补")
    assert "文件里没找到" not in reply.text


def test_what_is_only_supposed_is_not_denied(dialog: Dialog) -> None:
    state, _ = talk(dialog, HAULS, "要是货不经集散中心呢")
    assert state.facts[BY] is True


def test_the_sum_and_when_it_is_paid(dialog: Dialog) -> None:
    _, reply = talk(dialog, HAULS, "杂费3.1万", "共计多少 到账时间")
    assert "合计：12.74 万元" in reply.text
    assert "年终据实结算" in reply.text
