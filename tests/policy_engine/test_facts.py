"""What a pack says of its facts: their types and everything that would have to be guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from policy_engine import (
    OneOf,
    PackError,
    Period,
    Policy,
    as_written,
    load_facts,
    told_as_written,
)
from tests.policy_engine.small_pack import Asked, pack

FACTS = """
企业: {类型: 是否, 身份: true}
营业额: {类型: 金额, 单位: 元}
经营时长: {类型: 时长, 单位: 月}
级别: {类型: 类别, 可选: [省级, 市级]}
门店: {类型: 清单, 单项: {面积: {类型: 面积, 单位: 平方米}}}
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
    fact = pack(tmp_path, FACTS, "企业").facts["营业额"]
    assert fact.counted_over is None
    assert not any((fact.is_cost, fact.true_when_under_construction, fact.runs_from_opening))


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
        ("类型: 时长, 单位: 月", "类型: 日期, 单位: 月", "“单位”只用于"),
        ("类型: 时长", "类型: 百分比", "“月”不是百分比的单位"),
        ("单位: 月", "单位: 月, 可选: [长, 短]", "“可选”只用于“类别”、“地区”类的事实，这里的类型是“时长”"),
        (", 可选: [省级, 市级]", "", "“类别”缺“可选”"),
        ("[省级, 市级]", "[省级, 省级]", "可选里“省级”写了两次"),
        ("[省级, 市级]", "[]", "“可选”写得不对：这里不能是空的"),
        ("[省级, 市级]", "[{省: [省级]}]", "只有“地区”的可选里能再分，类别不能"),
        ("类型: 类别, 可选: [省级, 市级]", "类型: 清单", "“清单”缺“单项”"),
        ("{类型: 面积, 单位: 平方米}", "{类型: 面积}", "“面积”缺“单位”"),
        ("{类型: 面积, 单位: 平方米}", "{类型: 是否, 身份: true}", "单项里不能有身份"),
        ("{面积: ", "{名: ", "单项里的事实不能叫“名”，它是每一项自己的名称"),
        ("类型: 清单, ", "类型: 清单, 单位: 元, ", "“元”不是清单的单位"),
        ("类型: 清单", "类型: 列表", "“列表”不行，只能是 是否、金额、面积、时长、数量、序数、百分比、日期、类别、地区、清单"),
    ],
)  # fmt: skip
def test_a_field_that_does_not_fit_the_type_is_located(
    tmp_path: Path, old: str, new: str, complaint: str
) -> None:
    with pytest.raises(PackError) as error:
        pack(tmp_path, FACTS.replace(old, new, 1), "企业")
    assert complaint in str(error.value)
    assert "政策.yml 第 " in str(error.value)


def test_facts_alone_can_be_loaded(tmp_path: Path) -> None:
    """A file that trains the understanding has facts, names and sentences, but no rules."""
    file = tmp_path / "事实.yml"
    file.write_text(
        "名称: 试\n事实:\n  种植面积: {类型: 面积, 单位: 亩}\n  级别: {类型: 类别, 可选: [省级, 市级]}\n",
        "utf-8",
    )
    facts = load_facts(file)
    assert facts["种植面积"].unit.code == "mu"
    assert facts["级别"].domain == OneOf(("省级", "市级"))
    file.write_text("事实:\n  级别: {类型: 类别, 可选: [3, 4]}\n", "utf-8")
    with pytest.raises(
        PackError, match=r"事实\.yml 第 2 行第 21 列：“第 1 项”写得不对：这里要一段文字"
    ):
        load_facts(file)


@pytest.mark.parametrize(
    ("told", "written"),
    [
        ("120", 120),
        ("66667 平方米", 100),
        (">= 100", ">= 100"),
        ("(80, 90)", "(80, 90)"),
        ("约 100 亩", "~100"),
    ],
)
def test_an_area_in_mu_stays_in_mu(tmp_path: Path, told: str, written: object) -> None:
    asked = Asked(pack(tmp_path, "种植面积: {类型: 面积, 单位: 亩}", "种植面积 >= 100 亩"))
    fact = asked.policy.facts["种植面积"]
    value = told_as_written(fact, told)
    assert as_written(fact, value) == written
    assert told_as_written(fact, written) == value


@pytest.mark.parametrize(
    ("rate", "told", "amount"),
    [("100 元/亩 × 种植面积", "120", 12_000), ("100 元/亩 × 种植面积 + 1 元", "66667 平方米", 10_001),
     ("10 元/平方米 × 种植面积", "1", "6666.7"), ("1000 元/年 × 时长", "120", 10_000 / 12)],
)  # fmt: skip
def test_a_rate_loses_no_digit(tmp_path: Path, rate: str, told: str, amount: object) -> None:
    facts = "种植面积: {类型: 面积, 单位: 亩}\n时长: {类型: 时长, 单位: 月}"
    benefit = f"{{方式: 按量, 金额: {rate}}}"
    asked = Asked(pack(tmp_path, facts, "种植面积 >= 1 亩", benefit))
    result = asked.result({"种植面积": told, "时长": 10})
    assert result.amount is not None
    assert float(result.amount.low) == float(str(amount))
    assert result.measure.benefit.counter == rate.split("/")[1].split(" ")[0]
