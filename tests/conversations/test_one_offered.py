"""A number that can be of one known fact alone: it is asked with a yes or a no, and never twice."""

from __future__ import annotations

import pytest

from conversations import Dialog

from .talking import number, talk, talk_through

PLATFORM = "我们是跨境电商平台，入网企业52家，经营了两年，一站式服务都有，成交额6000万"
ASKED = "这边统计出来33家"
ENTERPRISES = "孵化入网企业数"


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("对", 33),
        ("对，入网的", 33),
        ("就是第一个", 33),
        ("就是入网企业，33家。", 33),
        ("33家", 33),
        ("入网企业，35家", 35),
        ("不是", 52),
        ("不是，是培训的学员单位", 52),
    ],
)
def test_the_answer_is_taken_in_any_words(dialog: Dialog, said: str, value: int) -> None:
    state, replies = talk_through(dialog, PLATFORM, ASKED, said)
    assert "从 52 家改成 33 家吗" in replies[1].text
    assert "先没记" not in replies[2].text
    assert number(state, ENTERPRISES) == value


def test_a_correction_of_a_count_in_parts_asks_nothing(dialog: Dialog) -> None:
    said = "来电人改口：52家里19家只签了意向没入网，实入33家。问这样还够不够。"
    state, reply = talk(dialog, PLATFORM, said)
    assert number(state, ENTERPRISES) == 33
    assert "先没记" not in reply.text


def test_what_is_told_beside_a_cost_never_replaces_it(dialog: Dialog) -> None:
    told = "集散中心这边报关2万1，装卸吊装3万4"
    more = "还有堆存费六千块钱，也是在集散中心交的，算杂费不？"
    again = "5万5是5万5，堆存费6000是另外的，加起来6万1。"
    state, replies = talk_through(dialog, "我们做外贸", told, more, again)
    assert number(state, "报关装卸等作业费用") == 61_000
    assert "先没记" not in replies[-1].text


def test_years_that_are_over_are_said_not_to_count(dialog: Dialog) -> None:
    _, reply = talk(dialog, "我们亚马逊开店，2024年出口342万美元")
    assert "往年的数（342 万美元）没记" in reply.text
