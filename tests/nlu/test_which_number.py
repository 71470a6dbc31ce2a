"""Of two numbers between which a message asks neither is told."""

from __future__ import annotations

from datetime import date

import pytest

from nlu import Context, Supposed, Understanding

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


WAREHOUSE = Context(date(2026, 3, 1), roles=frozenset({"建设运营公共海外仓"}))
AREA = "公共海外仓面积"


@pytest.mark.parametrize(
    ("said", "fact", "numbers"),
    [
        ("总的6500平，对外公共的1800平，你们认哪个", AREA, {6500, 1800}),
        ("整院子6500平，真正对外的1800，认哪头？", AREA, {6500, 1800}),
        ("一共走了八千万，邵阳的四千一，算哪个啊", ABROAD, {80_000_000, 41_000_000}),
        ("海外仓进出口额8000万和4100万，你们看哪个", ABROAD, {80_000_000, 41_000_000}),
    ],
)
def test_each_of_two_numbers_not_known_before_is_supposed(
    understanding: Understanding, said: str, fact: str, numbers: set[int]
) -> None:
    meaning = understanding.parse(said, WAREHOUSE)
    supposed = [s for s in meaning.of(Supposed) if s.fact == fact]
    assert {int(s.value.interval.low) for s in supposed} == numbers  # type: ignore[union-attr]
    assert fact not in meaning.facts


@pytest.mark.parametrize("said", ["海外仓面积6500平，认哪个部门", "海外仓面积6500平，要找哪个"])
def test_one_number_is_told(understanding: Understanding, said: str) -> None:
    assert AREA in understanding.parse(said, WAREHOUSE).facts
