"""A policy with nothing but its text and its rules: no 说法, no 问答, no sentence to train on."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from conversations import Dialog, Grounds, State, load_knowledge
from nlu import load_understanding
from policy_engine import load_policy
from tests.second_pack import IN_FORCE, PACK, foreign_in

ON = date.fromisoformat(IN_FORCE)
THE_TEXT_SAYS = [
    ("一共有哪些扶持措施", "四.a 组织过夜游客奖励（第四条）"),
    ("田头冷库有什么条件", "冷库库容不少于 100 吨"),
    ("床位补助怎么算", "2000 元/张"),
    ("采茶补贴多少钱", "300 元/人"),
    ("游客奖励能拿多少", "5 万元到 12 万元"),
    ("乡村讲堂给多少", "一事一议"),
    ("A-2要什么条件", "评上省级精品民宿"),
    ("什么叫冷库", "用于果蔬保鲜的低温库"),
    ("冷库是指什么", "用于果蔬保鲜的低温库"),
    ("怎么申报", "向所在乡镇人民政府提交申请表"),
    ("去哪里办", "向所在乡镇人民政府提交申请表"),
    ("要什么材料", "营业执照复印件和投入凭证"),
    ("什么时候申报", "每年9月1日至9月30日"),
    ("这个政策到什么时候", "有效期三年"),
    ("今年还有效吗", "2028 年 12 月 31 日"),
    ("钱由谁出", "所需资金由县财政安排"),
    ("谁来审批", "由县农业农村局会同县文旅局负责解释"),
    ("文号是多少", "云政办发〔2026〕7号"),
    ("第三条原文", "三、支持采茶用工"),
    ("采茶用工补助多久给一次", "每年"),
    ("床位补助每年都给吗", "原文是"),  # nobody looked
    ("什么叫精品民宿", "被评为省级精品民宿的"),
    ("个人能申请吗", "经营主体开办乡村讲堂的"),
]
THE_TEXT_IS_SILENT = [
    "补贴什么时候到账",
    "省里也有补贴，能两边都拿吗",
    "去年的费用还能补报吗",
    "名额有限制吗",
]


@pytest.fixture(scope="module")
def dialog(tmp_path_factory: pytest.TempPathFactory) -> Dialog:
    folder = tmp_path_factory.mktemp("bare")
    for name in ("原文.txt", "政策.yml"):
        shutil.copy(PACK / name, folder / name)
    policy = load_policy(folder)
    knowledge = load_knowledge(policy)
    return Dialog(
        Grounds(policy, knowledge), load_understanding(policy, subjects=knowledge.subjects)
    )


@pytest.mark.parametrize(("asked", "told"), THE_TEXT_SAYS)
def test_it_answers_from_its_own_text(dialog: Dialog, asked: str, told: str) -> None:
    _, reply, _ = dialog.turn(State(), asked, ON)
    assert told in reply.text
    assert "未规定" not in reply.text
    assert not foreign_in(reply.text)


@pytest.mark.parametrize("asked", THE_TEXT_IS_SILENT)
def test_what_is_not_in_the_text_is_said_to_be_missing(dialog: Dialog, asked: str) -> None:
    _, reply, _ = dialog.turn(State(), asked, ON)
    assert "文件未规定" in reply.text
    assert not foreign_in(reply.text)


def test_its_facts_are_heard_by_their_labels_and_questions(dialog: Dialog) -> None:
    state = State()
    for said in ("我们是旅行社", "八千人次", "没有别的了"):
        state, _, _ = dialog.turn(state, said, ON)
    assert state.facts["旅行社"] is True
    assert "过夜游客" in state.facts
    assert dialog.grounds.assess(state.facts, ON).total.low == 50_000


def test_answers_to_what_it_asks_reach_a_result(dialog: Dialog) -> None:
    """Whoever only answers needs no words of the trade."""
    answers = {"经营民宿": "1", "床位": "30", "经营多久": "两年", "省级精品": "是"}
    state, reply, _ = dialog.turn(State(), "能享受哪些政策", ON)
    for _ in answers:
        assert reply.question is not None
        state, reply, _ = dialog.turn(state, answers[reply.question.facts[0]], ON)
    assert reply.assessment is not None
    assert reply.assessment.total.low == 60_000 + 150_000
