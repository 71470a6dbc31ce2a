"""A draft of a pack from an official document: what it finds, what it leaves open, what it refuses."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policy_engine import (
    Document,
    Draft,
    Policy,
    PolicyError,
    check_grounding,
    draft_of,
    load_policy,
    write_draft,
)
from tests.documents_drafted import DOCUMENTS, INSTALLED, KINDS, TODAY, score
from tests.policy_engine.official_style import UNSEEN

HEAD = ["松岭区扶持办法", "松政办发〔2026〕3号", "松岭区人民政府办公室", "2026年1月1日"]


def _drafted(tmp_path: Path, *paragraphs: str) -> tuple[Draft, Policy]:
    draft = draft_of(Document((*HEAD, *paragraphs)), TODAY)
    write_draft(draft, tmp_path / "稿")
    return draft, load_policy(tmp_path / "稿")


def test_what_a_document_says_of_itself(tmp_path: Path) -> None:
    _, policy = _drafted(
        tmp_path, "一、对新建企业，给予10万元奖励。", "二、本办法自2026年2月1日起施行，有效期三年。"
    )
    assert (policy.id, policy.title) == ("松政办发-2026-3", "松岭区扶持办法")
    assert (policy.document_number, policy.issuer) == (
        "松政办发〔2026〕3号",
        "松岭区人民政府办公室",
    )
    assert policy.region == "松岭区"
    assert (policy.issued, policy.last_day) == (date(2026, 1, 1), date(2029, 1, 31))


@pytest.mark.parametrize(
    ("sentence", "conditions", "given"),
    [
        ("对用餐面积达到60平方米以上的企业，一次性补助3万元。", ["用餐面积 >= 60 平方米"], "金额: 3 万元"),
        ("对年产值超过5000万元的企业，按实际设备投资的8%—12%给予补助，最高不超过50万元。",
         ["年产值 > 5000 万元"], "金额: 实际设备投资 × 8%—12%\n      封顶: 50 万元"),
        ("对实习的青年，给予每人每月3000元实习补贴，补贴期限不超过6个月。", [], "3000 元/人/月 × "),
        ("对新认定为国家级、省级研发中心的，分别给予100万元、30万元奖励。", [], "= 省级, 金额: 30 万元}"),
        ("对新落户企业，前2年给予地方贡献80%的奖励，后3年给予地方贡献50%的奖励。", [],
         "各年: ['80%', '80%', '50%', '50%', '50%']"),
        ("年出口额每满100万元给予2万元奖励，最高不超过50万元。", [], "年出口额 每满 100 万元 给 2 万元"),
        ("设备投资300万元以上的，给予“一事一议”奖励。", ["设备投资 >= 300 万元"], "方式: 一事一议"),
        ("对符合规划的企业，优先安排用地。", [], "支持: [优先安排用地]"),
    ],
)  # fmt: skip
def test_a_sentence_becomes_a_measure(
    tmp_path: Path, sentence: str, conditions: list[str], given: str
) -> None:
    draft, policy = _drafted(tmp_path, f"一、{sentence}")
    (measure,) = policy.measures.values()
    assert given.replace("'", "") in draft.rules.replace("'", "")
    assert set(conditions) <= {part.text for part in measure.own_conditions}
    assert policy.source.find(measure.quotes[0])


def test_more_of_the_same_is_another_tier(tmp_path: Path) -> None:
    _, policy = _drafted(
        tmp_path, "一、用餐面积达到60平方米的，补助3万元；达到120平方米的，补助5万元。"
    )
    (measure,) = policy.measures.values()
    assert [tier.amount.text for tier in measure.benefit.tiers] == ["3 万元", "5 万元"]


def test_what_was_not_read_stands_at_its_place(tmp_path: Path) -> None:
    draft, _ = _drafted(
        tmp_path, "一、对首次上规的企业，给予20万元奖励，次年继续在库的再奖励10万元。"
    )
    lines = draft.rules.splitlines()
    place = next(n for n, line in enumerate(lines) if "10万元”没有写成规则" in line)
    assert lines[place].startswith("  # 待定：")
    assert lines[place + 1] == "  '1':"
    assert any("10万元" in decision for _, decision in draft.decisions)


def test_a_fact_that_another_pack_has_is_the_same_fact(tmp_path: Path, policy: Policy) -> None:
    known = next(d for d in policy.facts.values() if d.kind == "money" and d.name == d.label)
    draft, _ = _drafted(tmp_path, f"一、对{known.label}达到100万元的企业，给予2万元奖励。")
    assert f"与 {policy.id} 里的是同一件事" in draft.rules


def test_a_draft_is_not_green_before_somebody_has_looked_at_it(tmp_path: Path) -> None:
    _, policy = _drafted(tmp_path, "一、对新建企业，给予10万元奖励。")
    problems = [finding.problem for finding in check_grounding(policy).findings]
    assert any("处待定" in problem for problem in problems)
    assert "一个案例也没有" in problems


def test_it_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    draft, _ = _drafted(tmp_path, "一、对新建企业，给予10万元奖励。")
    with pytest.raises(PolicyError, match="已经有了"):
        write_draft(draft, tmp_path / "稿")
    with pytest.raises(PolicyError, match="没找到给钱"):
        draft_of(Document(("关于放假的通知", "各单位：", "国庆放假七天。")), TODAY)
    assert [each.name for each in tmp_path.iterdir()] == ["稿"]


@pytest.mark.parametrize(
    "folder", [*sorted(DOCUMENTS.iterdir()), *INSTALLED], ids=lambda folder: folder.name
)
def test_most_of_a_finished_pack_is_found(folder: Path) -> None:
    found = score(folder)
    wanted, got, both = (sum(found[kind][n] for kind in KINDS) for n in range(3))
    assert both >= wanted * 0.75
    assert both >= got * 0.85


def test_a_document_in_official_style_loads_and_says_what_is_open(tmp_path: Path) -> None:
    draft = draft_of(Document(tuple(UNSEEN.strip().splitlines())), TODAY)
    write_draft(draft, tmp_path / "稿")
    policy = load_policy(tmp_path / "稿")
    assert len(policy.measures) == 14
    assert (policy.issued, policy.last_day) == (date(2024, 3, 15), date(2026, 12, 31))
    told = [decision for _, decision in draft.decisions]
    assert any("补贴面积不超过5000平方米" in each for each in told)
    assert any("2个百分点" in each for each in told)


PIECES = st.sampled_from(
    [
        piece + mark
        for line in UNSEEN.splitlines()
        for piece in line.split("，")
        for mark in "，。；"
    ]
)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(PIECES, min_size=1, max_size=7).map("".join), min_size=1, max_size=4))
def test_whatever_is_drafted_loads(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    paragraphs = [f"{'一二三四'[n]}、{line}" for n, line in enumerate(lines)]
    try:
        draft = draft_of(Document((*HEAD, *paragraphs)), TODAY)
    except PolicyError:  # nothing is given
        return
    folder = tmp_path_factory.mktemp("稿") / "稿"
    write_draft(draft, folder)
    assert load_policy(folder).measures
