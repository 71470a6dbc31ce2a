"""Laws of evaluation for everything an amount or a measure can say (docs/规则语言.md).

An enterprise is drawn whole; what it tells is drawn around the truth. Whatever is said
from the part must hold for the whole, sums over several measures too.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_engine import Assessment, Money, Policy, Status, combined_total, evaluate
from tests.policy_engine import laws
from tests.policy_engine.small_pack import HEAD, ON, load
from tests.policy_engine.typed_enterprises import exactly, relaxed, tellings, truths

RULES = """
共同条件: [{条件: 非 失信, 条款: 一, 依据: 甲, 不含: [超额]}]
就高不重复: [{措施: [每满, 超额], 条款: 一, 依据: 甲}]
合计封顶:
  - {措施: [每满, 超额, 增加], 封顶: 去年 + 3 元, 条款: 一, 依据: 甲}
  - {措施: 全部, 封顶: 9 元, 条款: 一, 依据: 甲}
事实:
  失信: {类型: 是否}
  今年: {类型: 金额, 单位: 元}
  去年: {类型: 金额, 单位: 元}
  人数: {类型: 数量, 单位: 人}
  年度: {类型: 序数, 单位: 年度}
  已补: {类型: 时长, 单位: 月}
  获奖日期: {类型: 日期}
  登记日期: {类型: 日期}
  设备: {类型: 清单, 单项: {单价: {类型: 金额, 单位: 元}, 人数: {类型: 数量, 单位: 人}}}
措施:
  每满:
    标题: 一
    条款: 一
    条件: 今年 > 1 元
    扶持: {方式: 按实, 金额: 今年 每满 2 元 给 3 元, 保底: 1 元, 封顶: [去年 × 2, 7 元 - 1 元/人 × 人数]}
    享受年限: {最多: 2 个月, 已享受: 已补}
    依据: 甲
  超额:
    标题: 二
    条款: 一
    条件: 至少 2 项(今年 比 去年 增长 >= 50%, 人数 >= 3 人, 已补 < 2 个月)
    扶持: {方式: 按实, 金额: 今年 超出 2 元的部分 × 50%—100% + 2 元/人 × (人数 在 1 人—3 人 的部分)}
    依据: 甲
  增加:
    标题: 三
    条款: 一
    条件: 登记日期 在 获奖日期 起 2 天内
    扶持:
      方式: 按实
      金额: (今年 比 去年 增加) 按 1:2 配套
      分期: [{时: 甲, 付: 30%}, {时: 乙, 付: 70%}]
    依据: 甲
  逐年:
    标题: 四
    条款: 一
    条件: 登记日期 已满 881 天 且 符合“每满”
    扶持: {方式: 最高, 逐年: {年度: 年度, 各年: [80%, 80%, 50%], 基数: 今年 每 2 元 不足也算 给 3 元}, 保底: 1 元}
    依据: 甲
  设备:
    标题: 五
    条款: 一
    条件: 合计(设备, 单价 >= 2 元, 单价) >= 3 元
    扶持: {方式: 一事一议, 封顶: "就高(合计(设备, 人数 >= 1 人, 就低(单价 × 50%, 2 元)), 2 元)"}
    受益人: 甲
    依据: 甲
"""


@pytest.fixture(scope="module")
def constructs(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    folder: Path = tmp_path_factory.mktemp("constructs")
    return load(folder, HEAD + RULES, "一、甲。")


def _inside(wide: Money, narrow: Money) -> bool:
    below = wide.high is None or (narrow.high is not None and narrow.high <= wide.high)
    return wide.low <= narrow.low and below


@relaxed
@given(data=st.data())
def test_no_completion_falls_outside_the_bounds(constructs: Policy, data: st.DataObject) -> None:
    laws.no_completion_falls_outside_the_bounds(constructs, data)


@relaxed
@given(data=st.data())
def test_narrowing_never_widens_an_answer(constructs: Policy, data: st.DataObject) -> None:
    laws.narrowing_never_widens_an_answer(constructs, data)


@relaxed
@given(data=st.data())
def test_sums_hold_every_completion_of_what_is_granted(
    constructs: Policy, data: st.DataObject
) -> None:
    """Where nothing is open but numbers, the bounds of the sum hold that of the whole truth."""
    truth = data.draw(truths(constructs))
    part = evaluate(constructs, data.draw(tellings(constructs, truth)), ON)
    whole = evaluate(constructs, exactly(constructs, truth), ON)
    if all(result.status is not Status.UNDETERMINED for result in part.measures):
        assert _inside(part.total, whole.total)
    assert combined_total([whole]) == whole.total
    assert whole.total.high is not None
    assert whole.total.high <= 9


@relaxed
@given(data=st.data(), seed=st.integers())
def test_the_order_of_facts_does_not_matter(
    constructs: Policy, data: st.DataObject, seed: int
) -> None:
    told = data.draw(tellings(constructs, data.draw(truths(constructs))))
    names = list(told)
    random.Random(seed).shuffle(names)
    assert _said(evaluate(constructs, told, ON)) == _said(
        evaluate(constructs, {name: told[name] for name in names}, ON)
    )


def _said(assessment: Assessment) -> list[object]:
    results = [
        (r.status, r.amount, r.missing, r.terms, r.schedule, r.window) for r in assessment.measures
    ]
    return [*results, assessment.total, assessment.questions]


@relaxed
@given(data=st.data())
def test_what_is_not_missing_cannot_change_its_measure(
    constructs: Policy, data: st.DataObject
) -> None:
    laws.what_is_not_missing_cannot_change_its_measure(constructs, data)


@relaxed
@given(data=st.data())
def test_instalments_make_up_the_whole(constructs: Policy, data: st.DataObject) -> None:
    result = evaluate(
        constructs, data.draw(tellings(constructs, data.draw(truths(constructs)))), ON
    )
    money = result.result("增加")
    if money.amount is not None:
        parts = [part for _, part in money.schedule]
        assert sum(part.low for part in parts) == money.amount.low
