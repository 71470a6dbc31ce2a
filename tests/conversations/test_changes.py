"""Nothing is overwritten or dropped in silence, and whatever was changed can be undone."""

from __future__ import annotations

import pytest

from bot.contract import turn_json
from conversations import Dialog

from .talking import IN_FORCE, number, talk

PLATFORM = "我们跨境电商平台一站式都有，入网40家"
LODGE = "我们在山里办了个民宿，三十二张床"


@pytest.mark.parametrize(
    "said",
    [
        "平台现在是45家入网企业",
        "入网企业45家",
        "说错了，是45家",
        "不是40家，是45家",
    ],
)
def test_a_number_that_is_named_or_corrected_replaces_and_is_told(
    dialog: Dialog, said: str
) -> None:
    state, reply = talk(dialog, PLATFORM, said)
    assert number(state, "孵化入网企业数") == 45
    assert "45 家（原来记的是 40 家）。不对就回“撤销”。" in reply.text
    assert [(c.fact, c.before is not None) for c in reply.changed] == [("孵化入网企业数", True)]


def test_a_number_that_names_nothing_is_asked_about_and_replaces_nothing(dialog: Dialog) -> None:
    state, reply = talk(dialog, PLATFORM, "45家")
    assert number(state, "孵化入网企业数") == 40
    assert reply.act == "clarify"
    assert reply.changed == ()
    assert [(each.text, each.facts[0]) for each in reply.unplaced] == [("45家", "孵化入网企业数")]
    assert "“45家”先没记：是要把孵化入网企业从 40 家改成 45 家吗？" in reply.text
    assert number(talk(dialog, PLATFORM, "45家", "1")[0], "孵化入网企业数") == 45
    state, reply = talk(dialog, PLATFORM, "45家", "都不是")
    assert number(state, "孵化入网企业数") == 40
    assert reply.act == "ask"


def test_figures_of_another_business_do_not_change_those_of_the_first(dialog: Dialog) -> None:
    state, reply = talk(dialog, "我们平台入网40家，一年成交六千万", "波兰仓 2600平 15家 7千万")
    assert number(state, "孵化入网企业数") == 40
    assert number(state, "年成交额") == 60_000_000
    told = turn_json(state, reply, dialog.understanding.parse("", state.context(IN_FORCE)))
    named = {each["text"] for each in told["unclear"]}
    assert named | {c["fact"] for c in told["changed"]} >= {"15家", "7千万"}
    for told_number in named:
        assert f"“{told_number}”" in reply.text


def test_money_is_no_area(dialog: Dialog) -> None:
    told = (
        "我们在越南有个公共海外仓，2500平",
        "那边进出口额不到五千万",
        "说错了，去年是五千三百万",
    )
    state, reply = talk(dialog, *told)
    assert number(state, "公共海外仓面积") == 2500
    assert "53000000 平方米" not in reply.text


def test_an_amount_in_a_question_is_no_fact(dialog: Dialog) -> None:
    before, _ = talk(dialog, PLATFORM)
    after, reply = talk(dialog, PLATFORM, "第八条那档 20万 还缺啥")
    assert after.facts == before.facts
    assert reply.unplaced == ()


def test_a_more_exact_number_is_no_contradiction(dialog: Dialog) -> None:
    state, reply = talk(dialog, "我们跨境电商平台一站式都有，入网四十多家", "47家")
    assert number(state, "孵化入网企业数") == 47
    assert "原来记的是 40 多家" in reply.text


def test_what_is_told_of_each_change(dialog: Dialog) -> None:
    state, reply = talk(dialog, "我们平台入网企业40家", "入网企业45家")
    told = turn_json(state, reply, dialog.understanding.parse("", state.context(IN_FORCE)))
    (change,) = told["changed"]
    assert change["fact"] == "孵化入网企业数"
    assert (change["from"]["low"], change["to"]["low"]) == (40, 45)
    first = talk(dialog, "我们海外仓2500平")[1]
    assert {c.fact for c in first.changed} == {"建设运营公共海外仓", "公共海外仓面积"}
    assert all(c.before is None for c in first.changed)


def test_what_a_message_did_can_be_undone(dialog: Dialog) -> None:
    before, asked = talk(dialog, PLATFORM)
    state, reply = talk(dialog, PLATFORM, "平台现在50家入网企业", "撤销")
    assert state.facts == before.facts
    assert "孵化入网企业改回 40 家" in reply.text
    assert reply.question == asked.question
    state, reply = talk(dialog, PLATFORM, "平台现在50家入网企业", "撤销", "撤销")
    assert "没有可以撤销的改动" in reply.text
    assert state.facts == before.facts


def test_a_question_in_between_does_not_take_the_way_back(dialog: Dialog) -> None:
    before, _ = talk(dialog, PLATFORM)
    state, _ = talk(dialog, PLATFORM, "开了两年", "怎么申报", "撤销")
    assert state.facts == before.facts


def test_what_was_taken_back_or_denied_comes_back(dialog: Dialog) -> None:
    before, _ = talk(dialog, "我们平台年成交额6000万")
    state, reply = talk(dialog, "我们平台年成交额6000万", "刚才说的年成交额6000万不算数", "撤销")
    assert state.facts == before.facts
    assert "年成交额 6000 万元，照旧记着" in reply.text


def test_a_number_beside_a_yes_or_no_question_is_no_yes(dialog: Dialog) -> None:
    state, _ = talk(dialog, "我们是跨境电商平台，入网40家", "波兰仓 2600平")
    assert "提供一站式综合服务" not in state.facts


def test_another_policy_keeps_its_numbers_as_well(village: Dialog) -> None:
    state, reply = talk(village, LODGE, "40张")
    assert number(state, "床位") == 32
    assert "“40张”先没记" in reply.text
    state, reply = talk(village, LODGE, "民宿现在有40张床", "撤销")
    assert number(state, "床位") == 32
    assert "民宿床位改回 32 张" in reply.text


def test_what_is_known_already_is_not_asked_about(village: Dialog) -> None:
    _, reply = talk(village, LODGE, "32张")
    assert reply.unplaced == ()
