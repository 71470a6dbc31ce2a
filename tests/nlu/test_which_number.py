"""Of two numbers between which a message asks neither is told."""

from __future__ import annotations

from datetime import date

import pytest

from nlu import Context, Understanding

NOW = Context(date(2026, 3, 1))
ABROAD = "海外仓所在国家或地区进出口额"
KNOWN = Context(date(2026, 3, 1), told=(ABROAD,))


@pytest.mark.parametrize(
    "said",
    [
        "5600万是整仓的，邵阳的只有3200万，按哪个算",
        "仓里总共走了8000万，我们自己客户的4100万，以哪个为准呢",
        "整仓6千万，其中邵阳货3千万，报哪个数？",
    ],
)
def test_neither_of_the_compared_is_told(understanding: Understanding, said: str) -> None:
    assert ABROAD not in understanding.parse(said, KNOWN).facts


@pytest.mark.parametrize(
    ("said", "fact"),
    [
        ("海外仓2500平，当地进出口额6000万，算哪天的", ABROAD),
        ("我们平台入网45家，年成交额4000万，按哪个档算", "孵化入网企业数"),
    ],
)
def test_other_numbers_are(understanding: Understanding, said: str, fact: str) -> None:
    assert fact in understanding.parse(said, NOW).facts
