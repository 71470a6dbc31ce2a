"""The measures of 邵市政办发〔2023〕21号 at their boundaries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from policy_engine import (
    FactError,
    FactValue,
    Money,
    Policy,
    Status,
    evaluate,
    gaps,
    written_value,
)

Say = Callable[..., dict[str, FactValue]]
ON = date(2025, 6, 1)
PLATFORM = {"跨境电商平台企业": True, "提供一站式综合服务": True, "平台正常经营时长": "12 月"}
E, I, U = Status.ELIGIBLE, Status.INELIGIBLE, Status.UNDETERMINED  # noqa: E741


def _money(low: int, high: int | None) -> Money:
    return Money(Decimal(low), None if high is None else Decimal(high))


@pytest.mark.parametrize(
    ("households", "turnover", "status", "ceiling"),
    [
        ("30", "30000000", I, None),
        ("30", "30000001", E, 200_000),
        ("29", "90000000", I, None),
        ("50", "50000000", E, 200_000),
        ("50", "50000001", E, 300_000),
        ("49", "50000001", E, 200_000),
        ("(29, 31)", "40000000", E, 200_000),
        ("(49, 51)", "60000000", E, 300_000),
        ("[40, 60]", "60000000", E, 300_000),
        ("[20, 40]", "60000000", U, 200_000),
        ("约 32", "40000000", U, 200_000),
        ("约 35", "40000000", E, 200_000),
        ("> 50", ">= 50000001", E, 300_000),
    ],
)
def test_platform_tiers(
    policy: Policy, say: Say, households: str, turnover: str, status: Status, ceiling: int | None
) -> None:
    told = say(**PLATFORM, 孵化入网企业数=households, 年成交额=turnover)
    result = evaluate(policy, told, ON).result("8.1")
    assert result.status is status
    assert result.amount == (None if ceiling is None else _money(0, ceiling))


@pytest.mark.parametrize(
    ("measure", "told", "low", "high"),
    [
        ("2.1", {"货物运至邵阳国际贸易集散中心": True, "公路运输费": "199999.99"}, "199999.99", "199999.99"),
        ("2.1", {"货物运至邵阳国际贸易集散中心": True, "公路运输费": "200000.01"}, "200000", "200000"),
        ("2.1", {"货物运至邵阳国际贸易集散中心": True, "公路运输费": "0"}, "0", "0"),
        ("2.1", {"货物运至邵阳国际贸易集散中心": True, "公路运输费": "约 100000"}, "90000", "110000"),
        ("2.2", {"外贸进出口企业": True, "经集散中心或铁路货栈发运": True}, "0", None),
        ("3.1", {"经营保税仓储设施": True, "年度经营票数": "2500"}, "300000", "300000"),
        ("3.1", {"经营保税仓储设施": True, "年度经营票数": "2501"}, "300000", "300000"),
        ("3.1", {"经营保税仓储设施": True, "年度经营票数": "(1000, 2000)"}, "120120", "239880"),
        ("3.2", {"货物进入保税仓储设施": True, "年度入仓票数": "3333"}, "99990", "99990"),
        ("3.2", {"货物进入保税仓储设施": True, "年度入仓票数": "3334"}, "100000", "100000"),
        ("4.1", {"投资建设进口商品乡镇社区店": True, "单店建设面积": "100", "开业运营时长": "6",
                 "符合条件的社区店数量": "0"}, "0", "0"),
        ("4.1", {"投资建设进口商品乡镇社区店": True, "单店建设面积": "100", "开业运营时长": "6"}, "0", None),
        ("6.1", {"跨境电商试点企业": True, "出口业绩突破或增长": True, "出口业绩体现在邵阳": True,
                 "实际服务费用支出": "285714"}, "199999.8", "199999.8"),
        ("7.1", {"跨境电商企业": True, "当年新增实际交易额": "1000000"}, "20000", "220000"),
        ("7.1", {"跨境电商企业": True, "当年新增实际交易额": "1000000", "当年新增出口实际交易额": "2000000",
                 "当年出口实际交易额": "5000000"}, "150000", "220000"),
        ("7.1", {"跨境电商企业": True, "当年新增实际交易额": "999999", "当年新增出口实际交易额": "5000000"},
         "150000", "200000"),
        ("7.1", {"跨境电商企业": True}, "20000", "220000"),
        ("8.2", {"向跨境电商平台支付服务费": True, "平台服务费用": "100000", "平台服务年度": "2"}, "60000", "60000"),
        ("8.2", {"向跨境电商平台支付服务费": True, "平台服务费用": "100000"}, "50000", "70000"),
        ("8.2", {"向跨境电商平台支付服务费": True, "平台服务费用": "100000", "平台服务年度": "[2, 9]"},
         "50000", "60000"),
    ],
)  # fmt: skip
def test_amounts(
    policy: Policy, say: Say, measure: str, told: dict[str, bool | str], low: str, high: str | None
) -> None:
    amount = evaluate(policy, say(**told), ON).result(measure).amount
    assert amount == Money(Decimal(low), None if high is None else Decimal(high))


def test_new_exports_never_exceed_exports(policy: Policy, say: Say) -> None:
    told = say(跨境电商企业=True, 当年新增实际交易额="0", 当年出口实际交易额="1500000")
    assert evaluate(policy, told, ON).result("7.1").status is I
    with pytest.raises(FactError, match="“当年新增出口实际交易额”不可能大于“当年出口实际交易额”"):
        evaluate(policy, say(当年新增出口实际交易额="3000000", 当年出口实际交易额="1000000"), ON)


def test_year_of_service_must_be_one_to_three_even_without_the_fee(
    policy: Policy, say: Say
) -> None:
    told = say(向跨境电商平台支付服务费=True)
    result = evaluate(policy, told, ON).result("8.2")
    assert set(result.missing) == {"平台服务年度", "平台服务费用"}
    known = evaluate(policy, {**told, **say(平台服务年度="[1, 3]")}, ON).result("8.2")
    assert known.status is E
    assert set(known.missing) == {"平台服务年度", "平台服务费用"}


def test_a_measure_without_amount_has_none(policy: Policy, say: Say) -> None:
    told = say(
        投资建设国际货运集散中心=True, 投资建设进口商品展示中心=True, 开展跨境电商人才培训=True
    )
    assessment = evaluate(policy, told, ON)
    for measure in ("1.1", "4.2", "9.1"):
        assert assessment.result(measure).status is E
        assert assessment.result(measure).amount is None
    assert assessment.total == _money(0, 0)


def test_the_total_has_no_ceiling_when_one_part_has_none(policy: Policy, say: Say) -> None:
    told = say(
        外贸进出口企业=True, 经集散中心或铁路货栈发运=True, 货物运至邵阳国际贸易集散中心=True,
        公路运输费="50000",
    )  # fmt: skip
    assert evaluate(policy, told, ON).total == _money(50_000, None)


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (date(2023, 12, 20), Status.NOT_IN_FORCE),
        (date(2023, 12, 21), E),
        (date(2026, 12, 20), E),
        (date(2026, 12, 21), Status.EXPIRED),
    ],
)
def test_first_and_last_day_in_force(policy: Policy, say: Say, day: date, status: Status) -> None:
    told = say(货物运至邵阳国际贸易集散中心=True, 公路运输费="50000")
    assessment = evaluate(policy, told, day)
    result = assessment.result("2.1")
    assert result.status is status
    assert (result.amount is None) == (status is not E)
    assert bool(assessment.questions) == (status is E)


@pytest.mark.parametrize(
    ("fact", "value", "complaint"),
    [
        ("公共海外仓面积", "-5", "“公共海外仓面积”不能是负数（给的是 -5）"),
        (
            "孵化入网企业数",
            "30 万元",
            "“孵化入网企业数”是数量，单位是家，给的却是金额（CNY），请改用家",
        ),
        (
            "孵化入网企业数",
            "(30, 31)",
            "“孵化入网企业数”应是整数，且不能是负数，给的值里没有这样的数",
        ),
        ("公路运输费", "100 欧元", "单位是元"),
        ("当年出口实际交易额", "100 元", "没有折算汇率"),
    ],
)
def test_a_value_of_the_wrong_kind_is_told(
    policy: Policy, fact: str, value: str, complaint: str
) -> None:
    with pytest.raises(FactError) as error:
        evaluate(policy, {fact: written_value(value, policy.definition(fact).unit.code)}, ON)
    assert complaint in str(error.value)


def test_an_unknown_fact_names_the_nearest(policy: Policy) -> None:
    with pytest.raises(FactError, match="没有名为“入网企业数”的事实，是不是“孵化入网企业数”？"):
        evaluate(policy, {"入网企业数": True}, ON)


def test_days_are_no_exact_months(policy: Policy, say: Say) -> None:
    told = {**say(**PLATFORM), "平台正常经营时长": written_value("360 天")}
    told |= say(孵化入网企业数="30", 年成交额="40000000")
    assert evaluate(policy, told, ON).result("8.1").status is U


def test_a_related_fact_is_missing_too(policy: Policy, say: Say) -> None:
    told = say(跨境电商企业=True, 当年新增实际交易额="1000000", 当年出口实际交易额="[0, 4000000]")
    missing = evaluate(policy, told, ON).result("7.1").missing
    assert set(missing) == {"当年新增出口实际交易额", "当年出口实际交易额"}


def test_a_new_business_may_have_shrunk(policy: Policy, say: Say) -> None:
    told = say(跨境电商企业=True, 当年新增实际交易额="-100", 当年出口实际交易额="100")
    assert evaluate(policy, told, ON).result("7.1").status is I


def test_the_gap_counts_what_is_missing(policy: Policy, say: Say) -> None:
    told = say(**PLATFORM, 孵化入网企业数="(40, 50)", 年成交额="40000000")
    (gap,) = gaps(evaluate(policy, told, ON).result("8.1"))
    assert gap.gives is not None
    assert gap.gives.text == "30 万元"
    households, turnover = gap.ways[0]
    assert households.missing is not None
    assert (households.missing.low, households.missing.high) == (Decimal(1), Decimal(9))
    assert turnover.missing is not None
    assert turnover.missing.low == 10_000_000
    assert turnover.strict


def test_reasons_carry_verdict_fact_and_threshold(policy: Policy, say: Say) -> None:
    told = say(建设运营公共海外仓=True, 公共海外仓面积="2500", 海外仓服务邵阳企业数="< 10")
    tree = evaluate(policy, told, ON).result("5.1").reasons
    assert tree.verdict is False
    assert [(part.facts[0], part.verdict) for part in tree.parts] == [
        ("建设运营公共海外仓", True),
        ("公共海外仓面积", True),
        ("海外仓所在国家或地区进出口额", None),
        ("海外仓服务邵阳企业数", False),
    ]
    assert tree.parts[1].limit is not None
    assert tree.parts[1].limit.low == 2000


def test_notes_touch_only_whom_they_concern(policy: Policy, say: Say) -> None:
    one_tier = say(跨境电商企业=True, 当年新增实际交易额="1000000", 当年出口实际交易额="0",
                   当年新增出口实际交易额="0")  # fmt: skip
    assert evaluate(policy, one_tier, ON).result("7.1").notes == ()
    two_tiers = {**one_tier, **say(当年出口实际交易额="5000000")}
    assert "能否累加" in evaluate(policy, two_tiers, ON).result("7.1").notes[0]
