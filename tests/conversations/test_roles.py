"""The role question as people can answer it: once in full, then one line, closed by any denial."""

from __future__ import annotations

from pathlib import Path

import pytest

from conversations import AskedQuestion, Dialog, Reply
from policy_engine import PackError, Status, load_policy
from tests.conftest import PACK

from .talking import talk_through
from .test_without_questions import HEAD, RULES, TALKING

LIST = "能享受哪些政策"
TRAINING = "我们做跨境电商人才培训的"


def _question(reply: Reply) -> AskedQuestion:
    assert reply.question is not None
    return reply.question


def test_it_is_grouped_by_what_a_business_does_in_everyday_words(dialog: Dialog) -> None:
    _, (reply,) = talk_through(dialog, LIST)
    question = _question(reply)
    assert question.lists_roles
    assert set(question.facts) == set(dialog.grounds.policy.roles)
    assert "卖货、进出口：1. 有出口权、做外贸进出口；2. 在亚马逊、独立站等网上卖货" in reply.text
    assert len(reply.text) < 300


def test_a_policy_that_groups_nothing_lists_one_a_line(village: Dialog) -> None:
    _, (reply,) = talk_through(village, LIST)
    assert "\n1. 办了乡村民宿\n2. 合作社建了田头冷库\n" in reply.text


@pytest.mark.parametrize("between", ["怎么申报", "咕噜咕噜 哔哩", "谢谢", "这个政策到什么时候"])
def test_the_full_list_is_shown_once(dialog: Dialog, between: str) -> None:
    _, replies = talk_through(dialog, "你好", between, between, LIST)
    assert "1. 有出口权" in replies[0].text
    assert not any("1. 有出口权" in reply.text for reply in replies[1:])
    assert all(_question(reply).lists_roles for reply in replies[1:] if reply.question)


@pytest.mark.parametrize(
    "denial",
    ["都不是", "没有", "没得", "冇得", "没有别的了", "都说了没有", "就这些", "这些我都不做", "没得了，别问了"],
)  # fmt: skip
def test_any_plain_denial_closes_it(dialog: Dialog, denial: str) -> None:
    state, replies = talk_through(dialog, TRAINING, denial, "怎么申报", "谢谢")
    assert state.roles_closed
    named = _question(replies[0]).facts
    assert all(state.facts[role] is False for role in named)
    assert not any(reply.question and reply.question.lists_roles for reply in replies[1:])


def test_what_was_not_named_stays_unknown_and_is_told_of(dialog: Dialog) -> None:
    state, replies = talk_through(dialog, TRAINING, "没有")
    unseen = set(dialog.grounds.policy.roles) - set(state.facts)
    assert unseen
    assert "没问到的还有“" in replies[1].text
    assert "这几样没看；有的话说一声。" in replies[1].text
    assert "没问到的" not in talk_through(dialog, TRAINING, "没有", "能拿多少")[1][2].text


def test_a_denial_that_names_some_denies_just_these(dialog: Dialog) -> None:
    state, replies = talk_through(dialog, LIST, "我们不是平台企业也没有海外仓")
    assert state.facts == {
        "跨境电商平台企业": False,
        "建设运营公共海外仓": False,
    }
    assert state.roles_closed
    assert "没问到的" in replies[1].text


def test_a_denial_told_with_something_else_closes_it_as_well(dialog: Dialog) -> None:
    state, replies = talk_through(dialog, LIST, "没有别的了，我们做平台去年成交六千万")
    assert state.facts["跨境电商平台企业"] is True
    assert state.facts["建设运营公共海外仓"] is False
    assert _question(replies[1]).facts == ("提供一站式综合服务",)


def test_a_business_told_first_is_settled_before_others_are_offered(dialog: Dialog) -> None:
    _, replies = talk_through(dialog, "我们有公共海外仓，2500平", "六千万", "十二家", "没有")
    assert not any(_question(reply).lists_roles for reply in replies[:2])
    assert "最高 30 万元" in replies[2].text
    offered = _question(replies[2])
    assert offered.inline
    assert "另外，还有这些情况吗？" in replies[2].text
    assert replies[3].assessment is not None
    assert replies[3].assessment.result("5.1").status is Status.ELIGIBLE
    assert replies[3].question is None


def test_groups_name_roles_once() -> None:
    policy = load_policy(PACK)
    assert policy.group_of["建设运营公共海外仓"] == "有仓、有店"
    assert sorted(policy.roles) == sorted(n for n, d in policy.facts.items() if d.role)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("身份题: {甲: [普惠托位数]}", "“普惠托位数”不是写了“身份: true”的事实"),
        ("身份题: {甲: [新建托育机构], 乙: [新建托育机构]}", "“新建托育机构”写了两遍"),
    ],
)
def test_a_group_that_is_written_wrong_says_where(tmp_path: Path, written: str, told: str) -> None:

    folder = tmp_path
    (folder / "原文.txt").write_text(HEAD + TALKING, "utf-8")
    (folder / "政策.yml").write_text(f"{RULES}{written}\n", "utf-8")
    with pytest.raises(PackError, match=told):
        load_policy(folder)
