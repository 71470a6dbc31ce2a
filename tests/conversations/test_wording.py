"""Numbers as an officer would say them."""

from __future__ import annotations

from pathlib import Path

import pytest

from conversations import MARKS, amount, card, fact_value, judged_text, money, quantity
from policy_engine import MeasureResult, told_as_written, written_value
from tests.policy_engine.small_pack import Asked, pack


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("40 家", "40 家"),
        ("(40, 50) 家", "40 多家"),
        ("(30000000, 40000000) 元", "3000 多万元"),
        ("< 10 家", "不到 10 家"),
        ("<= 10 家", "不超过 10 家"),
        ("> 30000000 元", "超过 3000 万元"),
        (">= 30 家", "不少于 30 家"),
        ("约 30 家", "约 30 家"),
        ("[30, 40] 家", "30 家到 40 家"),
        ("18 月", "1 年 6 个月"),
        ("(12, 24) 月", "1 年多"),
        ("1.5 亿元", "1.5 亿元"),
        ("83000 元", "8.3 万元"),
        ("8600.5 元", "8600.5 元"),
        ("2500 平方米", "2500 平方米"),
        ("2 亩", "1333.34 平方米"),
        ("25%", "25%"),
        ("(20, 30) %", "20%到 30%"),
        ("2023-05-01", "2023 年 5 月 1 日"),
        ("2023年5月", "2023 年 5 月 1 日到 2023 年 5 月 31 日"),
        ("> 2023-05-01", "2023 年 5 月 2 日以后"),
        ("<= 2023-05-01", "2023 年 5 月 1 日以前"),
    ],
)
def test_quantities(written: str, said: str) -> None:
    assert quantity(written_value(written)) == said


def test_money_keeps_odd_amounts_exact() -> None:
    assert money(written_value("30000001 元").interval.low) == "30000001 元"


FACTS = """
种植面积: {类型: 面积, 单位: 亩}
注册日期: {类型: 日期}
级别: {类型: 类别, 可选: [国家级, 省级, 市级]}
今年营业额: {类型: 金额, 单位: 元}
去年营业额: {类型: 金额, 单位: 元}
门店: {类型: 清单, 单位: 家, 单项: {面积: {类型: 面积, 单位: 平方米}}}
"""


def _asked(folder: Path, condition: str, benefit: str = "{方式: 未规定}") -> Asked:
    return Asked(pack(folder, FACTS, condition, benefit))


def _told(asked: Asked, told: dict[str, object]) -> tuple[list[str], list[str]]:
    result: MeasureResult = asked.result(told)
    facts = {n: told_as_written(asked.policy.definition(n), v) for n, v in told.items()}
    shown = card(result, facts)
    reasons = [f"{MARKS[reason.verdict]} {judged_text(reason)}" for reason in shown.reasons]
    return reasons, list(shown.gaps)


@pytest.mark.parametrize(
    ("condition", "told", "reason", "gap"),
    [
        ("种植面积 >= 100 亩", {"种植面积": "80 亩"}, "✗ 种植面积 80 亩，要 100 亩以上",
         "种植面积差 20 亩（要 100 亩以上）"),
        ("注册日期 >= 2023-01-01", {"注册日期": "2022-05-01"},
         "✗ 注册日期 2022 年 5 月 1 日，要 2023 年 1 月 1 日以后（含当天）",
         "注册日期要 2023 年 1 月 1 日以后（含当天）"),
        ("级别 >= 省级", {"级别": "市级"}, "✗ 级别不低于 省级", "级别不低于 省级"),
        ("今年营业额 > 去年营业额", {"今年营业额": 1, "去年营业额": 2},
         "✗ 今年营业额超过 去年营业额", "今年营业额超过 去年营业额（差 1 元多一点）"),
        ("个数(门店, 面积 >= 100 平方米) >= 2", {"门店": [{"面积": 120}, {"面积": 90}]},
         "✗ 符合的门店 1 家，要 2 家以上", "符合的门店差 1 家（要 2 家以上）"),
    ],
)  # fmt: skip
def test_reasons_and_gaps_of_every_type(
    tmp_path: Path, condition: str, told: dict[str, object], reason: str, gap: str
) -> None:
    assert _told(_asked(tmp_path, condition), told) == ([reason], [gap])


@pytest.mark.parametrize(
    ("rate", "words"),
    [("100 元/亩 × 种植面积", "按亩补助 1 万元"), ("种植面积 × 100 元/亩", "按亩补助 1 万元")],
)
def test_what_is_paid_for_each_names_what_is_counted(tmp_path: Path, rate: str, words: str) -> None:
    asked = _asked(tmp_path, "种植面积 >= 1 亩", f"{{方式: 按量, 金额: {rate}}}")
    result = asked.result({"种植面积": 100})
    assert amount(result.amount, result.measure.benefit) == words


@pytest.mark.parametrize(
    ("fact", "written", "words"),
    [
        ("种植面积", "66667 平方米", "种植面积 100 亩"),
        ("级别", "省级、市级", "级别 省级、市级"),
        ("门店", [{"面积": 90}], "门店 1 家"),
    ],
)
def test_facts_in_words(tmp_path: Path, fact: str, written: object, words: str) -> None:
    definition = _asked(tmp_path, "种植面积 >= 1 亩").policy.facts[fact]
    assert fact_value(definition, told_as_written(definition, written)) == words
