"""Sums of what pays for one thing, who pays them, and that a total is told once."""

from __future__ import annotations

import pytest

from conversations import Dialog

from .talking import talk

BOTH = (
    "我们是试点企业，出口业绩有增长，体现在邵阳，服务费用支出18.6万，给平台也交服务费",
    "平台服务费18.6万，今年第二年",
)
SHOP = "我们在镇上开了两家进口商品店，都是120平，开业一年"


@pytest.mark.parametrize(
    "said",
    [
        "合计多少",
        "不能重复的话应该拿多少？",
        "按不重复的话合计多少",
        "同一笔只能报一次，那最多拿多少",
    ],
)
def test_both_sums_are_told(dialog: Dialog, said: str) -> None:
    _, reply = talk(dialog, *BOTH, said)
    assert "24.18 万元" in reply.text
    assert "只报一条的话，合计 13.02 万元" in reply.text


def test_what_pays_for_different_things_has_one_sum(dialog: Dialog) -> None:
    _, reply = talk(dialog, "我们经营保税仓，一年500票；货也进了监管仓，一年100票", "合计多少")
    assert "只报一条" not in reply.text


def test_the_total_is_told_once(dialog: Dialog) -> None:
    _, reply = talk(dialog, *BOTH, "18.6万都报，合计多少？一共能拿多少")
    assert reply.text.count("合计：") == 1


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("县里不出怎么办", "文件未规定"),
        ("县财政不配套怎么办", "文件未规定"),
        ("各负担50%是什么意思", "市里出一半"),
        ("市里给10万，县里再配一半，那岂不是15万？", "没有写县市区在这个数之外另外再给"),
    ],
)
def test_who_pays_is_told_in_its_own_words(dialog: Dialog, said: str, told: str) -> None:
    _, reply = talk(dialog, SHOP, said)
    assert told in reply.text
    assert "第八条" not in reply.text


@pytest.mark.parametrize(
    "said",
    [
        "要是全部评上，一共拿到40万有没有可能",
        "要是这回扩了，三家一起能到30万吗",
        "要是县里再配5万呢",
    ],
)
def test_a_sum_is_no_size(dialog: Dialog, said: str) -> None:
    _, reply = talk(dialog, SHOP, said)
    assert "平方米：" not in reply.text


def test_a_size_is_still_supposed(dialog: Dialog) -> None:
    _, reply = talk(dialog, SHOP, "要是扩到150平呢")
    assert "如果每家店的建设面积 150 平方米" in reply.text


def test_a_lesson_once_is_left_to_the_authority(dialog: Dialog) -> None:
    said = "去年我在镇上给返乡青年讲过一回电商课，没收钱也没办手续，这个能补点不？"
    state, reply = talk(dialog, said)
    assert "文件未规定，由主管部门认定" in reply.text
    assert not state.facts
