"""Comparisons of two facts: 今年营业额 > 去年营业额."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from policy_engine import Money, Question, gaps
from tests.policy_engine.small_pack import Asked, pack

FACTS = "今年营业额: {类型: 金额, 单位: 元}\n去年营业额: {类型: 金额, 单位: 元}"
GROWTH = "{方式: 按实, 金额: (今年营业额 - 去年营业额) × 10%, 封顶: 10 万元}"
HOUSEHOLDS = "今年家数: {类型: 数量, 单位: 家}\n去年家数: {类型: 数量, 单位: 家}"


@pytest.mark.parametrize(
    ("this_year", "last_year", "status", "missing"),
    [
        (None, None, "undetermined", ("今年营业额", "去年营业额")),
        (100, None, "undetermined", ("去年营业额",)),
        (None, 100, "undetermined", ("今年营业额",)),
        (101, 100, "eligible", ()),
        (100, 100, "ineligible", ()),
        ("[100, 200]", 150, "undetermined", ("今年营业额",)),
        ("[100, 200]", "[10, 99]", "eligible", ()),
        ("(100, 200)", "<= 100", "eligible", ()),
        ("[100, 200]", "[150, 300]", "undetermined", ("今年营业额", "去年营业额")),
        ("[100, 150]", "[150, 300]", "ineligible", ()),
        (0, None, "ineligible", ()),
    ],
)
def test_only_what_was_not_told_is_missing(
    tmp_path: Path, this_year: object, last_year: object, status: str, missing: tuple[str, ...]
) -> None:
    asked = Asked(pack(tmp_path, FACTS, "今年营业额 > 去年营业额"))
    told = {"今年营业额": this_year, "去年营业额": last_year}
    result = asked.result({name: value for name, value in told.items() if value is not None})
    assert (str(result.status), result.missing) == (status, missing)


def test_a_told_fact_is_not_asked_again(tmp_path: Path) -> None:
    asked = Asked(pack(tmp_path, FACTS, "今年营业额 > 去年营业额"))
    assert asked.assess({"今年营业额": 100}).questions == (Question(("去年营业额",)),)


@pytest.mark.parametrize(
    ("rule", "status"),
    [
        ("今年营业额 >= 去年营业额 × 110%", "eligible"),
        ("今年营业额 > 去年营业额 × 110%", "ineligible"),
        ("今年营业额 ÷ 去年营业额 >= 110%", "eligible"),
        ("(今年营业额 - 去年营业额) ÷ 去年营业额 >= 10%", "eligible"),
        ("今年营业额 - 去年营业额 > 10 元", "ineligible"),
        ("去年营业额 < 今年营业额", "eligible"),
        ("今年营业额 ≠ 去年营业额", "eligible"),
        ("今年营业额 = 去年营业额", "ineligible"),
    ],
)
def test_growth_in_every_form(tmp_path: Path, rule: str, status: str) -> None:
    assert (
        Asked(pack(tmp_path, FACTS, rule)).status({"今年营业额": 110, "去年营业额": 100}) == status
    )


def test_what_is_granted_is_known_to_have_grown(tmp_path: Path) -> None:
    """In the case that it grew, this year lies above last year: no less than 0, no more than told."""
    asked = Asked(pack(tmp_path, FACTS, "今年营业额 > 去年营业额", GROWTH))
    result = asked.result({"今年营业额": "[100, 200]", "去年营业额": 150})
    assert result.amount == Money(Decimal(0), Decimal(5))


def test_a_tier_on_one_side_narrows_the_other(tmp_path: Path) -> None:
    """Grown from 100 at least, this year is above 100: the lower tier is met in any case."""
    tiers = """
      方式: 定额
      取高:
        - {当: 今年营业额 > 100 元, 金额: 2 万元}
        - {当: 今年营业额 > 500 元, 金额: 5 万元}
    """
    asked = Asked(pack(tmp_path, FACTS, "今年营业额 > 去年营业额", tiers))
    result = asked.result({"去年营业额": ">= 100"})
    assert str(result.status) == "undetermined"
    assert result.amount == Money(Decimal(20_000), Decimal(50_000))


def test_whole_numbers_stay_whole(tmp_path: Path) -> None:
    asked = Asked(pack(tmp_path, HOUSEHOLDS, "今年家数 > 去年家数 且 去年家数 > 3 家"))
    assert asked.status({"今年家数": 5, "去年家数": "[3, 5]"}) == "undetermined"
    assert asked.status({"今年家数": 5, "去年家数": "(3, 5)"}) == "eligible"


@pytest.mark.parametrize(
    ("rule", "told", "missing"),
    [
        ("今年营业额 > 去年营业额", {"今年营业额": 70, "去年营业额": 100}, (30, 30)),
        ("今年营业额 > 去年营业额", {"今年营业额": "[70, 90]", "去年营业额": 100}, (10, 30)),
        ("今年营业额 >= 去年营业额 × 110%", {"今年营业额": 100, "去年营业额": 100}, (10, 10)),
        ("今年营业额 比 去年营业额 增长 >= 10%", {"今年营业额": 102, "去年营业额": 100}, (8, 8)),
        (
            "今年营业额 比 去年营业额 增加 >= 50 元",
            {"今年营业额": 120, "去年营业额": 100},
            (30, 30),
        ),
        ("今年营业额 > 去年营业额", {"去年营业额": 100}, None),
        ("今年营业额 < 去年营业额", {"今年营业额": 100, "去年营业额": 100}, None),
    ],
)
def test_the_gap_between_two_facts(
    tmp_path: Path, rule: str, told: dict[str, object], missing: tuple[int, int] | None
) -> None:
    (gap,) = gaps(Asked(pack(tmp_path, FACTS, rule)).result(told))
    ((shortfall,),) = gap.ways
    found = shortfall.missing
    ends = None if missing is None else tuple(map(Decimal, missing))
    assert (None if found is None else (found.low, found.high)) == ends


@pytest.mark.parametrize("rule", ["今年营业额 ÷ 去年营业额 >= 25%", "今年营业额 >= 去年营业额 ÷ 3"])
def test_a_quotient_that_has_no_end_is_no_contradiction(tmp_path: Path, rule: str) -> None:
    """What else is open is still divided into cases: it is asked, and its amounts are told apart."""
    facts = f"{FACTS}\n家数: {{类型: 数量, 单位: 家}}"
    asked = Asked(pack(tmp_path, facts, f"{rule} 且 家数 >= 3 家"))
    told = {"今年营业额": 1, "去年营业额": 3}
    assert asked.result(told).missing == ("家数",)
    assert asked.status({**told, "家数": 3}) == "eligible"
