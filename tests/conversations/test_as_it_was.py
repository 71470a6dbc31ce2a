"""A document out of force: nothing is reckoned, unless somebody goes by the days in which it was."""

from __future__ import annotations

from datetime import date

import pytest

from conversations import Dialog, Reply, State
from conversations.store import decode_state, encode_state
from policy_engine import Status

AFTER = date(2027, 1, 10)
WAREHOUSE = "我们有公共海外仓，2500平，服务20家，当地进出口额6000万"


def said(dialog: Dialog, *messages: str, on: date = AFTER) -> tuple[State, Reply]:
    state = State()
    for message in messages:
        state, reply, _ = dialog.turn(state, message, on)
    return state, reply


def test_it_is_offered_and_not_done_unasked(dialog: Dialog) -> None:
    _, reply = said(dialog, WAREHOUSE)
    assert "按有效时算" in reply.text
    assert reply.assessment is not None
    assert not reply.assessment.in_force


@pytest.mark.parametrize(
    "message", ["按有效时算", "这些都是过期以前办的，还能给不", "那时候政策还管用呢，我能拿多少"]
)
def test_who_goes_by_it_is_told_what_came_of_it_then(dialog: Dialog, message: str) -> None:
    _, reply = said(dialog, WAREHOUSE, message)
    assert "不是现在能领的" in reply.text.splitlines()[0]
    assert "公共海外仓建设运营奖励（第五条）：最高 30 万元" in reply.text
    assert "提醒" not in reply.text


def test_it_is_kept_for_the_rest_of_the_talk(dialog: Dialog) -> None:
    state, reply = said(dialog, WAREHOUSE, "按有效时算", "不对，服务的邵阳企业是8家")
    assert reply.assessment is not None
    assert reply.assessment.result("5.1").status is Status.INELIGIBLE
    assert "不是现在能领的" in reply.text.splitlines()[0]
    assert decode_state(encode_state(state)).as_it_was


def test_while_it_is_in_force_nothing_changes(dialog: Dialog) -> None:
    state, reply = said(dialog, WAREHOUSE, "按有效时算", on=date(2026, 6, 1))
    assert not state.as_it_was
    assert "不是现在能领的" not in reply.text
