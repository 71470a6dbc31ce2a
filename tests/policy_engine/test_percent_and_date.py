"""Facts of type 百分比 and 日期, from the pack to the answer."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from policy_engine import FactError, Money, PackError, gaps
from tests.policy_engine.small_pack import Asked, pack

SHARE = "持股比例: {类型: 百分比}"
DATE = "注册日期: {类型: 日期}"
FEE = "费用: {类型: 金额, 单位: 元, 费用: true}"
SALES = "出口额: {类型: 金额, 单位: 元}\n营业额: {类型: 金额, 单位: 元}"


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({}, "undetermined"),
        ({"持股比例": "25%"}, "eligible"),
        ({"持股比例": 25}, "eligible"),
        ({"持股比例": "24.9%"}, "ineligible"),
        ({"持股比例": "(20, 30)"}, "undetermined"),
        ({"持股比例": "> 30%"}, "eligible"),
    ],
)
def test_a_percentage(tmp_path: Path, told: dict[str, object], status: str) -> None:
    assert Asked(pack(tmp_path, SHARE, "持股比例 >= 25%")).status(told) == status


@pytest.mark.parametrize(
    ("facts", "rule", "complaint"),
    [
        (SHARE, "持股比例 >= 25", "“持股比例”（百分比）不能与“25”（没有单位的数）比较，百分比要写成 25% 这样"),
        (SHARE, "持股比例 >= 0.25", "（百分比）不能与“0.25”（没有单位的数）比较"),
        (SHARE, "持股比例 >= 25 家", "（百分比）不能与“25 家”（家）比较"),
        (SHARE, "持股比例 >= 2023-01-01", "（百分比）不能与“2023-01-01”（日期）比较"),
        (SHARE, "持股比例", "“持股比例”是百分比，要写成比较"),
        (SALES, "营业额 >= 25%", "“营业额”（元）不能与“25%”（百分比）比较"),
        ("年度: {类型: 序数, 单位: 年度}", "年度 = 1%", "“年度”（没有单位的数）不能与“1%”（百分比）比较"),
        (DATE, "注册日期 >= 2023 年", "“注册日期”（日期）不能与“2023 年”（个月）比较，日期要写成 2023-01-01 这样"),
        (DATE, "注册日期 >= 2023-02-30", "没有“2023-02-30”这一天"),
        (DATE, "注册日期 + 1 年 >= 2023-01-01", "“注册日期”是日期，只能比较，不能用来计算"),
        (DATE, "注册日期 × 2 >= 2023-01-01", "“注册日期”是日期，只能比较，不能用来计算"),
    ],
)  # fmt: skip
def test_percentages_and_dates_are_held_against_their_like(
    tmp_path: Path, facts: str, rule: str, complaint: str
) -> None:
    with pytest.raises(PackError) as error:
        pack(tmp_path, facts, rule)
    message = str(error.value)
    assert complaint in message
    assert "政策.yml 第 " in message


@pytest.mark.parametrize(
    ("amount", "told", "money"),
    [
        ("费用 × 补贴比例", {"费用": 1000, "补贴比例": "70%"}, 700),
        ("费用 × (1 - 补贴比例)", {"费用": 1000, "补贴比例": "70%"}, 300),
        ("费用 × (50% + 20%)", {"费用": 1000}, 700),
        ("费用 ÷ 50%", {"费用": 1000}, 2000),
        ("费用 × 取小(补贴比例, 50%)", {"费用": 1000, "补贴比例": "70%"}, 500),
    ],
)
def test_a_percentage_multiplies_as_the_share_it_is(
    tmp_path: Path, amount: str, told: dict[str, object], money: int
) -> None:
    facts = f"{FEE}\n补贴比例: {{类型: 百分比}}\n企业: {{类型: 是否}}"
    asked = Asked(pack(tmp_path, facts, "企业", f"{{方式: 按实, 金额: '{amount}'}}"))
    assert asked.result({"企业": True, **told}).amount == Money(Decimal(money), Decimal(money))


def test_a_quotient_is_held_against_a_percentage(tmp_path: Path) -> None:
    asked = Asked(pack(tmp_path, SALES, "出口额 ÷ 营业额 >= 25%"))
    assert asked.status({"出口额": 25, "营业额": 100}) == "eligible"
    assert asked.status({"出口额": 24, "营业额": 100}) == "ineligible"


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({}, "undetermined"),
        ({"注册日期": "2022-12-31"}, "ineligible"),
        ({"注册日期": "2023-01-01"}, "eligible"),
        ({"注册日期": "2024-12-31"}, "eligible"),
        ({"注册日期": "2025-01-01"}, "ineligible"),
        ({"注册日期": "2023年5月"}, "eligible"),
        ({"注册日期": "2023"}, "eligible"),
        ({"注册日期": "2024-12"}, "eligible"),
        ({"注册日期": "> 2024-12"}, "ineligible"),
        ({"注册日期": ">= 2024-12"}, "undetermined"),
        ({"注册日期": "< 2023-01"}, "ineligible"),
        ({"注册日期": "(2022-12-31, 2023-02-01)"}, "eligible"),
        ({"注册日期": "约 2023-01-15"}, "undetermined"),
    ],
)
def test_a_date(tmp_path: Path, told: dict[str, object], status: str) -> None:
    rule = "注册日期 >= 2023-01-01 且 注册日期 <= 2024年12月31日"
    assert Asked(pack(tmp_path, DATE, rule)).status(told) == status


@pytest.mark.parametrize(
    ("facts", "told", "complaint"),
    [
        (SHARE, {"持股比例": "30 家"}, "“持股比例”是百分比，单位是%，给的却是数量（家），请改用%"),
        (SHARE, {"持股比例": "2023-01-01"}, "给的却是日期"),
        (SHARE, {"持股比例": -3}, "“持股比例”不能是负数"),
        (DATE, {"注册日期": "2023-02-30"}, "没有“2023-02-30”这一天"),
        (DATE, {"注册日期": 2023_05_01}, "没有“20230501”这一天，日期要写成 2023-05-01"),
        (DATE, {"注册日期": True}, "“注册日期”是日期，要一个日期，不是“是”或“否”"),
        (DATE, {"注册日期": "(2023-01-01, 2023-01-02)"}, "“注册日期”要一个日期，给的范围里没有日期"),
    ],
)  # fmt: skip
def test_a_value_of_the_wrong_kind_is_told(
    tmp_path: Path, facts: str, told: dict[str, object], complaint: str
) -> None:
    name = facts.partition(":")[0]
    rule = f"{name} >= 25%" if "百分比" in facts else f"{name} >= 2023-01-01"
    with pytest.raises(FactError) as error:
        Asked(pack(tmp_path, facts, rule)).assess(told)
    assert complaint in str(error.value)


def test_the_gap_is_a_number_of_percent_and_never_of_days(tmp_path: Path) -> None:
    asked = Asked(pack(tmp_path, f"{SHARE}\n{DATE}", "持股比例 >= 25% 且 注册日期 >= 2023-01-01"))
    (gap,) = gaps(asked.result({"持股比例": 20, "注册日期": "2022-12-31"}))
    share, day = gap.ways[0]
    assert share.missing is not None
    assert share.missing.low == 5
    assert day.missing is None


def test_dates_of_two_facts(tmp_path: Path) -> None:
    facts = f"{DATE}\n开业日期: {{类型: 日期}}"
    asked = Asked(pack(tmp_path, facts, "开业日期 >= 注册日期"))
    assert asked.status({"开业日期": "2023-05-02", "注册日期": "2023-05-01"}) == "eligible"
    assert asked.status({"开业日期": "2023-04", "注册日期": "2023-05"}) == "ineligible"
