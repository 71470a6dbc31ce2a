"""Each sentence of a text is told for what it is, and a pack may say otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from policy_engine import PackError, SentenceKind, SourceText, installed_packs, load_policy
from policy_engine.sentences import sentences_of
from tests.policy_engine.small_pack import HEAD, MEASURE, NO_AMOUNT, load

TEXT = """松岭区扶持办法
一、支持建设。对新建企业，给予10万元奖励；对扩建企业，按投资额的5%给予补助。
二、本办法所称企业，是指本区注册的企业。
三、申报。申请人向区商务局提交申请材料。经审核后拨付资金。
四、所需资金由区财政统筹安排。本办法自发布之日起施行，有效期三年。"""


def test_sentences_are_told_apart() -> None:
    kinds = [(s.place, str(s.kind)) for s in sentences_of(SourceText(TEXT))]
    assert kinds == [
        ("前言", "其他"), ("一", "其他"), ("一", "规则"), ("一", "规则"), ("二", "定义"), ("三", "其他"),
        ("三", "程序"), ("三", "程序"), ("四", "程序"), ("四", "效力"),
    ]  # fmt: skip


RULES = HEAD + "事实: {获奖: {类型: 是否}}\n" + MEASURE.format(
    condition="获奖", benefit=NO_AMOUNT, quote="对新建企业，给予10万元奖励"
)  # fmt: skip


def test_a_pack_says_what_a_sentence_is_for(tmp_path: Path) -> None:
    more = "句类: [{条款: 三, 原文: 经审核后拨付资金, 是: 规则}]\n"
    policy = load(tmp_path, RULES + more, TEXT)
    assert SentenceKind.RULE in [s.kind for s in policy.sentences if s.place == "三"]


def test_a_sentence_that_is_not_there_is_told(tmp_path: Path) -> None:
    more = "句类: [{条款: 二, 原文: 经审核后拨付资金, 是: 规则}]\n"
    with pytest.raises(PackError, match="原文第二条里没有这句话"):
        load(tmp_path, RULES + more, TEXT)


def test_rules_of_real_documents_are_seen() -> None:
    """Sentences that the finished packs quote for a sum of money are rules."""
    documents = Path(__file__).parents[1] / "documents"
    missed = total = 0
    for folder in (*documents.iterdir(), *installed_packs().values()):
        policy = load_policy(folder)
        rules = [s.text for s in policy.sentences if s.kind is SentenceKind.RULE]
        quotes = [q for m in policy.measures.values() if m.benefit.amounts() for q in m.quotes]
        total += len(quotes)
        missed += sum(not any(_shared(rule, quote) for rule in rules) for quote in quotes)
    assert missed <= total * 0.15


def _shared(rule: str, quote: str) -> bool:
    core = "".join(quote.split())
    plain = "".join(rule.split())
    return plain.rstrip("；。") in core or core.rstrip("；。") in plain or plain[-16:-1] in core
