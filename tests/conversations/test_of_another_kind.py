"""Several measures of one clause, each for one kind: the told kind decides which is talked of."""

from __future__ import annotations

from datetime import date

import pytest

from bot.assembly import Parts
from bot.settings import Settings
from conversations import Dialog, Reply, State
from tests.many_packs import LIUHE

TODAY = date(2025, 6, 10)
HOTEL = "我们在柳河新上了项目，属于现代服务业，固定资产投资4200万"
OTHERS = ("工业类项目固定资产投资奖励", "特色农业项目固定资产投资奖励")


@pytest.fixture(scope="module")
def liuhe(settings: Settings) -> Dialog:
    return Parts(settings.model_copy(update={"policy": str(LIUHE)})).dialog


def said(dialog: Dialog, *messages: str) -> Reply:
    state = State()
    for message in messages:
        state, reply, _ = dialog.turn(state, message, TODAY)
    return reply


@pytest.mark.parametrize("message", ["固定资产投资奖励能给多少", "固定资产投资奖励的条件是什么"])
def test_those_for_other_kinds_are_not_told_of(liuhe: Dialog, message: str) -> None:
    reply = said(liuhe, HOTEL, message)
    assert "现代服务业项目固定资产投资奖励" in reply.text
    assert not any(other in reply.text for other in OTHERS)


def test_before_the_kind_is_known_all_are(liuhe: Dialog) -> None:
    reply = said(liuhe, "我们在柳河新上了项目，固定资产投资4200万", "固定资产投资奖励的条件是什么")
    assert OTHERS[0] in reply.text
