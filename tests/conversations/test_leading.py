"""An answer by option, a yes or a no counts also where the message goes on."""

from __future__ import annotations

import pytest

from conversations import Dialog

from .talking import talk


@pytest.mark.parametrize(
    "answer",
    ["1。怎么申报", "1，怎么申报", "1 怎么申报", "第一个，怎么申报", "1，1，1。怎么申报"],
)
def test_a_yes_by_number_and_a_question(dialog: Dialog, answer: str) -> None:
    state, reply = talk(dialog, "我们是外贸进出口企业，报关费4万", answer)
    assert state.facts["经集散中心或铁路货栈发运"] is True
    assert reply.act == "answer"


@pytest.mark.parametrize("answer", ["否！不经过！", "2，走怀化的", "是的是的，1", "1，早说了"])
def test_a_yes_or_no_and_more_words(dialog: Dialog, answer: str) -> None:
    state, _ = talk(dialog, "我们是外贸进出口企业，报关费4万", answer)
    assert state.facts["经集散中心或铁路货栈发运"] is ("1" in answer)


@pytest.mark.parametrize(
    "answer",
    [
        "都没有。去哪报",
        "别的都没有。怎么申报？",
        "没有。去哪里申报",
        "都没有 到哪里申报",
        "一个都没有，怎么申报",
    ],
)
def test_none_of_the_roles_and_a_question(dialog: Dialog, answer: str) -> None:
    state, reply = talk(dialog, "我们这种企业能补吗", answer)
    assert reply.act == "answer"
    assert state.roles_closed
    assert set(state.facts.values()) == {False}


def test_several_options_and_numbers_told_beside_them(dialog: Dialog) -> None:
    state, _ = talk(dialog, "我们这种企业能补吗")
    assert state.pending is not None
    names = [option.fact for option in state.pending.options]
    place = 1 + names.index("货物进入保税仓储设施")
    after, _ = talk(dialog, "我们这种企业能补吗", f"{place}，去年入仓1200票")
    assert after.facts["货物进入保税仓储设施"] is True
    assert str(after.facts["年度入仓票数"]).count("1200")


@pytest.mark.parametrize("answer", ["3家", "3 家", "1200票", "2000平"])
def test_a_quantity_is_no_option(dialog: Dialog, answer: str) -> None:
    state, _ = talk(dialog, "我们这种企业能补吗", answer)
    assert True not in state.facts.values()


@pytest.mark.parametrize("noise", ["哦", "可能吧", "这样啊", "哦。"])
def test_what_answers_nothing_answers_nothing(dialog: Dialog, noise: str) -> None:
    before, _ = talk(dialog, "我们是外贸进出口企业，报关费4万")
    after, _ = talk(dialog, "我们是外贸进出口企业，报关费4万", noise)
    assert after.facts == before.facts


@pytest.mark.parametrize("words", ["那20万是一次性的吗", "最高20万啊", "20万什么时候打款"])
def test_who_repeats_an_amount_tells_nothing(dialog: Dialog, words: str) -> None:
    told = ("我们是跨境电商平台，入网40家，成交4000万，开了两年", "是")
    before, reply = talk(dialog, *told)
    assert "20 万" in reply.text
    after, _ = talk(dialog, *told, words)
    assert after.facts == before.facts
