"""What is said to who comes back after a while."""

from __future__ import annotations

from datetime import date

from bot.turn_taking import take_turn
from conversations import Dialog, Kept, State

ON = date(2026, 11, 25)
HALF_AN_HOUR = 1800.0


def test_what_was_not_known_last_time_is_asked_for_when_one_comes_back(dialog: Dialog) -> None:
    state = State()
    for said in ("我们有公共海外仓，2500平，服务20家邵阳企业", "不清楚，要问会计"):
        state, _, _ = dialog.turn(state, said, ON)
    assert state.declined
    kept = Kept(state, touched_at=0.0)
    back = take_turn(dialog, kept, "你好", 10 * HALF_AN_HOUR, idle_seconds=HALF_AN_HOUR)
    assert "上次说不准的海外仓当地进出口额，问到了吗？" in back.reply.text
    soon = take_turn(dialog, kept, "你好", HALF_AN_HOUR / 2, idle_seconds=HALF_AN_HOUR)
    assert "问到了吗" not in soon.reply.text


def test_after_asking_for_a_person_the_answers_go_on(dialog: Dialog) -> None:
    state = State()
    state, asked, _ = dialog.turn(state, "转人工", ON)
    assert asked.act == "handoff"
    assert "等的时候可以接着问我" in asked.text
    _, reply, _ = dialog.turn(state, "我们有公共海外仓，2500平", ON)
    assert reply.act == "ask"
