"""Numbers that found no place wait till it is known what the enterprise does."""

from __future__ import annotations

from conversations import Dialog, Reply
from policy_engine import Quantity

from .talking import talk, talk_through

FIGURES = "四十多家，开了一年半"


def _unplaced(reply: Reply) -> list[str]:
    return [number.text for number in reply.unplaced]


def test_they_are_read_again_with_the_answer_to_which(dialog: Dialog) -> None:
    state, replies = talk_through(dialog, FIGURES, "平台的")
    assert _unplaced(replies[0]) == ["四十多家", "一年半"]
    assert {"平台正常经营时长", "孵化入网企业数"} <= set(state.facts)


def test_they_are_read_again_once_the_business_is_told(dialog: Dialog) -> None:
    state, reply = talk(dialog, FIGURES, "我们是跨境电商平台企业")
    assert {"跨境电商平台企业", "平台正常经营时长", "孵化入网企业数"} <= set(state.facts)
    assert "孵化入网企业 40 多家" in reply.text


def test_what_is_told_with_the_business_goes_before_them(dialog: Dialog) -> None:
    state, _ = talk(dialog, "流水四千来万，四十多家", "我们是跨境电商平台企业，入网企业52家")
    firms = state.facts["孵化入网企业数"]
    assert isinstance(firms, Quantity)
    assert firms.interval.low == 52


def test_nobody_remembers_them_for_long(dialog: Dialog) -> None:
    later = ("怎么申报", "要什么材料", "有效期到几时", "我们是跨境电商平台企业")
    state, _ = talk(dialog, FIGURES, *later)
    assert "孵化入网企业数" not in state.facts


def test_one_number_may_be_several_facts(dialog: Dialog) -> None:
    told = "都是今年的呀，7个月前才开始做的，所以26万多全部都是新增"
    state, replies = talk_through(dialog, "我在TikTok Shop上卖假发", told, "123都是呀，都一样的")
    question = replies[1].question
    assert question is not None
    assert len(question.facts) == 3
    assert set(question.facts) <= set(state.facts)


def test_a_number_that_was_said_to_be_missing_is_no_fact(dialog: Dialog) -> None:
    told = "我们是跨境电商平台企业，入网23家，成交4000多万，开了一年多，一站式服务都有"
    _, reply = talk(dialog, told, "哦，还差7家啊")
    assert _unplaced(reply) == []
