"""Rooms of one shop are no shops, how many there are is said again, and what is wanted is no size."""

from __future__ import annotations

import pytest

from conversations import Dialog

from .talking import number, talk

SHOP = "我投资建设了进口商品乡镇社区店，60平"
THREE = "我们投资建设了三家进口商品乡镇社区店，都是120平，都开了一年"
SHOPS, SIZE = "符合条件的社区店数量", "单店建设面积"


@pytest.mark.parametrize(
    "said",
    [
        "一百平啊……我后面还有个三十平的小仓库，加上边上准备租的十几平，拼一块儿算不算？",
        "就一个店，六十平加后面三十平仓库，再加边上十几平，就是想问能不能凑够一百平。",
        "店面60平，楼上库房40平，合起来够不够？",
        "隔壁还有间二十平的储物间，凑一起行不行？",
    ],
)
def test_rooms_of_a_shop_are_no_shops(dialog: Dialog, said: str) -> None:
    state, reply = talk(dialog, SHOP, said)
    assert number(state, SIZE) == 60
    assert number(state, SHOPS) in (None, 1)
    assert "不够条件" not in reply.text


@pytest.mark.parametrize(
    "said",
    [
        "不是两个店哈，就一个店",
        "哎呀，是一个店",
        "我就一家店呀",
        "我一家店，怎么还是三十万？是不是把我当成三家店了？",
        "其实我们就只有一家店",
    ],
)
def test_how_many_there_are_is_said_again(dialog: Dialog, said: str) -> None:
    state, reply = talk(dialog, THREE, said)
    assert number(state, SHOPS) == 1
    assert "原来记的是 3 个" in reply.text


@pytest.mark.parametrize(
    "said", ["是不是把我当成一家店了？", "要是就一家店呢", "一家店最多十万还是固定十万？"]
)
def test_what_is_only_asked_changes_no_number(dialog: Dialog, said: str) -> None:
    state, _ = talk(dialog, THREE, said)
    assert number(state, SHOPS) == 3


def test_one_of_them_is_still_told_apart(dialog: Dialog) -> None:
    state, reply = talk(dialog, THREE, "有一家其实才60平")
    assert number(state, SHOPS) == 2
    assert "60 平方米的 1 个不够" in reply.text


@pytest.mark.parametrize("said", ["一百平啊……", "面积凑到一百，一家店最多十万还是固定十万？"])
def test_a_size_that_is_wanted_is_not_told(dialog: Dialog, said: str) -> None:
    state, _ = talk(dialog, SHOP, said)
    assert number(state, SIZE) == 60


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("我们总共三家店，就一家只有60平", "3 个里算 2 个"),
        ("我们一共两家店，一家120平，一家90平", "2 个里算 1 个"),
    ],
)
def test_things_told_apart_beside_how_many_they_are(dialog: Dialog, said: str, told: str) -> None:
    _, reply = talk(dialog, THREE, said)
    assert told in reply.text


def test_a_size_that_is_asked_for_is_told(dialog: Dialog) -> None:
    state, _ = talk(dialog, "我投资建设了进口商品乡镇社区店，开了一年", "一百平啊")
    assert number(state, SIZE) == 100
