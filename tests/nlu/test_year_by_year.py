"""This year's number, last year's and how much more it is, the names that tell numbers apart, and
what is said not to be so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from nlu import Amended, Context, Meaning, Told, Understanding, Withdrawn
from policy_engine import Quantity

TODAY = date(2026, 11, 27)
SELLER, PLATFORM = "跨境电商企业", "跨境电商平台企业"
TOTAL, RISE, RISE_IN_ALL = "当年出口实际交易额", "当年新增出口实际交易额", "当年新增实际交易额"
ENTERPRISES, COSTS, FREIGHT = "孵化入网企业数", "报关装卸等作业费用", "公路运输费"


def _parse(
    understanding: Understanding,
    text: str,
    role: str = SELLER,
    told: Mapping[str, int] | None = None,
    pending: tuple[str, ...] = (),
) -> Meaning:
    values = {fact: Decimal(value) for fact, value in (told or {}).items()}
    facts = understanding.outline.facts
    currencies = {fact: facts[fact].unit.code for fact in values if facts[fact].kind == "money"}
    context = Context(
        TODAY,
        pending,
        roles=frozenset({role}),
        told=tuple(values),
        currencies=currencies,
        sums={fact: values[fact] for fact in currencies},
        values=values,
    )
    return understanding.parse(text, context)


def _numbers(meaning: Meaning) -> dict[str, Decimal]:
    return {f: v.interval.low for f, v in meaning.facts.items() if isinstance(v, Quantity)}


@pytest.mark.parametrize(
    ("text", "pending", "told"),
    [
        ("今年230万美金 比去年多了120万", "", {TOTAL: 2_300_000, RISE: 1_200_000}),
        ("今年230万美金 比去年多了120万", RISE_IN_ALL, {TOTAL: 2_300_000, RISE_IN_ALL: 1_200_000}),
        ("比去年多出来80万", RISE, {RISE: 800_000}),
        ("亚马逊我去年做了110万美金今年做到230万了全是出口", "", {TOTAL: 2_300_000, RISE: 1_200_000}),
        ("是今年 342万，去年 128万，都是USD，都是出口。新增214万。", "", {TOTAL: 3_420_000, RISE: 2_140_000}),
        ("2025年出口342万美元，2026年到现在428万美元", "", {TOTAL: 4_280_000, RISE: 860_000}),
        ("今年230万美元，比去年少了20万", "", {TOTAL: 2_300_000, RISE: -200_000}),
        ("要是做到300万美元能拿多少？我们去年做了110万美金今年做到230万了全是出口", "", {TOTAL: 2_300_000, RISE: 1_200_000}),
        ("2024全年 export 342万USD，2023是128万USD", "", {}),
        ("2024年出口342万美元", "", {}),
        ("去年出口120万美元，今年打算做到240万", "", {}),
    ],
)  # fmt: skip
def test_each_number_is_of_its_year(
    understanding: Understanding, text: str, pending: str, told: dict[str, int]
) -> None:
    meaning = _parse(understanding, text, pending=(pending,) if pending else ())
    assert _numbers(meaning) == {fact: Decimal(value) for fact, value in told.items()}
    assert not meaning.unclear


def test_what_is_of_last_year_needs_no_place(understanding: Understanding) -> None:
    role = "向跨境电商平台支付服务费"
    meaning = _parse(
        understanding, "服务费我对了账，去年15.2万，今年18.6万", role, {}, ("平台服务年度",)
    )
    assert _numbers(meaning) == {"平台服务费用": Decimal(186_000)}
    assert [told.value for told in meaning.of(Told) if told.mark == "past"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("新增交易额和新增出口交易额两个都是70万", {RISE: 700_000, RISE_IN_ALL: 700_000}),
        ("多出来120万，新增和新增出口都是120万", {RISE: 1_200_000, RISE_IN_ALL: 1_200_000}),
        ("是当年新增的出口交易额，70万美元，所以新增交易额也是这个数", {RISE: 700_000, RISE_IN_ALL: 700_000}),
        ("当年新增实际交易额70万美元；当年新增出口实际交易额70万美元", {RISE: 700_000, RISE_IN_ALL: 700_000}),
        ("86万美元，是自家网店今年新增的实际交易额", {RISE_IN_ALL: 860_000}),
        ("260减190是70万美元", {RISE: 700_000}),
    ],
)  # fmt: skip
def test_a_number_is_of_the_facts_that_it_is_called_by(
    understanding: Understanding, text: str, told: dict[str, int]
) -> None:
    meaning = _parse(understanding, text, told={TOTAL: 2_600_000})
    assert _numbers(meaning) == {fact: Decimal(value) for fact, value in told.items()}


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        ("不对新增是120万不是110万 110那是去年做的 全部都是出口所以新增的就是120万", {RISE: 1_200_000, RISE_IN_ALL: 1_200_000}),
        ("新增不是110万，是120万", {RISE: 1_200_000}),
        ("是240万，不是230万", {TOTAL: 2_400_000}),
    ],
)  # fmt: skip
def test_what_was_told_as_the_wrong_number_is_put_right(
    understanding: Understanding, text: str, corrected: dict[str, int]
) -> None:
    known = {RISE: 1_100_000, TOTAL: 2_300_000}
    meaning = _parse(understanding, text, told=known, pending=(RISE_IN_ALL,))
    assert _numbers(meaning) == {fact: Decimal(value) for fact, value in corrected.items()}


def test_what_was_told_of_the_wrong_fact_is_given_to_the_right_one(
    understanding: Understanding,
) -> None:
    known = {TOTAL: 860_000}
    moved = _parse(understanding, "来电人说的86万是新增交易额，不是出口额。", told=known)
    assert [amended.meant for amended in moved.of(Amended)] == [RISE_IN_ALL]
    taken = _parse(understanding, "出口额不是86万，86万是新增的交易额", told=known)
    assert [gone.fact for gone in taken.of(Withdrawn)] == [TOTAL]
    assert _numbers(taken) == {RISE_IN_ALL: Decimal(860_000)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("52家里19家只签了意向没入网，实入33家。问这样还够不够。", 33),
        ("52家里面有10家退了，还剩42家", 42),
        ("现在入网52家，其中邵东分站12家、武冈分站7家，市区27家", 52),
    ],
)
def test_of_a_number_and_its_parts_the_right_one_is_told(
    understanding: Understanding, text: str, told: int
) -> None:
    meaning = _parse(understanding, text, PLATFORM, {ENTERPRISES: 52})
    assert _numbers(meaning) == {ENTERPRISES: Decimal(told)}
    assert not meaning.added


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("集散中心这边的运费是8万6，报关2万1，装卸吊装3万4", {FREIGHT: 86_000, COSTS: 55_000}),
        ("报关费2.1万，装卸费3万，吊装费4千", {COSTS: 55_000}),
        ("报关装卸一共5万，其中报关2万", {COSTS: 50_000}),
    ],
)
def test_the_kinds_of_a_cost_are_put_together(
    understanding: Understanding, text: str, told: dict[str, int]
) -> None:
    meaning = _parse(understanding, text, "外贸进出口企业")
    assert _numbers(meaning) == {fact: Decimal(value) for fact, value in told.items()}
