"""What others bear, or gave back, was not spent by the speaker."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from nlu import Amended, Beside, Context, Understanding
from policy_engine import Quantity

FREIGHT, WORK = "公路运输费", "报关装卸等作业费用"


def _context(**sums: int) -> Context:
    told = {name: Decimal(value) for name, value in sums.items()}
    return Context(date(2026, 11, 27), told=tuple(told), sums=told)


@pytest.mark.parametrize(
    "text",
    [
        "报关费、吊装费我们也帮客户垫过四十来万，后来客户都还给我们了，这个能算我们的补贴吗？",
        "吊装费8万是替客户垫的，后面都结回来了",
        "装卸费20万，客户承担，我们只是代付",
        "公路运费18万，由收货方承担",
        "我们帮客户代付的运费30万，客户已经还了，能不能算",
        "那4万是货主出的",
    ],
)
def test_it_is_no_cost(understanding: Understanding, text: str) -> None:
    meaning = understanding.parse(text, _context(公路运输费=86_000))
    assert meaning.of(Beside)
    assert not meaning.facts


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("报关装卸一共15万，其中4万是货主出的", WORK, 110_000),
        ("拉到集散中心的运费一年18万，都是我们自己出的，没让客户承担", FREIGHT, 180_000),
        ("运费18万，货主没出，我们出的", FREIGHT, 180_000),
        ("报关费我们付了12万，客户给的是货款", WORK, 120_000),
        ("报关费我们垫了12万，客户还没还", WORK, 120_000),
    ],
)
def test_ones_own_part_is(understanding: Understanding, text: str, fact: str, value: int) -> None:
    told = understanding.parse(text, _context()).facts[fact]
    assert isinstance(told, Quantity)
    assert told.interval.low == value


@pytest.mark.parametrize(
    ("text", "withdrawn"),
    [
        ("运费是客户出的", (FREIGHT,)),
        ("运费客户承担", (FREIGHT,)),
        ("有的运费客户承担", ()),
        ("运费是客户出还是我们出", ()),
    ],
)
def test_a_known_cost_is_taken_back(
    understanding: Understanding, text: str, withdrawn: tuple[str, ...]
) -> None:
    assert understanding.parse(text, _context(公路运输费=86_000)).withdrawn == withdrawn


def test_with_a_number_of_its_own_nothing_else_is(understanding: Understanding) -> None:
    meaning = understanding.parse("那2万是客户自己付的，不算我们的", _context(公路运输费=86_000))
    assert [each.mention and each.mention.text for each in meaning.of(Amended)] == ["2万"]
