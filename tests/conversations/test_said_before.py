"""The same is never told at length twice in a row: the second time it is short, and leads to a person."""

from __future__ import annotations

import itertools

import pytest

from conversations import Dialog

from .talking import talk, talk_through

SHOP = "我们村里有个进口商品店，120平，开了8个月，就一家"
ONLINE = "做独立站的，今年出口310万美元，新增出口130万，新增交易额130万"
QUOTED = "有关的原文是："
LONGEST_OF_A_CARD = "依据："


@pytest.mark.parametrize(
    ("told", "first", "second"),
    [
        (SHOP, "雇的小工没有票算不算", "隔壁那间仓库算不算面积"),
        (ONLINE, "亚马逊和独立站合起来算不算", "退货的那部分算不算"),
        ("做独立站的", "今年310万美金。退货的算不算", "去年180万。问你亚马逊和独立站合起来算不？"),
    ],
)
def test_a_sentence_just_quoted_is_not_quoted_again(
    dialog: Dialog, told: str, first: str, second: str
) -> None:
    _, (*_, one, two) = talk_through(dialog, told, "都没有", first, second)
    assert QUOTED in one.text
    assert QUOTED not in two.text
    assert "转人工" in two.text


def test_the_short_form_is_not_told_twice_either(dialog: Dialog) -> None:
    asked = ("亚马逊和独立站合起来算不算", "退货的那部分算不算", "寄售的算不算", "送的算不算")
    _, replies = talk_through(dialog, ONLINE, "都没有", *asked)
    texts = [reply.text for reply in replies[2:]]
    assert all(one != two for one, two in itertools.pairwise(texts))


def test_a_card_just_told_in_full_is_told_in_a_line(dialog: Dialog) -> None:
    _, (*_, one, two) = talk_through(
        dialog, SHOP, "都没有", "什么叫乡镇", "能拿多少", "到底能拿多少"
    )
    assert LONGEST_OF_A_CARD in one.text
    assert LONGEST_OF_A_CARD not in two.text
    assert "最高 10 万元" in two.text


@pytest.mark.parametrize("asked", ["详细", "4.1"])
def test_who_asks_for_the_whole_of_it_is_told_it(dialog: Dialog, asked: str) -> None:
    _, reply = talk(dialog, SHOP, "都没有", "能拿多少", asked)
    assert LONGEST_OF_A_CARD in reply.text


def test_what_has_changed_is_told_in_full(dialog: Dialog) -> None:
    _, reply = talk(dialog, SHOP, "说错了，是2家")
    assert "最高 20 万元" in reply.text
    assert LONGEST_OF_A_CARD in reply.text
