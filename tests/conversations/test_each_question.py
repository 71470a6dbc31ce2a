"""Every question of a message is answered: from the text where nothing else is told of it."""

from __future__ import annotations

import pytest

from conversations import Dialog

from .talking import talk

SELLER = "我们是跨境电商企业，今年出口300万美元，去年150万"
OF_SALES = "企业当年新增实际交易额达到 100 万美元的"


@pytest.mark.parametrize(
    "said",
    [
        "深圳报关的部分算不算",
        "当年是自然年还是申报前十二个月",
        "按合同还是按报关单",
        "用货代抬头出口的算不算",
    ],
)
def test_what_the_text_leaves_open_is_said_with_its_sentence(dialog: Dialog, said: str) -> None:
    _, reply = talk(dialog, SELLER, said)
    assert "没有写得更细" in reply.text
    assert OF_SALES in reply.text


def test_two_questions_have_two_answers(dialog: Dialog) -> None:
    _, reply = talk(dialog, SELLER, "去年没报能不能补报？钱什么时候到账？")
    assert "您问“去年没报能不能补报”" in reply.text
    assert "您问“钱什么时候到账”" in reply.text
    assert "年终据实结算" in reply.text


def test_a_question_beside_what_is_told_is_not_lost(dialog: Dialog) -> None:
    state, reply = talk(dialog, SELLER, "新增也是150万美元。另外，补贴多久到账？")
    assert state.facts["当年新增实际交易额"]
    assert "年终据实结算" in reply.text


def test_one_answer_to_two_questions_is_given_once(dialog: Dialog) -> None:
    _, reply = talk(dialog, SELLER, "当年是自然年吗？是按合同还是按报关单算？")
    assert reply.text.count(OF_SALES) == 1


def test_an_answer_before_a_question_is_heard(dialog: Dialog) -> None:
    state, reply = talk(dialog, "我们是外贸企业", "没有。那钱什么时候到账？")
    assert state.facts["经集散中心或铁路货栈发运"] is False
    assert "年终据实结算" in reply.text


def test_who_asks_about_a_condition_tells_nothing(dialog: Dialog) -> None:
    state, _ = talk(dialog, "我们开了两家进口商品店", "差10个平方真的一分都没有吗")
    assert "单店建设面积" not in state.facts
