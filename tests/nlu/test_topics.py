"""Which measure is talked of: by its number in any shape, its words, its text; no policy is known."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from nlu import Context, Understanding, load_understanding
from nlu.labels import Labels, levels
from nlu.outline import MeasureOutline
from nlu.quantities import scan
from policy_engine import load_policy

CONTEXT = Context(date(2025, 6, 1))
LABELS = Labels(
    {
        "8.1": MeasureOutline("平台扶持", "八", ()),
        "8.2": MeasureOutline("平台服务费补贴", "八", ()),
        "A-2": MeasureOutline("展会补贴", "第十一条", ()),
        "三（二）": MeasureOutline("房租补贴", "第三条", ()),
        "1": MeasureOutline("稳岗返还", "第二条", ()),
        "五-（三）-2": MeasureOutline("认定奖励", "第五条", ()),
    }
)


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("第八条讲的什么", {"8.1", "8.2"}),
        ("第8条讲的什么", {"8.1", "8.2"}),
        ("8.1怎么申请", {"8.1"}),
        ("a-2要什么条件", {"A-2"}),
        ("第十一条和第11条", {"A-2"}),
        ("三(二)能补多少", {"三（二）"}),
        ("第三条第二款能补多少", {"三（二）"}),
        ("第三条(二)项能补多少", {"三（二）"}),
        ("第五条第三款第2项", {"五-（三）-2"}),
        ("第一条", set()),
        ("第二条", {"1"}),
        ("给1家补1万", set()),
        ("成交额8.1亿", set()),
        ("18.1和8.11", set()),
        ("第八年", set()),
        ("BA-2型", set()),
        ("第二十八条", set()),
        ("", set()),
    ],
)
def test_labels_of_any_shape(text: str, measures: set[str]) -> None:
    assert LABELS.named(text, scan(text)) == measures


@pytest.mark.parametrize(
    ("label", "numbers"),
    [
        ("八", (8,)),
        ("第二十一条", (21,)),
        ("一百零三", (103,)),
        ("①", (1,)),
        ("附则", ()),
        ("", ()),
    ],
)
def test_the_numbers_of_a_label(label: str, numbers: tuple[int, ...]) -> None:
    assert levels(label) == numbers


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("海外仓能补多少", ("5.1",)),
        ("给平台交的服务费补不补", ("8.2",)),
        ("平台建设扶持要什么条件", ("8.1",)),
        ("运费和报关费都补吗", ("2.1", "2.2")),
        ("第八条", ("8.1", "8.2")),
        ("谢谢", ()),
        ("今天天气不错", ()),
    ],
)
def test_topics_of_the_shipped_policy(
    understanding: Understanding, text: str, topics: tuple[str, ...]
) -> None:
    assert understanding.parse(text, CONTEXT).topics == topics


def test_a_bare_answer_opens_no_topic_that_a_sentence_would(understanding: Understanding) -> None:
    asked = Context(date(2025, 6, 1), pending=("公路运输费",))
    assert understanding.parse("三十来万", asked).topics == ()


RULES = """
编号: 丙-2026
名称: 设施农业若干措施
文号: 某农发〔2026〕1号
发布机关: 某县农业农村局
适用地区: 某县
发布日期: 2026-01-01
有效至: 2028-12-31
事实:
  新建钢架大棚: {类型: 是否, 身份: true, 问: 您是否新建了钢架大棚？}
  大棚面积: {类型: 面积, 单位: 亩, 问: 大棚有多少亩？}
  粮食烘干中心: {类型: 是否, 身份: true, 问: 您是否建了粮食烘干中心？}
措施:
  A-2:
    标题: 钢架大棚建设补助
    条款: 一
    条件: [新建钢架大棚, 大棚面积 >= 10 亩]
    扶持: {方式: 按量, 金额: 1000 元/亩 × 大棚面积}
    依据: 对新建钢架大棚10亩以上的，每亩补助1000元
  烘干:
    标题: 粮食烘干中心补助
    条款: 二
    条件: 粮食烘干中心
    扶持: {方式: 定额, 金额: 10 万元}
    依据: 对建设粮食烘干中心的，补助10万元
"""
TEXT = "一、设施。对新建钢架大棚10亩以上的，每亩补助1000元。\n二、烘干。对建设粮食烘干中心的，补助10万元。\n"


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("建钢架大棚怎么补", ("A-2",)),
        ("粮食烘干中心要什么条件", ("烘干",)),
        ("A-2能补多少", ("A-2",)),
        ("第二条", ("烘干",)),
        ("你好", ()),
    ],
)
def test_a_pack_without_words_and_with_ids_of_any_shape(
    tmp_path: Path, text: str, topics: tuple[str, ...]
) -> None:
    (tmp_path / "政策.yml").write_text(RULES, "utf-8")
    (tmp_path / "原文.txt").write_text(TEXT, "utf-8")
    understanding = load_understanding(load_policy(tmp_path), embeddings=False)
    assert understanding.parse(text, CONTEXT).topics == topics
