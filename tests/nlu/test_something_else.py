"""A yes or no was asked for, and something else is said: it is neither."""

from __future__ import annotations

from datetime import date

import pytest

from nlu import Context, Understanding

TODAY = date(2026, 3, 1)
PILOT = "出口业绩突破或增长"


@pytest.mark.parametrize("text", ["算了，就按现在的", "我们在阿里国际站也交年费", "先不管这个"])
def test_it_is_no_answer(understanding: Understanding, text: str) -> None:
    assert PILOT not in understanding.parse(text, Context(TODAY, (PILOT,))).facts


@pytest.mark.parametrize(
    ("text", "told"),
    [("有的，比去年多", True), ("有啊，另外我们在阿里国际站也交年费", True), ("没有，平台年费倒是交了", False)],
)  # fmt: skip
def test_an_answer_stays_one(understanding: Understanding, text: str, told: bool) -> None:
    assert understanding.parse(text, Context(TODAY, (PILOT,))).facts[PILOT] is told
