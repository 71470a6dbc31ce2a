"""What is only thought of: nothing is asked back, and none of what might be put up is there yet."""

from __future__ import annotations

from datetime import date

import pytest

from conversations import Dialog, State

from .talking import talk

LATE = date(2026, 11, 27)
SHOP = "我在镇上开了家进口商品店，120平，开了一年"


@pytest.mark.parametrize(
    "said",
    [
        "老板在考虑2027年投一个公铁货栈查验场，这个有钱拿吗",
        "正在琢磨投资一个国际货运集散中心，2027年动工，政府给钱吗",
        "我们想明年开个进口商品店，能补多少",
    ],
)
def test_a_plan_is_told_of_and_not_asked_about(dialog: Dialog, said: str) -> None:
    state, reply, _ = dialog.turn(State(), said, LATE)
    assert not state.facts
    assert reply.question is None
    assert "2026-12-20" in reply.text
    assert "到明年就过了有效期" in reply.text


def test_what_was_asked_before_the_plan_is_asked_again_alone(dialog: Dialog) -> None:
    _, reply = talk(dialog, SHOP, "老板在考虑以后投一个公铁货栈查验场，这个有钱拿吗")
    assert "投资建国际货运集散中心" not in reply.text


@pytest.mark.parametrize(
    "said", ["现在都没投，只是想想。", "都没动工，只是有这个想法", "目前一个都没建"]
)
def test_nothing_begun_is_a_no_for_now(dialog: Dialog, said: str) -> None:
    state, _ = talk(dialog, SHOP, "公铁货栈查验场能补多少", said)
    assert state.facts["投资建设公铁货栈查验场"] is False
    assert state.facts["投资建设国际货运集散中心"] is False
    assert state.facts["投资建设进口商品乡镇社区店"] is True


def test_nothing_begun_says_nothing_of_other_business(dialog: Dialog) -> None:
    state, _ = talk(dialog, "你好，都有什么补贴", "现在都没投，只是想想。")
    assert "外贸进出口企业" not in state.facts
