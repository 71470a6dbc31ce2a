"""What is paid by what, to whom, by which office, and how much in the end: one kind of question, one answer."""

from __future__ import annotations

import pytest

from conversations import Dialog

from .talking import talk

SHOP = "我们村里有个进口商品店，120平，开了8个月，就一家"
UP_TO = "写的是上限；到这个上限为止具体按什么算，文件未规定，由主管部门核定。"


@pytest.mark.parametrize(
    "asked",
    [
        "问的是那个10万是看我花了多少，还是达标就给10万。",
        "10万块是给现钱还是凭发票报？",
        "装修总共才花了6万多，那也给10万？还是花多少补多少？",
        "我装修镇上那家店总共才花了6万多，那也给10万？还是花多少补多少？",
        "这个是按花的钱补还是够条件就给满",
        "那文件里头哪一句讲了补助不能超过俺实际花的钱？",
        "是报销发票还是直接给现金还是怎么的，凭票报吗",
        "投了多少就给多少吗",
    ],
)
def test_by_what_is_spent_or_not(dialog: Dialog, asked: str) -> None:
    state, _ = talk(dialog, SHOP, "都没有")
    after, reply = talk(dialog, SHOP, "都没有", asked)
    assert UP_TO in reply.text
    assert "最高 10 万元" in reply.text
    assert "没找到" not in reply.text
    assert after.facts == state.facts


def test_what_is_asked_beside_it_is_answered_too(dialog: Dialog) -> None:
    _, reply = talk(
        dialog, SHOP, "都没有", "问你凭不凭发票哎，有些沙子钱冇得票，打的条子，认不认？"
    )
    assert UP_TO in reply.text
    assert "您问“有些沙子钱冇得票" in reply.text


@pytest.mark.parametrize(
    "asked", ["到底是商务局还是农业局管咯？", "归哪个局管", "这个事找商务局还是找财政局"]
)
def test_which_office(dialog: Dialog, asked: str) -> None:
    _, reply = talk(dialog, SHOP, "都没有", asked)
    assert "文件未规定" in reply.text
    assert "不一定给满" not in reply.text


@pytest.mark.parametrize(
    "asked",
    ["这个钱打给谁", "给合作社还是给村里", "十万是不是给合作社，不是给村里的吧？", "钱打到哪个账上", "钱是退给学校还是退给俺？"],
)  # fmt: skip
def test_to_whom(dialog: Dialog, asked: str) -> None:
    _, reply = talk(dialog, SHOP, "都没有", asked)
    assert "写的是给：" in reply.text


@pytest.mark.parametrize(
    "asked",
    ["最后汇总给我念一下，他总共能领哪些、多少钱", "你就讲俺合作社最后能领好多钱", "那我到底总共能拿多少", "算下来能拿到几万"],
)  # fmt: skip
def test_how_much_in_the_end_is_told_once(dialog: Dialog, asked: str) -> None:
    _, reply = talk(dialog, SHOP, "都没有", asked)
    assert reply.text.count("合计：最高 10 万元") == 1
    assert "一共有这些扶持措施" not in reply.text


@pytest.mark.parametrize(
    "asked",
    [
        "那减掉3万是不是最多再拿7万？",
        "前面领过3万，是不是只能再补7万",
        "扣掉已经拿的5万还剩多少能拿",
    ],
)
def test_nothing_is_taken_off_that_the_text_does_not_take_off(dialog: Dialog, asked: str) -> None:
    _, reply = talk(dialog, SHOP, "都没有", asked)
    assert "从优但不重复" in reply.text
    assert "怎么扣，文件没有写" in reply.text
    assert "最高 10 万元" in reply.text
    assert "7 万元" not in reply.text


@pytest.mark.parametrize("asked", ["能补多少", "我们花了6万", "还差多少"])
def test_what_asks_nothing_of_the_kind(dialog: Dialog, asked: str) -> None:
    _, reply = talk(dialog, SHOP, "都没有", asked)
    assert UP_TO not in reply.text
