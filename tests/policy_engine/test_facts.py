"""What a pack says of its facts: their types and everything that would have to be guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from policy_engine import PackError, Period, Policy

from .small_pack import HEAD, load

TEXT = "一、对企业给予奖励。\n"
RULES = f"""{HEAD}事实:
  企业: {{类型: 是否, 身份: true}}
  营业额: {{类型: 金额, 单位: 元}}
  经营时长: {{类型: 时长, 单位: 月}}
措施:
  "1": {{标题: 奖励, 条款: 一, 条件: 企业, 扶持: {{方式: 未规定}}, 依据: 对企业给予奖励}}
无措施条款: []
"""


def test_what_the_shipped_pack_says_of_its_facts(policy: Policy) -> None:
    facts = policy.facts.values()
    assert {f.name for f in facts if f.counted_over is Period.THIS_YEAR} == {
        "当年新增实际交易额", "当年新增出口实际交易额", "当年出口实际交易额",
    }  # fmt: skip
    assert {f.name for f in facts if f.counted_over is Period.YEARLY} == {
        "年度经营票数", "年度入仓票数", "集货仓年跨境电商进出口额", "年成交额",
    }  # fmt: skip
    assert {f.name for f in facts if f.is_cost} == {
        "公路运输费", "报关装卸等作业费用", "实际服务费用支出", "平台服务费用",
    }  # fmt: skip
    assert {f.name for f in facts if f.true_when_under_construction} == {
        "投资建设公铁货栈查验场", "投资建设国际货运集散中心", "投资建设进口商品乡镇社区店",
        "投资建设进口商品展示中心",
    }  # fmt: skip
    assert {f.name for f in facts if f.runs_from_opening} == {"开业运营时长", "平台正常经营时长"}


def test_a_fact_says_nothing_that_was_not_written(tmp_path: Path) -> None:
    fact = load(tmp_path, RULES, TEXT).facts["营业额"]
    assert fact.counted_over is None
    assert not fact.is_cost
    assert not fact.true_when_under_construction
    assert not fact.runs_from_opening


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("身份: true", "期间: 当年", "第 10 行第 20 列：“期间”只用于“金额”、“面积”、“时长”、“数量”"),
        ("身份: true", "费用: true", "“费用”只用于“金额”类的事实，这里的类型是“是否”"),
        ("单位: 元", "单位: 元, 在建也算: true", "“在建也算”只用于“是否”类的事实，这里的类型是“金额”"),
        ("单位: 元", "单位: 元, 起算: 开业", "“起算”只用于“时长”类的事实，这里的类型是“金额”"),
        ("单位: 元", "单位: 元, 身份: true", "“身份”只用于“是否”类的事实，这里的类型是“金额”"),
        ("身份: true", "可为负: true", "“可为负”只用于"),
        ("单位: 元", "单位: 元, 期间: 去年", "“去年”不行，只能是 当年、年度、累计"),
        ("单位: 月", "单位: 月, 起算: 注册", "“注册”不行，只能是 开业"),
        ("单位: 月", "单位: 家", "“家”不是时长的单位"),
        (", 单位: 月", "", "“经营时长”缺“单位”"),
    ],
)  # fmt: skip
def test_a_field_that_does_not_fit_the_type_is_located(
    tmp_path: Path, old: str, new: str, complaint: str
) -> None:
    with pytest.raises(PackError) as error:
        load(tmp_path, RULES.replace(old, new, 1), TEXT)
    assert complaint in str(error.value)
    assert "政策.yml 第 " in str(error.value)
