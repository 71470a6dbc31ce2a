"""Numbers and dates of rules occur in the sentence they rest on, and the other way round."""

from __future__ import annotations

from pathlib import Path

import pytest

from policy_engine import check_grounding
from tests.policy_engine.small_pack import Asked, pack

FACTS = """
持股比例: {类型: 百分比}
注册日期: {类型: 日期}
经营时长: {类型: 时长, 单位: 月}
营业额: {类型: 金额, 单位: 元}
年度: {类型: 序数, 单位: 年度}
人数: {类型: 数量, 单位: 人}
"""


def _findings(folder: Path, rule: str, quote: str) -> list[str]:
    findings = check_grounding(pack(folder, FACTS, rule, quote=quote)).findings
    return [finding.problem for finding in findings if finding.where == "措施 1"]


@pytest.mark.parametrize(
    ("rule", "quote"),
    [
        ("持股比例 >= 25%", "持股达25%以上的"),
        ("持股比例 >= 25%", "持股达百分之二十五以上的"),
        ("注册日期 >= 2023-01-01", "2023年1月1日后注册的"),
        ("注册日期 >= 2023年1月1日", "2023年 1月1日后注册的"),
        ("注册日期 < 2023-05-01 或 注册日期 > 2023-05-31", "不在2023年5月注册的"),
        ("注册日期 >= 2023-01-01", "2023年以来注册的"),
        ("经营时长 >= 1 年", "经营满一年的"),
        ("经营时长 >= 24 个月", "经营满两年的"),
        ("经营时长 >= 6 个月", "经营半年的"),
        ("营业额 >= 2000 万元", "营业额达到2000万的"),
        ("营业额 > 50 万元", "营业额超过五十万元的"),
        ("年度 <= 3", "前三年"),
        ("年度 = 2", "第二年"),
        ("人数 >= 3 人", "招用3人以上"),
        ("人数 >= 3 人", "招用三人以上"),
        ("经营时长 >= 1 年", "按照第3条，经营满1年的"),
        (
            "至少 2 项(人数 >= 3 人， 经营时长 >= 1 年， 年度 = 2)",
            "招用3人以上、经营满1年、第二年，满足两项的",
        ),
    ],
)
def test_what_the_sentence_says(tmp_path: Path, rule: str, quote: str) -> None:
    assert _findings(tmp_path, rule, quote) == []


@pytest.mark.parametrize(
    ("rule", "quote", "problems"),
    [
        ("持股比例 >= 30%", "持股达25%以上的", ["规则里的“30%”在依据里没有", "依据里的“25%”没有写进规则"]),
        ("持股比例 >= 25%", "持股达25以上的", ["规则里的“25%”在依据里没有", "依据里的“25”没有写进规则"]),
        ("注册日期 >= 2023-01-02", "2023年1月1日后注册的",
         ["规则里的“2023-01-02”在依据里没有", "依据里的“2023年1月1日”没有写进规则"]),
        ("营业额 > 0 元", "2024年新设的", ["规则里的“0 元”在依据里没有", "依据里的“2024年”没有写进规则"]),
    ],
)  # fmt: skip
def test_what_it_does_not_say(tmp_path: Path, rule: str, quote: str, problems: list[str]) -> None:
    assert _findings(tmp_path, rule, quote) == problems


SCENARIOS = """
- 案例: 新的类型都能写
  日期: 2025-06-01
  事实: {持股比例: 30%, 注册日期: 2023-05-01, 级别: 省级, 门店: [{名: 一号店, 面积: 120 平方米}]}
  结果: {1: {状态: 符合}}
- 案例: 不知道的
  日期: 2025-06-01
  事实: {持股比例: "(20, 30)", 注册日期: 2023-05, 级别: 省级、市级, 门店: {单项: [{面积: 90}], 完整: false}}
  结果: {1: {状态: 待定}}
- 案例: 写错的
  日期: 2025-06-01
  事实: {持股比例: 30 家, 级别: 县级}
  结果: {1: {状态: 符合}}
"""


def test_scenarios_write_values_of_every_type(tmp_path: Path) -> None:
    facts = """
持股比例: {类型: 百分比}
注册日期: {类型: 日期}
级别: {类型: 类别, 可选: [省级, 市级]}
门店: {类型: 清单, 单项: {面积: {类型: 面积, 单位: 平方米}}}
"""
    rule = (
        "持股比例 >= 25% 且 注册日期 >= 2023-01-01 且 级别 = 省级 "
        "且 个数(门店, 面积 >= 100 平方米) >= 1"
    )
    quote = "持股25%以上、2023年1月1日后注册的省级企业，有1家门店在100平方米以上"
    asked = Asked(pack(tmp_path, facts, rule, quote=quote, scenarios=SCENARIOS))
    (finding,) = check_grounding(asked.policy).findings
    assert finding.where == "案例“写错的”"
    assert finding.problem.startswith("“持股比例”是百分比")
