"""Answers in a policy that the network never read of: by the year, by the word asked, by a value."""

from __future__ import annotations

from datetime import date

import pytest

from nlu import Context, Understanding
from nlu.loading import understanding_of
from nlu.training_packs import load_training_pack, training_packs

TODAY = date(2026, 3, 1)


def understanding(name: str) -> Understanding:
    return understanding_of(load_training_pack(training_packs()[name]))


@pytest.fixture(scope="module")
def farms() -> Understanding:
    return understanding("穗垌-农牧富民")


@pytest.fixture(scope="module")
def homes() -> Understanding:
    return understanding("棠渡-青年安居")


@pytest.mark.parametrize(
    ("text", "told"),
    [("不是今年评的，22年就挂牌了", False), ("嗯，去年评的", False), ("今年七月刚评的", True)],
)  # fmt: skip
def test_of_this_year_or_of_an_earlier_one(farms: Understanding, text: str, told: bool) -> None:
    asked = "当年新认定"
    assert farms.parse(text, Context(TODAY, (asked,))).facts.get(asked) is told


@pytest.mark.parametrize("text", ["今年报的，还没批下来", "还在公示"])
def test_what_is_not_settled_yet_is_no_yes(farms: Understanding, text: str) -> None:
    asked = "当年新认定"
    assert farms.parse(text, Context(TODAY, (asked,))).facts.get(asked) is not True


def test_a_denial_is_heard_beside_its_reason(farms: Understanding) -> None:
    asked = "享受过农机补贴"
    meaning = farms.parse("没领过，农机局说名额排到后头去了", Context(TODAY, (asked,)))
    assert meaning.facts[asked] is False


def test_a_value_is_known_by_its_name(homes: Understanding) -> None:
    assert str(homes.parse("硕士", Context(TODAY, ("学历",))).facts["学历"]) == "硕士"


def test_a_monthly_figure_is_that_of_a_month(homes: Understanding) -> None:
    told = homes.parse("两千三一个月，押一付三", Context(TODAY, ("月租金",))).facts
    assert "月租金" in told
