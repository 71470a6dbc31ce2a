"""Whatever is typed, understanding returns, soon, and with places inside the text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nlu import Context, Understanding

CONTEXT = Context(date(2025, 6, 1), pending=("孵化入网企业数",))
pieces = st.sampled_from(
    [
        *"一二三十百千万亿几多半来个家票平元美年月第至到~-.,，。%０９5kwM ¥$()（）不没约超近",
        *("以上", "不到", "大概", "海外仓", "平台", "我们", "如果", "出头", "之间", "百分之", "折"),
        *(
            "还差",
            "涨到",
            "一共",
            "每票",
            "没有",
            "负",
            "、",
            "去年",
            "几百上千",
            "十几二十",
            "x3",
            "“",
            "”",
        ),
    ]
)
text = st.one_of(st.lists(pieces, max_size=60).map("".join), st.text(max_size=200))


@settings(
    deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(message=text)
def test_anything_is_understood_somehow(understanding: Understanding, message: str) -> None:
    meaning = understanding.parse(message, CONTEXT)
    for mention in meaning.quantities:
        assert 0 <= mention.start <= mention.end <= len(message)
        assert message[mention.start : mention.end] == mention.text
        assert mention.interval.low <= mention.interval.high
    for fact, value in meaning.facts.items():
        assert fact in understanding.outline.facts
        assert value is not None


@pytest.mark.parametrize(
    "bomb", ["一万", "1", "三四", "1,000", "百分之", "多", "1到", "第一", "((", "约", "2年"]
)
def test_repetition_is_no_bomb(understanding: Understanding, bomb: str) -> None:
    understanding.parse(bomb * 5000, CONTEXT)
