"""Clauses of documents numbered in any way, and what their labels are read out as."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_engine import PackError, Policy, SourceText, check_grounding, load_policy
from tests.policy_engine.small_pack import HEAD, load

ARTICLES = """某区扶持办法
第一章 总则
第一条 为了促进发展，制定本办法。
第二条 本办法所称企业，是指下列企业：
（一）本区注册的；
（二）上年纳税的。
第十条规定的除外，不在此列。
第二章 扶持
第三条 对企业给予奖励。奖励10万元。
本条所称奖励，含税前。
第三条之一 对人才给予补助。
第十条 本办法由区政府解释。
附件：申报表"""
LISTS = """一、支持范围
本区企业。
二、支持内容
（一）租金补贴
1. 每平方米补10元；
2. 最多补
①一年；
②不超过100平方米。
（二）装修补贴
按实补50%。
三、附则
自发布之日起施行。"""
HEADINGS = """一、政策支持
第1条设立资金。
二、支持范围
(一)投资奖励
第2条 投资1000万元以上的，给予奖励。
(二)绩效奖励
第3条按第2条执行。"""


def _labels(text: str) -> list[str]:
    return [part.label for clause in SourceText(text).tree for part in clause.walk()]


def test_articles_with_chapters_paragraphs_and_a_reference() -> None:
    source = SourceText(ARTICLES)
    assert _labels(ARTICLES) == [
        "前言", "第一章", "第一条", "第二条", "第二条（一）", "第二条（二）", "第二章", "第三条",
        "第三条之一", "第十条",
    ]  # fmt: skip
    second = source.clause("第二条")
    assert second is not None
    assert second.text.endswith("第十条规定的除外，不在此列。")
    assert source.clauses["第三条"].endswith("本条所称奖励，含税前。")
    assert source.clauses["第一章"] == "第一章 总则"


def test_lists_within_lists() -> None:
    assert _labels(LISTS) == [
        "一", "二", "二（一）", "二（一）1", "二（一）2", "二（一）2①", "二（一）2②", "二（二）", "三",
    ]  # fmt: skip
    part = SourceText(LISTS).clause("二(二)")
    assert part is not None
    assert part.text == "（二）装修补贴\n按实补50%。"
    assert "附则" not in SourceText(LISTS).clauses  # its clauses are of several paragraphs


def test_headings_over_articles_count_no_clauses() -> None:
    source = SourceText(HEADINGS)
    assert list(source.clauses) == ["一", "第1条", "二", "二（一）", "第2条", "二（二）", "第3条"]
    assert source.main_clause("第2条") == "第2条"
    assert [source.clause_name(label) for label in ("一", "第2条")] == ["一", "第2条"]


@pytest.mark.parametrize(
    ("text", "label", "name"),
    [
        ("一、甲。\n八、乙。", "八", "第八条"),
        ("一、甲。\n十一、乙。\n自发布之日起施行。", "附则", "附则"),
        (ARTICLES, "第十条", "第十条"),
        (ARTICLES, "第三条之一", "第三条之一"),
        (LISTS, "二（一）", "二（一）"),
        (LISTS, "二（一）2①", "二（一）2①"),
        ("1. 甲。\n2．乙。", "2", "2"),
        ("8. 甲\n8.1 乙", "8.1", "8.1"),
        ("（1）甲。\n（2）乙。", "（2）", "（2）"),
        ("①甲。\n②乙。", "②", "②"),
        ("一、甲。", "A-2", "A-2"),
    ],
)
def test_how_a_clause_is_read_out(text: str, label: str, name: str) -> None:
    assert SourceText(text).clause_name(label) == name


def test_the_clauses_of_the_shipped_pack(policy: Policy) -> None:
    assert list(policy.source.clauses) == ["前言", *"一二三四五六七八九", "附则"]
    assert policy.measures["8.1"].clause_name == policy.clause_name("八") == "第八条"


@pytest.mark.parametrize("words", ["8", "八", "第八条", "第 8 条", "第八"])
def test_what_a_person_means(policy: Policy, words: str) -> None:
    clause = policy.source.meant(words)
    assert clause is not None
    assert clause.label == "八"
    assert policy.source.meant("十二") is None


@pytest.mark.parametrize(
    ("words", "label"), [("2", "第二条"), ("第二条(二)", "第二条（二）"), ("第10条", "第十条")]
)
def test_what_a_person_means_among_articles(words: str, label: str) -> None:
    clause = SourceText(ARTICLES).meant(words)
    assert clause is not None
    assert clause.label == label


_PARAGRAPHS = st.sampled_from(
    ["甲方。", "一、甲", "二、乙", "（一）丙", "(二)丁", "1. 戊", "2、己", "（1）庚", "①辛", "第一条 壬",
     "第二条癸", "第五条", "第一章 总则", "第一节 子", "8.1 丑", "2023年12月21日", "1.5万元以上", "（2023）"]
)  # fmt: skip


@given(st.lists(_PARAGRAPHS, max_size=12, unique=True))
def test_no_paragraph_is_lost(paragraphs: list[str]) -> None:
    source = SourceText("\n".join(paragraphs))
    assert sorted("\n".join(source.clauses.values()).split("\n")) == sorted(paragraphs or [""])


FACTS = """事实:
  企业: {类型: 是否}
  租金: {类型: 金额, 单位: 元}
"""
MEASURE = """  {id}:
    标题: 补贴
    条款: {clause}
    条件: 企业
    扶持: {{方式: 未规定}}
    依据: {quote}
"""


@pytest.mark.parametrize(
    ("text", "measure", "clause", "quote", "name"),
    [
        (ARTICLES, "第十一条之一", "第三条之一", "对人才给予补助", "第三条之一"),
        (ARTICLES, "8.10", "第二条(一)", "本区注册的", "第二条（一）"),
        (LISTS, "A-2", "二（二）", "按实补50%", "二（二）"),
        ("1. 对企业给予补贴。", "1", "1", "对企业给予补贴", "1"),
        ("8. 总则\n8.1 对企业给予补贴。", "2", "8.1", "对企业给予补贴", "8.1"),
    ],
)
def test_ids_and_labels_have_any_shape(
    tmp_path: Path, text: str, measure: str, clause: str, quote: str, name: str
) -> None:
    rules = HEAD + FACTS + "措施:\n" + MEASURE.format(id=measure, clause=clause, quote=quote)
    (found,) = load(tmp_path, rules, text).measures.values()
    assert (found.id, found.clause_name) == (measure, name)


def test_a_pack_may_name_its_clauses(tmp_path: Path) -> None:
    text = "关于补贴的通知\n企业租赁场地的，给予补贴。\n企业装修的，不补。\n联系人：略"
    rules = f"""{HEAD}{FACTS}
分条: {{A-1: 企业租赁场地的, A-2: 企业装修, 落款: 联系人}}
措施:
{MEASURE.format(id="租", clause="A-1", quote="给予补贴")}
无措施条款: [前言, A-2, 落款]
"""
    policy = load(tmp_path, rules, text)
    assert policy.source.clauses["A-2"] == "企业装修的，不补。"
    assert policy.measures["租"].clause_name == "A-1"
    with pytest.raises(PackError, match="原文没有以“企业搬家”开头的段落"):
        load(tmp_path, rules.replace("企业装修,", "企业搬家,"), text)


def test_a_clause_may_be_covered_part_by_part(tmp_path: Path) -> None:
    rules = f"""{HEAD}{FACTS}
措施:
{MEASURE.format(id="1", clause="二（一）1", quote="每平方米补10元")}
{MEASURE.format(id="2", clause="二（二）", quote="按实补50%")}
无措施条款: [一, 二（一）2①]
"""
    policy = load(tmp_path, rules, LISTS)
    missing = [f.where for f in check_grounding(policy).findings if "没有措施" in f.problem]
    assert missing == ["原文二（一）2②", "原文第三条"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("一、甲。", "原文没有第五条，现有：一"),
        ("第一条 甲。", "原文没有“五”，现有：第一条"),
    ],
)
def test_an_unknown_clause_names_those_there_are(tmp_path: Path, text: str, complaint: str) -> None:
    rules = HEAD + FACTS + "措施:\n" + MEASURE.format(id=1, clause="五", quote="甲")
    with pytest.raises(PackError, match=complaint):
        load(tmp_path, rules, text)


def test_a_whole_pack_loads_with_bare_ids(tmp_path: Path) -> None:
    """8.10 is no number, and 11 may be a label."""
    rules = HEAD + FACTS + "措施:\n" + MEASURE.format(id="8.10", clause=11, quote="甲")
    load(tmp_path, rules, "\n".join(f"{n}. 甲" for n in range(1, 12)))
    assert list(load_policy(tmp_path).measures) == ["8.10"]
