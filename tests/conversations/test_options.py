"""An option belongs to its question: tapped late or twice it answers that one, never another."""

from __future__ import annotations

import pytest

from conversations import AskedQuestion, Dialog, Reply

from .talking import IN_FORCE, talk

OPENING = "我们是跨境电商平台，入网40家"


def _question(reply: Reply) -> AskedQuestion:
    assert reply.question is not None
    return reply.question


def test_an_option_tapped_late_changes_the_answer_to_its_question(dialog: Dialog) -> None:
    yes_no = _question(talk(dialog, OPENING)[1])
    state, asked = talk(dialog, OPENING, "一站式都有")
    after, reply, _ = dialog.pick(state, yes_no.id, [1], text="否", today=IN_FORCE)
    assert after.facts["提供一站式综合服务"] is False
    assert "原来记的是 “是”" in reply.text
    assert [change.fact for change in reply.changed] == ["提供一站式综合服务"]
    again, same, _ = dialog.pick(after, yes_no.id, [1], text="否", today=IN_FORCE)
    assert again.facts == after.facts
    assert same.changed == ()
    assert _question(asked).facts == ("平台正常经营时长",)
    back = dialog.turn(after, "撤销", IN_FORCE)[0]
    assert back.facts == state.facts


@pytest.mark.parametrize("places", [[0], [7], []])
def test_an_option_of_a_question_that_is_not_known_is_refused(
    dialog: Dialog, places: list[int]
) -> None:
    state, asked = talk(dialog, OPENING)
    for question in ("0123456789ab", ""):
        after, reply, _ = dialog.pick(state, question, places, text="", today=IN_FORCE)
        assert reply.act == "clarify"
        assert after.facts == state.facts
        assert reply.question == asked.question


def test_an_option_there_is_none_of_is_refused(dialog: Dialog) -> None:
    state, asked = talk(dialog, OPENING)
    after, reply, _ = dialog.pick(state, _question(asked).id, [5], text="6", today=IN_FORCE)
    assert reply.act == "clarify"
    assert after.facts == state.facts


def test_options_of_an_earlier_list_deny_nothing_that_was_told(village: Dialog) -> None:
    roles = _question(talk(village, "能享受哪些政策")[1])
    lodge = next(i for i, o in enumerate(roles.options) if o.fact == "经营民宿")
    tea = next(i for i, o in enumerate(roles.options) if o.fact == "茶叶企业")
    state, _ = talk(village, "能享受哪些政策", "我们在山里办了个民宿，三十二张床")
    assert state.pending is None or state.pending.id != roles.id
    state, _, _ = village.pick(state, roles.id, [tea], text="", today=IN_FORCE)
    assert state.facts["茶叶企业"] is True
    assert state.facts["经营民宿"] is True
    state, _, _ = village.pick(state, roles.id, [lodge], text="", today=IN_FORCE)
    assert state.facts["茶叶企业"] is True


@pytest.mark.parametrize("greeting", ["你好", "您好，在吗"])
def test_a_greeting_erases_nothing(dialog: Dialog, greeting: str) -> None:
    before, _ = talk(dialog, OPENING)
    after, reply = talk(dialog, OPENING, greeting)
    assert after.facts == before.facts
    assert "清空" not in reply.text


def test_a_new_beginning_can_be_undone(dialog: Dialog) -> None:
    before, asked = talk(dialog, OPENING)
    fresh, reply = talk(dialog, OPENING, "重来")
    assert not fresh.facts
    assert "要找回来就回“撤销”" in reply.text
    back, reply = talk(dialog, OPENING, "重来", "撤销")
    assert back.facts == before.facts
    assert "40 家，照旧记着" in reply.text
    assert reply.question == asked.question
