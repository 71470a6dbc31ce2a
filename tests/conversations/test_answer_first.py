"""A direct question is answered in its first sentence; doubt is no yes; a person in sight."""

from __future__ import annotations

import pytest

from conversations import Dialog

from .talking import talk

PLATFORM = "我们平台入网40家，年成交额6000万，一站式都有，开了两年"
TRADE = "我们做跨境电商，今年出口600万美元，新增出口300万美元，新增交易400万美元"


@pytest.mark.parametrize(
    ("told", "asked", "answer"),
    [
        (PLATFORM, "这20万是一定给还是最高给", "不一定给满。文件写的是上限，最高 20 万元"),
        (PLATFORM, "20万是上限吗", "不一定给满"),
        (TRADE, "到底是15万还是22万", "15 万元到 22 万元，落在哪一头"),
        (TRADE, "为啥有两个数", "15 万元到 22 万元，落在哪一头"),
        (PLATFORM, "要还吗", "要不要还，文件未规定"),
        (PLATFORM, "补贴要交税吗", "要不要交税，文件未规定"),
        (PLATFORM, "你说的靠谱吗", "不是批复"),
        (PLATFORM, "你算的准不准", "不是批复"),
        (PLATFORM, "去年的也能补吗", "以前年度的能不能补报"),
        (PLATFORM, "钱从哪里出", "两级财政各负担一半"),
        (PLATFORM, "去哪里领", "怎么申报、到哪里办，文件未规定"),
        (PLATFORM, "你们几点上班", "文件里没有写"),
    ],
)
def test_the_first_sentence_answers(dialog: Dialog, told: str, asked: str, answer: str) -> None:
    _, reply = talk(dialog, told, asked)
    assert answer in reply.text.split("\n")[0]


def test_what_is_paid_by_cost_is_told_as_such(dialog: Dialog) -> None:
    told = "公路运费13.8万，货拉到集散中心"
    _, reply = talk(dialog, told, "这钱一定给吗")
    assert "按实际花的钱算（按实补贴 13.8 万元）" in reply.text.split("\n")[0]


# -- doubt is no yes --------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["哦", "可能吧", "应该算吧", "好像是", "会计才知道", "不确定"])
def test_half_a_yes_is_none(dialog: Dialog, said: str) -> None:
    state, _ = talk(dialog, "我们是外贸公司", said)
    assert "经集散中心或铁路货栈发运" not in state.facts


def test_half_a_yes_is_asked_about_once(dialog: Dialog) -> None:
    _, first = talk(dialog, "我们是外贸公司", "可能吧")
    assert "拿不准的先不算“是”" in first.text
    assert first.question is not None
    state, second = talk(dialog, "我们是外贸公司", "可能吧", "可能吧")
    assert "拿不准" not in second.text
    assert "经集散中心或铁路货栈发运" in state.declined


def test_whether_we_are_one_i_cannot_say(dialog: Dialog) -> None:
    state, _ = talk(dialog, "我们是不是跨境电商平台，我也说不好")
    assert "跨境电商平台企业" not in state.facts


def test_the_point_that_is_named_is_left_open_and_no_other(dialog: Dialog) -> None:
    told = "我们平台一站式都有，入网40家，开了两年"
    state, reply = talk(dialog, told, "成交额我回头问会计")
    assert state.declined == {"年成交额"}
    assert "符合的话最高 20 万元" in reply.text


# -- handing over -----------------------------------------------------------------------------


def test_who_waits_is_answered(dialog: Dialog) -> None:
    _, reply = talk(dialog, "转人工", "那我等的时候做什么")
    assert "接着问我" in reply.text
    _, reply = talk(dialog, "转人工", "我们海外仓2500平")
    assert "海外仓面积 2500 平方米" in reply.text


def test_asked_for_again_it_is_put_differently(dialog: Dialog) -> None:
    _, first = talk(dialog, "转人工")
    _, again = talk(dialog, "转人工", "转人工")
    assert again.act == "handoff"
    assert again.text != first.text


# -- what is asked about, and nothing else ------------------------------------------------------


@pytest.mark.parametrize("asked", ["一张床补多少", "每张床位给好多", "床位补助是多少"])
def test_what_is_paid_for_each_is_told_first(village: Dialog, asked: str) -> None:
    _, reply = talk(village, "我们在山里办了个民宿，三十二张床", asked)
    assert reply.text.startswith("乡村民宿床位补助：按张补助 2000 元/张")
    assert "精品民宿奖励" not in reply.text


def test_a_cost_told_in_short_is_taken_down(dialog: Dialog) -> None:
    _, reply = talk(dialog, "你好", "公路运费 13.8万 票据齐 货拉到集散中心")
    assert "按实补贴 13.8 万元" in reply.text
    assert "运费，一年实际付了多少" not in reply.text


def test_a_number_beside_the_question_of_roles_is_not_dropped(dialog: Dialog) -> None:
    _, reply = talk(dialog, "我们能享受什么", "我们有800票")
    assert "“800票”先没记，是指哪一项？" in reply.text
    state, _ = talk(dialog, "我们能享受什么", "我们有800票", "入仓的")
    assert "年度入仓票数" in state.facts
