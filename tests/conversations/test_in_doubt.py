"""What a person says he cannot tell, or still looks up, is no fact; what is told is told as rough."""

from __future__ import annotations

import pytest

from conversations import Dialog

from .talking import number, talk

PILOT = "我们是跨境电商试点企业，出口业绩今年增长了"
WAREHOUSE = "我们在老挝有个公共海外仓，2500平"
SELLER = "我们在亚马逊上卖货"


@pytest.mark.parametrize(
    ("told", "said", "fact"),
    [
        (PILOT, "体不体现在邵阳我吃不准，报关有些是在深圳做的，我得问问老板再回您", "出口业绩体现在邵阳"),
        ("我们是跨境电商平台企业", "一站式我说不好，报税那块是外包的，得问一下经理", "提供一站式综合服务"),
        ("我们做外贸进出口", "走没走集散中心我搞不清，有的是从怀化发的，我问问货代", "经集散中心或铁路货栈发运"),
        ("我们做外贸进出口", "货走没走集散中心不清楚，报关费花了8万", "经集散中心或铁路货栈发运"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_neither_yes_nor_no(
    dialog: Dialog, told: str, said: str, fact: str
) -> None:
    state, _ = talk(dialog, told, said)
    assert fact not in state.facts


@pytest.mark.parametrize(
    ("told", "said", "fact", "value"),
    [
        (PILOT, "都是在深圳报的关，没体现在邵阳", "出口业绩体现在邵阳", False),
        (SELLER, "我们还有集货仓，不太清楚政策", "运营跨境电商集货仓", True),
    ],
)
def test_what_is_plainly_told_beside_a_doubt_is_kept(
    dialog: Dialog, told: str, said: str, fact: str, value: bool
) -> None:
    assert talk(dialog, told, said)[0].facts[fact] is value


@pytest.mark.parametrize(
    "said",
    [
        "好像去年做了260万美元，今年190……等等，是不是反了，我得翻一下账",
        "今年出口190万美元吧，去年260万，我怕是记反了，回头对下账",
        "今年出口增长了，今年190万美元，去年260万美元",
    ],
)
def test_figures_doubted_aloud_wait(dialog: Dialog, said: str) -> None:
    state, reply = talk(dialog, SELLER, said)
    assert set(state.facts) == {"跨境电商企业"}
    assert "先都没记" in reply.text


def test_less_than_last_year_is_said_in_plain_words(dialog: Dialog) -> None:
    _, reply = talk(dialog, SELLER, "今年出口190万美元，去年260万美元")
    assert "今年比去年少" in reply.text


def test_a_rough_number_is_kept_and_no_better_one_pressed_for(dialog: Dialog) -> None:
    said = "服务费我记得今年是16万多，但我不敢说死，等我问一下老板"
    state, reply = talk(dialog, f"{PILOT}，体现在邵阳", said)
    assert number(state, "实际服务费用支出") == 160_000
    assert "问到准数再告诉我" in reply.text
    assert "准确数" not in reply.text


@pytest.mark.parametrize(
    "said",
    [
        "进出口额你也先别当5600万，我不确定",
        "进出口额先空着",
        "进出口额先别按5600万算，我还没核实",
        "进出口额先记成还不确定",
        "刚才那个数先放着，我没把握",
    ],
)
def test_what_was_told_is_left_open_again(dialog: Dialog, said: str) -> None:
    state, reply = talk(dialog, WAREHOUSE, "进出口额大概5600万", said)
    assert "海外仓所在国家或地区进出口额" not in state.facts
    assert state.facts["公共海外仓面积"] is not None
    assert "海外仓当地进出口额先不算" in reply.text


def test_what_is_asked_and_left_open_touches_nothing_told(dialog: Dialog) -> None:
    state, _ = talk(dialog, WAREHOUSE, "进出口额大概5600万", "这个先空着")
    assert number(state, "海外仓所在国家或地区进出口额") == 56_000_000


def test_a_no_that_was_none_is_taken_back(dialog: Dialog) -> None:
    state, _ = talk(dialog, PILOT, "没体现在邵阳", "我没说没有，我说的是吃不准")
    assert "出口业绩体现在邵阳" not in state.facts
