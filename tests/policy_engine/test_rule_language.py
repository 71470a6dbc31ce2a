"""The rule language, as a policy officer meets it: what it means and how it complains."""

from __future__ import annotations

from decimal import Decimal

import pytest

from policy_engine import Interval, Policy
from policy_engine.rule_language import Compiler
from policy_engine.rule_parsing import RuleError


@pytest.fixture
def rules(policy: Policy) -> Compiler:
    return Compiler(policy.facts)


def test_names_may_contain_or_and_and(rules: Compiler) -> None:
    condition = rules.condition(
        "非 出口业绩突破或增长 且 (外贸进出口企业 或 经集散中心或铁路货栈发运)"
    )
    world = {"出口业绩突破或增长": False, "外贸进出口企业": False, "经集散中心或铁路货栈发运": True}
    assert condition.truth(world) is True
    assert condition.truth({**world, "经集散中心或铁路货栈发运": None}) is None


@pytest.mark.parametrize(
    ("rule", "amount"),
    [
        ("120 元/票 × 年度经营票数", 120_000),
        ("取小(平台服务费用 × 70%, 20 万元)", 7_000),
        ("取大（平台服务费用，2 万元）＋ 1 万元", 30_000),
        ("(平台服务费用 - 1000 元) ÷ 2", 4_500),
    ],
)
def test_amounts(rules: Compiler, rule: str, amount: int) -> None:
    world = {"年度经营票数": Interval.exactly(1000), "平台服务费用": Interval.exactly(10_000)}
    assert rules.amount(rule).range(world) == Interval.exactly(Decimal(amount))


@pytest.mark.parametrize(
    ("rule", "complaint"),
    [
        ("孵化入网企业 >= 30 家", "第 1 列：没有名为“孵化入网企业”的事实，是不是“孵化入网企业数”？"),
        ("孵化入网企业数 >= 30 票", "第 1 列：“孵化入网企业数”（家）不能与“30 票”（票）比较"),
        ("公共海外仓面积 >= 2000 万元", "第 1 列：“公共海外仓面积”（平方米）不能与“2000 万元”（元）比较"),
        ("年成交额 > 100 万美元", "第 1 列：“年成交额”（元）不能与“100 万美元”（美元）比较"),
        ("外贸进出口企业 且 孵化入网企业数", "第 11 列：“孵化入网企业数”是数量，要写成比较，如“孵化入网企业数 >= …”"),
        ("外贸进出口企业 >= 3", "第 1 列：“外贸进出口企业”只有“是”与“否”，不能用来计算或比较"),
        ("孵化入网企业数 >= 30 家 且", "第 18 列：规则到这里就断了，后面还要有事实名、数"),
        ("孵化入网企业数 >= #", "第 12 列：看不懂的符号“#”"),
        ("年成交额 + 公共海外仓面积 > 1 元", "第 8 列：“年成交额”（元）与“公共海外仓面积”（平方米）单位不同，不能放在一起算"),
        ("30 家", "第 1 列：这里要写条件，“30 家”是一个数额"),
        ("30 家 >= 20 家", "第 1 列：比较的两边都是数，没有事实可比"),
        ("年成交额 > 1 元 ÷ 0", "第 14 列：不能除以 0"),
    ],
)  # fmt: skip
def test_a_mistake_says_where_and_what(rules: Compiler, rule: str, complaint: str) -> None:
    with pytest.raises(RuleError) as error:
        rules.condition(rule)
    assert str(error.value) == complaint


def test_days_and_mirrored_comparisons(rules: Compiler) -> None:
    half_a_year = rules.condition("180 天 <= 平台正常经营时长")
    assert half_a_year.truth({"平台正常经营时长": Interval.exactly(6)}) is True
    assert half_a_year.truth({"平台正常经营时长": Interval.exactly(5)}) is False


def test_an_amount_must_be_money(rules: Compiler) -> None:
    with pytest.raises(RuleError, match="这里要写金额（元），“孵化入网企业数”是家"):
        rules.amount("孵化入网企业数")
