"""Every sentence that the product can say, read off its code and data: none sounds like a machine."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from conversations import Dialog, Reply, State, plain_text
from policy_engine import Status
from tests.conftest import IN_FORCE, ROOT

CHINESE = re.compile(r"[\u4e00-\u9fff]")
MACHINE = (
    "请输入", "无效", "系统错误", "参数", "字段", "未识别", "解析", "意图", "置信", "识别失败", "操作失败",
    "None", "null", "True", "False", "undefined", "99999", "结论可能不一样", "亲，", "您好亲",
)  # fmt: skip
FOR_AUTHORS = ("scripts.py", "question_file.py", "knowledge_loader.py")
"""What these say is read by who writes a policy's files, never by an enterprise."""
LONGEST = 120
"""Characters of one sentence written in the code: what is longer is not read on a phone."""


def _sentences_of(file: Path) -> Iterator[str]:
    """The Chinese texts of a module, joined where they are made of pieces; no docstrings."""
    tree = ast.parse(file.read_text("utf-8"))
    inside = {id(part) for n in ast.walk(tree) if isinstance(n, ast.JoinedStr) for part in n.values}
    documented = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            documented.add(id(node.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            pieces = (str(p.value) if isinstance(p, ast.Constant) else "…" for p in node.values)
            yield "".join(pieces)
        elif isinstance(node, ast.Constant) and id(node) not in inside | documented:
            yield str(node.value)


def _all_sentences() -> dict[str, str]:
    """Each sentence with the file it stands in."""
    found: dict[str, str] = {}
    for file in sorted((ROOT / "conversations").rglob("*.py")):
        if file.name in FOR_AUTHORS or file.parent.name == "store":
            continue
        found |= {text: file.name for text in _sentences_of(file) if CHINESE.search(text)}
    for file in sorted((ROOT / "conversations" / "common").glob("*.yml")):
        for entry in yaml.safe_load(file.read_text("utf-8"))["问答"]:
            if "答" in entry:
                found[entry["答"]] = file.name
    return found


SENTENCES = _all_sentences()


def test_there_are_sentences_of_every_kind() -> None:
    assert len(SENTENCES) > 150
    assert {"respond.py", "unclear.py", "results.py", "wording.py"} <= set(SENTENCES.values())


@pytest.mark.parametrize("phrase", MACHINE)
def test_no_sentence_sounds_like_a_machine(phrase: str) -> None:
    assert [text for text in SENTENCES if phrase in text] == []


def test_no_sentence_is_too_long_or_ends_in_the_middle() -> None:
    assert [text for text in SENTENCES if len(text) > LONGEST and "{" not in text] == []
    assert [text for text in SENTENCES if text.endswith(("。。", "。，", "，。"))] == []


@pytest.mark.parametrize(
    "said",
    [
        ("我们是做跨境电商平台的，提供一站式服务，开了一年半，现在四十多家入网企业，去年成交额4000万",),
        ("我们有公共海外仓，2500平", "六千万", "十二家"),
        ("外贸公司，货走邵阳国际贸易集散中心，拖车费花了26万，报关装卸8万3",),
        ("我们在乡镇开了进口商品店",),
    ],
)  # fmt: skip
def test_every_result_says_who_decides(dialog: Dialog, said: tuple[str, ...]) -> None:
    reply = _said(dialog, *said)
    told = [r for r in reply.results if r.status is Status.ELIGIBLE]
    assert ("最后由主管部门认定" in reply.text) is bool(told)


@pytest.mark.parametrize("question", ["怎么申报", "钱什么时候到账", "什么叫集货仓"])
def test_the_same_answer_is_not_given_twice_in_a_row(dialog: Dialog, question: str) -> None:
    first, again = _said(dialog, question), _said(dialog, question, question)
    assert plain_text(first.blocks[:1]) not in again.text
    assert "转人工" in again.text


def test_no_chain_of_marks_stands_in_running_text(dialog: Dialog) -> None:
    told = "我们是跨境电商平台，一站式都有，开了两年，入网40家，去年成交6000万"
    for reply in (_said(dialog, told), _said(dialog, told, "详细")):
        assert all(sum(line.count(mark) for mark in "✓✗") <= 1 for line in reply.text.split("\n"))


def test_a_settled_status_is_told_at_once(dialog: Dialog) -> None:
    reply = _said(dialog, "我们自己经营保税仓，去年")
    assert "✓ 保税仓储经营单位补助" in reply.text
    assert reply.question is not None
    assert reply.question.facts == ("年度经营票数",)


def test_vague_money_is_told_as_people_say_it(dialog: Dialog) -> None:
    assert "99999" not in _said(dialog, "外贸公司，货走铁路货栈发运，报关装卸花了几万块").text


def _said(dialog: Dialog, *messages: str) -> Reply:
    state, reply = State(), Reply("ask", ())
    for message in messages:
        state, reply, _ = dialog.turn(state, message, IN_FORCE)
    return reply
