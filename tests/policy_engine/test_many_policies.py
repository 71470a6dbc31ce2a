"""Several policies answer together: facts in common, ids, sums, what narrows, what hands over."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from policy_engine import (
    Assessment,
    FactError,
    FactValue,
    Interval,
    JoinedPolicy,
    Money,
    OneOf,
    PackError,
    Policy,
    Quantity,
    Status,
    TermKind,
    evaluate,
    load_policies,
    load_policy,
    unit_of,
)
from tests.many_packs import ALL_SEVEN, SHAOYANG, YUNXI, generated, small_pack, together

ON = date(2026, 6, 1)
FIXED = "{方式: 定额, 金额: 1 万元}"
STAFF = "职工数: {类型: 数量, 单位: 人, 问: 有多少职工？}"


def people(number: int) -> Quantity:
    return Quantity(Interval.exactly(number), unit_of("人"))


def pair(folder: Path, first: str, second: str, rule: str, **more: str) -> Policy:
    """Two packs of one measure, 1, of which each has a fact of its own writing."""
    packs = [
        small_pack(folder, name, facts=facts, measures={"1": rule}, **more)
        for name, facts in (("甲策", first), ("乙策", second))
    ]
    return together(*packs)


# -- one policy stays what it was ------------------------------------------------------------------


def test_one_folder_is_that_policy_alone() -> None:
    alone = load_policies([SHAOYANG])
    assert not isinstance(alone, JoinedPolicy)
    assert not alone.answers_together
    assert [m.key for m in alone.measures.values()] == list(alone.measures)


def test_each_policy_comes_to_what_it_comes_to_alone(tmp_path: Path) -> None:
    both = together(SHAOYANG, YUNXI)
    told: Mapping[str, FactValue] = {
        "经营民宿": True,
        "床位": Quantity(Interval.exactly(20), unit_of("张")),
        "跨境电商企业": True,
        "当年新增实际交易额": Quantity(Interval.exactly(5_000_000), unit_of("USD")),
    }
    found = evaluate(both, told, ON)
    for folder in (SHAOYANG, YUNXI):
        alone = load_policy(folder)
        own = {name: value for name, value in told.items() if name in alone.facts}
        for result in evaluate(alone, own, ON).measures:
            here = found.result(result.measure.id)
            assert (here.status, here.amount, here.missing) == (
                result.status, result.amount, result.missing,
            )  # fmt: skip


# -- facts -----------------------------------------------------------------------------------------


def test_a_fact_of_one_name_that_is_asked_alike_is_one_fact(tmp_path: Path) -> None:
    both = pair(tmp_path, STAFF, STAFF, f"职工数 >= 5 人 → {FIXED}")
    assert list(both.facts).count("职工数") == 1
    found = evaluate(both, {"职工数": people(6)}, ON)
    assert [r.status for r in found.measures] == [Status.ELIGIBLE, Status.ELIGIBLE]
    assert [q.facts for q in evaluate(both, {}, ON).questions] == [("职工数",)]


def test_one_name_for_different_things_is_written_with_the_policy(tmp_path: Path) -> None:
    other = "职工数: {类型: 数量, 单位: 人, 问: 今年新招了多少人？}"
    both = pair(tmp_path, STAFF, other, f"职工数 >= 5 人 → {FIXED}")
    assert [name for name in both.facts if "职工数" in name] == ["甲策/职工数", "乙策/职工数"]
    found = evaluate(both, {"乙策/职工数": people(6)}, ON)
    assert [r.status for r in found.measures] == [Status.UNDETERMINED, Status.ELIGIBLE]
    with pytest.raises(FactError, match="请写成“甲策/职工数”或“乙策/职工数”"):
        both.definition("职工数")


def test_a_pack_calls_a_common_fact_by_a_name_of_its_own(tmp_path: Path) -> None:
    """共用: the name in the dictionary of all packs."""
    own = "员工: {类型: 数量, 单位: 人, 共用: 参保职工人数}"
    common = "参保职工人数: {类型: 数量, 单位: 人}"
    packs = [
        small_pack(tmp_path, "甲策", facts=own, measures={"1": f"员工 >= 5 人 → {FIXED}"}),
        small_pack(
            tmp_path, "乙策", facts=common, measures={"1": f"参保职工人数 >= 9 人 → {FIXED}"}
        ),
    ]
    found = evaluate(together(*packs), {"参保职工人数": people(6)}, ON)
    assert [r.status for r in found.measures] == [Status.ELIGIBLE, Status.INELIGIBLE]
    assert load_policy(packs[0]).facts["员工"].name == "员工"


def test_policy_and_name_may_always_be_written(tmp_path: Path) -> None:
    both = pair(tmp_path, STAFF, STAFF, f"职工数 >= 5 人 → {FIXED}")
    assert both.definition("乙策/职工数").name == "职工数"


# -- measures --------------------------------------------------------------------------------------


def test_an_id_that_several_have_is_written_with_the_policy(tmp_path: Path) -> None:
    both = pair(tmp_path, STAFF, STAFF, f"职工数 >= 5 人 → {FIXED}")
    assert list(both.measures) == ["甲策/1", "乙策/1"]
    assert both.measure("乙策/1").id == "1"
    with pytest.raises(FactError, match="请写成“甲策/1”或“乙策/1”"):
        both.measure("1")


def test_an_id_that_one_has_needs_no_policy() -> None:
    both = together(SHAOYANG, YUNXI)
    assert both.measure("8.1") is both.measure("SYCR-2023-01014/8.1")


def test_two_packs_of_one_id_are_refused(tmp_path: Path) -> None:
    copy = shutil.copytree(YUNXI, tmp_path / "云溪")
    with pytest.raises(PackError, match="编号“云溪-2026-007”"):
        together(YUNXI, copy)


# -- sums ------------------------------------------------------------------------------------------


def test_what_two_policies_pay_for_one_purpose_is_counted_once(tmp_path: Path) -> None:
    """从优但不重复, by 用途 in both packs."""
    both = pair(tmp_path, STAFF, STAFF, f"职工数 >= 5 人 → {FIXED}", purpose="用工")
    found = evaluate(both, {"职工数": people(6)}, ON)
    assert found.total == Money(Decimal(10_000), Decimal(10_000))
    assert [(t.kind, t.text) for t in found.measures[0].terms] == [
        (TermKind.EITHER, "乙策·乙策奖励1")
    ]


def test_the_file_between_packs_declares_what_is_not_paid_twice(tmp_path: Path) -> None:
    text = "从优不重复: [{名: 用工, 措施: [甲策/1, 乙策/1]}]"
    (tmp_path / "共用.yml").write_text(text, "utf-8")
    both = pair(tmp_path, STAFF, STAFF, f"职工数 >= 5 人 → {FIXED}")
    total = evaluate(both, {"职工数": people(6)}, ON).total
    assert total == Money(Decimal(10_000), Decimal(10_000))


def test_other_purposes_add_up(tmp_path: Path) -> None:
    both = pair(tmp_path, STAFF, STAFF, f"职工数 >= 5 人 → {FIXED}")
    total = evaluate(both, {"职工数": people(6)}, ON).total
    assert total == Money(Decimal(20_000), Decimal(20_000))


# -- in force --------------------------------------------------------------------------------------


def test_each_policy_is_in_force_by_its_own_dates(tmp_path: Path) -> None:
    packs = [
        small_pack(tmp_path, name, facts=STAFF, measures={"1": f"职工数 >= 5 人 → {FIXED}"}, **more)
        for name, more in (
            ("旧策", {"last_day": "2025-12-31"}),
            ("新策", {"issued": "2026-01-01", "more": "接替: 旧策"}),
        )
    ]
    both = together(*packs)
    assert isinstance(both, JoinedPolicy)
    found = evaluate(both, {"职工数": people(6)}, ON)
    assert [r.status for r in found.measures] == [Status.EXPIRED, Status.ELIGIBLE]
    assert found.in_force
    assert found.total == Money(Decimal(10_000), Decimal(10_000))
    old, new = both.members
    assert both.successor(old, ON) is new
    assert both.successor(old, date(2025, 6, 1)) is None


# -- what narrows ----------------------------------------------------------------------------------


def in_places(folder: Path) -> Policy:
    return together(
        *(
            small_pack(
                folder, f"{place}策", facts=f"在{place}办厂: {{类型: 是否, 身份: true}}",
                measures={"1": f"在{place}办厂 → {FIXED}"}, region=place,
            )
            for place in ("甲县", "乙县")
        )
    )  # fmt: skip


def questions(assessment: Assessment) -> list[tuple[str, ...]]:
    return [question.facts for question in assessment.questions]


def test_the_place_is_asked_first_where_policies_are_of_different_places(tmp_path: Path) -> None:
    both = in_places(tmp_path)
    assert questions(evaluate(both, {}, ON))[0] == ("所在地区",)


def test_a_place_sets_aside_what_is_of_another(tmp_path: Path) -> None:
    both = in_places(tmp_path)
    found = evaluate(both, {"所在地区": OneOf(("甲县",)), "在乙县办厂": True}, ON)
    assert [r.status for r in found.measures] == [Status.UNDETERMINED, Status.INELIGIBLE]
    assert found.measures[1].notes == ("这份文件只适用于乙县。",)
    assert questions(found) == [("在甲县办厂",)]


def test_an_unknown_place_rules_nothing_out(tmp_path: Path) -> None:
    both = in_places(tmp_path)
    found = evaluate(both, {"在乙县办厂": True}, ON)
    assert found.measures[1].status is Status.ELIGIBLE


def test_a_larger_place_holds_the_smaller_one() -> None:
    all_seven = together(*ALL_SEVEN)
    told = {"所在地区": OneOf(("天河区",))}
    found = evaluate(all_seven, told, ON)
    aside = {r.policy.region for r in found.measures if r.status is Status.INELIGIBLE}
    assert not aside & {"天河区", "广州市"}
    assert {"云溪县", "邵阳市"} <= aside


def test_what_is_being_talked_of_is_finished_first(tmp_path: Path) -> None:
    both = in_places(tmp_path)
    found = evaluate(both, {}, ON, focus=("乙县策/1",))
    assert questions(found)[0] == ("在乙县办厂",)


def test_the_kind_of_applicant_sets_aside_as_well(tmp_path: Path) -> None:
    packs = [
        small_pack(
            tmp_path, f"{who}策", facts=STAFF, measures={"1": f"职工数 >= 5 人 → {FIXED}"},
            more=f"申请人: {who}",
        )
        for who in ("企业", "个人")
    ]  # fmt: skip
    both = together(*packs)
    assert questions(evaluate(both, {}, ON))[0] == ("申请人",)
    found = evaluate(both, {"申请人": OneOf(("个人",)), "职工数": people(6)}, ON)
    assert [r.status for r in found.measures] == [Status.INELIGIBLE, Status.ELIGIBLE]


def test_many_roles_are_never_listed_at_once(tmp_path: Path) -> None:
    """With 30 packs: first the place, then the business, then the roles of what was chosen."""
    many = together(*generated(tmp_path, 30))
    told: dict[str, FactValue] = {}
    first, second, *_ = questions(evaluate(many, told, ON))
    assert (first, second) == (("所在地区",), ("主要做的事",))
    assert all(len(facts) <= 16 for facts in questions(evaluate(many, told, ON)))
    told["主要做的事"] = OneOf(("茶叶产业扶持",))
    asked = questions(evaluate(many, told, ON))
    assert ("茶叶企业", "茶叶合作社") in asked
    assert not any("民宿企业" in facts for facts in asked)


def test_the_question_that_decides_in_most_measures_comes_first(tmp_path: Path) -> None:
    facts = f"{STAFF}\n自有面积: {{类型: 面积, 单位: 平方米}}"
    packs = [
        small_pack(
            tmp_path, name, facts=facts,
            measures={"1": f"[自有面积 >= 9 平方米, 职工数 >= 5 人] → {FIXED}", "2": f"职工数 >= 9 人 → {FIXED}"},
        )
        for name in ("甲策", "乙策")
    ]  # fmt: skip
    assert questions(evaluate(together(*packs), {}, ON))[0] == ("职工数",)


# -- loading ---------------------------------------------------------------------------------------


def test_a_pack_is_compiled_once_and_anew_when_it_changes(tmp_path: Path) -> None:
    packs, kept = generated(tmp_path, 3), tmp_path / "cache"
    load_policies(packs, kept)
    files = {file: file.stat().st_mtime_ns for file in kept.rglob("*.pickle")}
    assert len(files) == 3
    rules = packs[0] / "政策.yml"
    rules.write_text(rules.read_text("utf-8").replace("金额: 5 万元", "金额: 6 万元"), "utf-8")
    again = load_policies(packs, kept)
    assert again.measures["试-000/2"].benefit.amount is not None
    assert again.measures["试-000/2"].benefit.amount.text == "6 万元"
    assert {f: f.stat().st_mtime_ns for f in kept.rglob("*.pickle") if f in files} == files
