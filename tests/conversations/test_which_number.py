"""Of two numbers it is told what comes of each, and that the text does not say which counts."""

from __future__ import annotations

import pytest

from conversations import Dialog

from .talking import talk

ABROAD = "我在越南搞了个海外仓"
BOTH = (
    "总的6500平，对外公共的1800平，你们认哪个",
    "整院子6500平，对外的大概1800，认哪头？租的算建设吗",
)


@pytest.mark.parametrize("said", BOTH)
def test_each_number_is_reckoned(dialog: Dialog, said: str) -> None:
    _, reply = talk(dialog, ABROAD, said)
    assert "由主管部门认定" in reply.text
    assert "6500 平方米：" in reply.text
    assert "差 200 平方米" in reply.text


@pytest.mark.parametrize("said", BOTH)
def test_neither_is_stored(dialog: Dialog, said: str) -> None:
    state, _ = talk(dialog, ABROAD, said)
    assert "公共海外仓面积" not in state.facts


def test_what_was_known_stays(dialog: Dialog) -> None:
    state, reply = talk(dialog, ABROAD, "面积6500平", "6500和1800平到底算哪个")
    assert "公共海外仓面积" in state.facts
    assert "差 200 平方米" in reply.text


FREIGHT = "我们是自营出口企业，从邵东拉到集散中心的，运费96400"


@pytest.mark.parametrize("said", ["去年也运了12万，能补报？", "去年还有12万没报，能不能补"])
def test_a_sum_of_last_year_is_answered_and_changes_nothing(dialog: Dialog, said: str) -> None:
    before, _ = talk(dialog, FREIGHT)
    after, reply = talk(dialog, FREIGHT, said)
    assert "以前年度" in reply.text
    assert after.facts == before.facts
