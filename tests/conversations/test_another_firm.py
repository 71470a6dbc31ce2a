"""Another enterprise is reckoned by itself, and the one before can be come back to."""

from __future__ import annotations

import json

import pytest

from conversations import Dialog
from conversations.store import decode_state, encode_state

from .talking import number, talk

WAREHOUSE = "我们有海外仓，2500平，12家邵阳企业，进出口6000万"


@pytest.mark.parametrize(
    "said",
    [
        "下一家，做培训的",
        "第二家是做培训的",
        "是他老婆另一家公司，做培训的",
        "换一家，做跨境电商培训的",
    ],
)
def test_nothing_of_the_first_is_known_of_the_second(dialog: Dialog, said: str) -> None:
    state, reply = talk(dialog, WAREHOUSE, said)
    assert "公共海外仓面积" not in state.facts
    assert "另一家" in reply.text
    assert "最高 30 万元" in reply.text  # what the first one came to


def test_the_first_one_comes_back(dialog: Dialog) -> None:
    state, _ = talk(dialog, WAREHOUSE, "下一家，做培训的", "撤销")
    assert number(state, "公共海外仓面积") == 2500


@pytest.mark.parametrize(
    "said",
    [
        "那个数是另一家公司的",
        "另一家公司能不能也报",
        "说错了，报在长沙的是另一家公司",
        "要是换一家公司来报呢",
    ],
)
def test_a_word_about_another_firm_is_none_of_it(dialog: Dialog, said: str) -> None:
    state, _ = talk(dialog, WAREHOUSE, said)
    assert number(state, "公共海外仓面积") == 2500


def test_the_next_one_is_no_number(dialog: Dialog) -> None:
    state, _ = talk(dialog, WAREHOUSE, "下一家，做物流的", "撤销")
    assert number(state, "海外仓服务邵阳企业数") == 12


ONLINE = "做亚马逊的，今年出口420万美元，新增实际交易额130万美元"
TIMBER = "换第二家：做木材进口的，在邵阳铁路货栈卸货，装卸费报关费合计38.6万"
BONDED = "再换第三家：货进了保税仓，全年入仓1000票"
THREE = (ONLINE, TIMBER, BONDED)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("回到第一家吧，那家亚马逊的是多少来着？", "定额 2 万元"),
        ("回到第一家", "定额 2 万元"),
        ("回头再说说最开始那家", "定额 2 万元"),
        ("第一家是多少来着", "定额 2 万元"),
        ("回到上一家", "按实补贴 38.6 万元"),
        ("再看一下前面那家", "按实补贴 38.6 万元"),
        ("切回第二家公司，能报多少", "按实补贴 38.6 万元"),
        ("那第二家能拿多少？", "按实补贴 38.6 万元"),
        ("回到第三家", "按票补助 3 万元"),
    ],
)
def test_one_told_of_before_is_come_back_to(dialog: Dialog, said: str, told: str) -> None:
    _, reply = talk(dialog, *THREE, said)
    assert told in reply.text


def test_all_of_them_can_be_gone_back_and_forth(dialog: Dialog) -> None:
    state, _ = talk(dialog, *THREE, "回到第一家")
    assert number(state, "当年出口实际交易额") == 4_200_000
    state, _ = talk(dialog, *THREE, "回到第一家", "回到第三家")
    assert number(state, "年度入仓票数") == 1000
    state, _ = talk(dialog, *THREE, "回到第一家", "回到上一家")
    assert number(state, "年度入仓票数") == 1000
    state, _ = talk(
        dialog, *THREE, "回到第一家", "新增的出口是210万美元", "回到第二家", "回到第一家"
    )
    assert number(state, "当年新增出口实际交易额") == 2_100_000


def test_what_is_told_after_it_is_of_that_one(dialog: Dialog) -> None:
    state, _ = talk(dialog, *THREE, "回到第二家，作业费用改成33.4万")
    assert number(state, "报关装卸等作业费用") == 334_000


@pytest.mark.parametrize(
    ("before", "said", "told"),
    [
        ((WAREHOUSE,), "回到第一家", "没有别家可以回去"),
        ((WAREHOUSE,), "回到前面那家", "没有别家可以回去"),
        (THREE, "回到第五家", "只说过 3 家"),
    ],
)
def test_where_there_is_none_it_is_said(
    dialog: Dialog, before: tuple[str, ...], said: str, told: str
) -> None:
    state, _ = talk(dialog, *before)
    after, reply = talk(dialog, *before, said)
    assert told in reply.text
    assert after.facts == state.facts


@pytest.mark.parametrize(
    "said", ["先不回第一家", "回到第一家店，开业多久算数", "第一家店是多少平来着"]
)
def test_a_shop_or_a_no_is_no_way_back(dialog: Dialog, said: str) -> None:
    state, _ = talk(dialog, *THREE, said)
    assert number(state, "年度入仓票数") == 1000


def test_a_conversation_of_an_older_version_is_read(dialog: Dialog) -> None:
    state, _ = talk(dialog, *THREE)
    data = json.loads(encode_state(state))
    for name in ("firm", "firms"):
        del data[name]
    old = decode_state(json.dumps(data))
    assert old.facts == state.facts
    assert old.firms == ()


def test_what_was_said_of_one_is_told_again_after_another(dialog: Dialog) -> None:
    _, reply = talk(
        dialog,
        "先问一家：做亚马逊的，今年出口420万美元，去年290万",
        "一样",
        "换第二家：我们是做平台的",
        "回到第一家，那家是多少来着？",
        "第二家（做平台那家）最后是多少？",
        "那第一家呢？",
    )
    assert "定额 2 万元" in reply.text
    assert "没有更多的字" not in reply.text
