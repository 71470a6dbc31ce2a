"""Laws of evaluation for percentages, dates, named values, lists and facts against facts.

An enterprise is drawn whole; what it tells is drawn around the truth. Whatever is said
from the part must hold for the whole.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_engine import (
    Assessment,
    FactValue,
    Interval,
    ItemList,
    OneOf,
    Policy,
    evaluate,
)
from policy_engine.expression import Atom, Known, KnownItems, World
from tests.policy_engine import laws
from tests.policy_engine.small_pack import HEAD, ON, load
from tests.policy_engine.typed_enterprises import exactly, relaxed, tellings, truths

FACTS = """事实:
  持股比例: {类型: 百分比}
  注册日期: {类型: 日期}
  级别: {类型: 类别, 可选: [国家级, 省级, 市级]}
  注册地: {类型: 地区}
  今年家数: {类型: 数量, 单位: 家}
  去年家数: {类型: 数量, 单位: 家}
  门店:
    类型: 清单
    单项:
      面积: {类型: 面积, 单位: 平方米}
      级别: {类型: 类别, 可选: [国家级, 省级, 市级]}
      自营: {类型: 是否}
"""
MEASURES = """措施:
  名称:
    标题: 一
    条款: 一
    条件: 级别 >= 省级 且 非 注册地 属于 天河区
    扶持: {方式: 定额, 取高: [{当: 级别 = 国家级, 金额: 30 万元}, {当: 注册地 = 越秀区, 金额: 10 万元}]}
    依据: 甲
  数字:
    标题: 二
    条款: 一
    条件: 持股比例 >= 25% 或 注册日期 >= 2023-01-02 且 注册日期 < 2023-01-05
    扶持: {方式: 按实, 金额: 100 元 × 持股比例}
    依据: 甲
  比较:
    标题: 三
    条款: 一
    条件: 今年家数 > 去年家数
    扶持: {方式: 定额, 取高或累加: [{当: 今年家数 >= 去年家数 × 150%, 金额: 3 元}, {当: 去年家数 >= 2 家, 金额: 2 元}]}
    依据: 甲
  清单:
    标题: 四
    条款: 一
    条件: 个数(门店, 面积 >= 100 平方米 且 级别 >= 省级) >= 1 且 个数(门店) <= 3
    扶持: {方式: 按量, 金额: 10 元/个 × 个数(门店， 自营 或 面积 > 150 平方米), 封顶: 20 元}
    依据: 甲
"""


@pytest.fixture(scope="module")
def types(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    folder: Path = tmp_path_factory.mktemp("types")
    return load(folder, HEAD + FACTS + MEASURES, "一、甲。")


# -- laws ----------------------------------------------------------------------------------


def _said(assessment: Assessment) -> list[tuple[object, ...]]:
    results = [(r.status, r.amount, r.missing, r.notes) for r in assessment.measures]
    return [*results, assessment.questions]


@relaxed
@given(data=st.data())
def test_no_completion_falls_outside_the_bounds(types: Policy, data: st.DataObject) -> None:
    laws.no_completion_falls_outside_the_bounds(types, data)


@relaxed
@given(data=st.data())
def test_narrowing_never_widens_an_answer(types: Policy, data: st.DataObject) -> None:
    laws.narrowing_never_widens_an_answer(types, data)


@relaxed
@given(data=st.data())
def test_truth_is_monotone(types: Policy, data: st.DataObject) -> None:
    """A condition that is decided by part of the truth is not decided otherwise by more."""
    truth = data.draw(truths(types))
    some, whole = data.draw(tellings(types, truth)), exactly(types, truth)
    less, more = types.world(some), types.world(whole)
    for measure in types.measures.values():
        for condition in (measure.eligibility, *measure.eligibility.atoms()):
            verdict = condition.truth(more)
            assert verdict is not None
            assert condition.truth(less) in (None, verdict)


@relaxed
@given(data=st.data())
def test_a_split_decides_and_loses_nothing(types: Policy, data: st.DataObject) -> None:
    truth = data.draw(truths(types))
    world, whole = (
        types.world(data.draw(tellings(types, truth))),
        types.world(exactly(types, truth)),
    )
    for measure in types.measures.values():
        for atom in measure.eligibility.atoms():
            if atom.truth(world) is None:
                parts = list(atom.split(world[atom.variable]))
                assert all(_decides(atom, world, part) for part in parts)
                assert any(_is_in(whole[atom.variable], part) for part in parts)


def _decides(atom: Atom, world: World, part: Known) -> bool:
    return atom.truth({**world, atom.variable: part}) is not None


def _is_in(known: object, part: object) -> bool:
    if isinstance(known, Interval) and isinstance(part, Interval):
        return part.contains(known)
    assert isinstance(known, OneOf)
    assert isinstance(part, OneOf)
    return set(known.values) <= set(part.values)


@relaxed
@given(data=st.data(), seed=st.integers())
def test_neither_the_order_of_facts_nor_that_of_items_matters(
    types: Policy, data: st.DataObject, seed: int
) -> None:
    told = data.draw(tellings(types, data.draw(truths(types))))
    dice, names = random.Random(seed), list(told)
    dice.shuffle(names)
    shuffled = {name: _shuffled(told[name], dice) for name in names}
    assert _said(evaluate(types, told, ON)) == _said(evaluate(types, shuffled, ON))


def _shuffled(value: FactValue, dice: random.Random) -> FactValue:
    if isinstance(value, ItemList):
        items = list(value.items)
        dice.shuffle(items)
        return ItemList(tuple(items), value.complete)
    if isinstance(value, OneOf):
        return OneOf(tuple(dice.sample(value.values, len(value.values))))
    return value


@relaxed
@given(data=st.data())
def test_counts_hold_every_completion(types: Policy, data: st.DataObject) -> None:
    """However the open facts turn out and whatever is not told of, the count was foreseen."""
    truth = data.draw(truths(types))
    told = data.draw(tellings(types, truth))
    less, more = types.world(told), types.world(exactly(types, truth))
    for derived in types.derived:
        wide, narrow = less[derived.variable], more[derived.variable]
        assert isinstance(wide, Interval)
        assert isinstance(narrow, Interval)
        assert narrow.is_exact
        assert wide.contains(narrow)


@relaxed
@given(data=st.data())
def test_a_count_counts(types: Policy, data: st.DataObject) -> None:
    truth = data.draw(truths(types))
    world = types.world(exactly(types, truth))
    stores = truth["门店"]
    large = [s for s in stores if s["面积"] >= 100 and s["级别"] in ("国家级", "省级")]
    assert isinstance(world["门店"], KnownItems)
    assert world["个数(门店,面积>=100平方米且级别>=省级)"] == Interval.exactly(len(large))
    assert world["个数(门店)"] == Interval.exactly(len(stores))


@relaxed
@given(data=st.data())
def test_what_is_not_missing_cannot_change_its_measure(types: Policy, data: st.DataObject) -> None:
    laws.what_is_not_missing_cannot_change_its_measure(types, data)
