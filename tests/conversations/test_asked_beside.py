"""A question beside what a message tells is answered, and what that settles is told after it."""

from __future__ import annotations

import pytest

from conversations import Dialog, State

from .talking import IN_FORCE, talk, talk_through

SELLER = "我们是跨境电商企业，今年出口600万美元"


def test_a_frequent_question(dialog: Dialog) -> None:
    state, reply = talk(dialog, f"{SELLER}，这钱以后要还吗？")
    assert "当年出口实际交易额" in state.facts
    assert "要不要还，文件未规定" in reply.text
    assert "✓ 跨境电商企业交易额支持" in reply.text


def test_how_to_apply(dialog: Dialog) -> None:
    _, reply = talk(dialog, f"{SELLER}，怎么申报？")
    assert "怎么申报、到哪里办，文件未规定" in reply.text
    assert "✓ 跨境电商企业交易额支持" in reply.text


@pytest.mark.parametrize(
    "asked", ["那房租有没有补？", "房租能补不", "装修花了200万，房租一年30万，这些补不补", "do you cover rent?"]
)  # fmt: skip
def test_an_expense_of_which_the_text_says_nothing(dialog: Dialog, asked: str) -> None:
    before, _ = talk(dialog, SELLER)
    state, reply = talk(dialog, SELLER, asked)
    assert "房租、场地租金" in reply.text
    assert "文件里没找到" in reply.text
    assert state.facts == before.facts


def test_an_expense_that_it_pays_for_is_no_such_question(dialog: Dialog) -> None:
    _, reply = talk(dialog, "公路运费补不补？")
    assert "文件里没找到" not in reply.text
    assert "公路运输费补贴" in reply.text


@pytest.mark.parametrize("asked", ["第八条服务费能补百分之几", "平台服务费补贴比例是多少"])
def test_at_what_rate(dialog: Dialog, asked: str) -> None:
    _, reply = talk(dialog, asked)
    assert "70%" in reply.text


def test_by_what_a_ceiling_is_counted(dialog: Dialog) -> None:
    _, reply = talk(dialog, "第八条平台建设扶持那个三十万按什么算的")
    assert "写的是上限" in reply.text
    assert "文件未规定" in reply.text


def test_the_last_day_is_recalled_at_the_beginning_and_with_the_first_yes(dialog: Dialog) -> None:
    late = IN_FORCE.replace(month=11, day=26)
    said = ("我们有出口权", "卖到美国", "我们也是跨境电商企业", "今年出口600万美元", "海外仓没有")
    state, recalled = State(), []
    for message in said:
        state, reply, _ = dialog.turn(state, message, late)
        recalled.append("2026-12-20 为最后一天" in reply.text)
    assert recalled == [True, False, False, True, False]


def test_nothing_else_closes_what_was_asked_alone(dialog: Dialog) -> None:
    state, replies = talk_through(dialog, "我们是外贸进出口企业", "其他情况均无")
    assert replies[0].question is not None
    assert state.facts[replies[0].question.facts[0]] is False
    assert state.roles_closed


def test_a_question_that_names_no_measure_gets_the_sentence_it_is_about(dialog: Dialog) -> None:
    _, reply = talk(dialog, "资金由市里和县里各负担多少，年终怎么结算")
    assert reply.act == "answer"
    assert "各负担 50%" in reply.text
