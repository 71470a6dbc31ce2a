"""What is only asked about, or was said by the assistant itself, is not taken down."""

from __future__ import annotations

from datetime import date

import pytest

from conversations import Dialog, State

from .talking import number, talk

LATE = date(2026, 11, 27)
FEE, WORK = "平台服务费用", "报关装卸等作业费用"
PAYS = "我们给平台交服务费"
SHIPS = "我们做外贸，货都从邵阳集散中心发"
DRAWS = "我们给平台交服务费，第三年了，年费100万"


@pytest.mark.parametrize(
    "said",
    [
        "佣金一百万也算服务费吗",
        "亚马逊的佣金今年扣了我差不多一百万人民币，这个也算服务费吗？",
        "一百万的佣金也算服务费不",
        "给平台交了100万佣金，也算服务费吗",
        "广告费花了20万，这个算不算服务费",
    ],
)
def test_of_a_cost_that_may_count_it_is_only_asked(dialog: Dialog, said: str) -> None:
    state, reply = talk(dialog, PAYS, said)
    assert FEE not in state.facts
    assert "条款，文件里没找到" in reply.text
    assert "是指哪一项" not in reply.text
    assert "没对上" not in reply.text


def test_of_a_cost_that_no_list_holds_as_well(dialog: Dialog) -> None:
    state, reply = talk(dialog, SHIPS, "代理费交了3万，这个算作业费用吗")
    assert WORK not in state.facts
    assert "文件没有写得更细" in reply.text


@pytest.mark.parametrize(
    ("before", "said", "fact", "told"),
    [
        (PAYS, "平台服务费20万，这个能算进去吗", FEE, 200_000),
        (SHIPS, "杂费交了3万，这个算作业费用吗", WORK, 30_000),
        (SHIPS, "报关费交了3万，这个能补吗", WORK, 30_000),
    ],
)
def test_what_is_called_by_its_name_is_told(
    dialog: Dialog, before: str, said: str, fact: str, told: int
) -> None:
    state, _ = talk(dialog, before, said)
    assert number(state, fact) == told


@pytest.mark.parametrize(
    "said",
    [
        "你下面给我打勾50万，到底有没有这50万？",
        "50万是你自己算出来的，我没说过",
        "你刚才算出来的50万靠不靠谱",
        "我没说50万服务费，50万是你自己算出来的",
    ],
)
@pytest.mark.parametrize("before", [DRAWS, DRAWS.replace("100万", "大概100万")])
def test_a_sum_that_was_reckoned_for_one_is_not_told(
    dialog: Dialog, before: str, said: str
) -> None:
    state, reply = talk(dialog, before, said)
    assert number(state, FEE) == 1_000_000
    assert "没有当成您报的数记下" in reply.text
    assert "按实补贴 50 万元" in reply.text
    assert "是指哪一项" not in reply.text


@pytest.mark.parametrize("said", ["不对，服务费是50万", "刚才说错了，服务费是50万"])
def test_a_fee_that_is_told_anew_is_taken_down(dialog: Dialog, said: str) -> None:
    state, _ = talk(dialog, DRAWS, said)
    assert number(state, FEE) == 500_000


@pytest.mark.parametrize(
    "said", ["差一点给不给按比例的", "面积不够能不能按比例给一点", "没到的话打折给不"]
)
def test_that_what_is_written_is_to_be_reached(dialog: Dialog, said: str) -> None:
    _, reply = talk(dialog, "我们在老挝有海外仓，1900平，当地进出口额六千万，服务11家", said)
    assert "文件没有写；写的是达到了才给" in reply.text
    assert "第五条" in reply.text


@pytest.mark.parametrize(
    "said", ["去隔壁镇新开一家120平的，今年拿不到吧", "我还想再开一家120平的，能拿吗"]
)
def test_why_nothing_is_drawn_of_a_new_one(dialog: Dialog, said: str) -> None:
    shop = "我在镇上开了个进口商品超市，82平，去年三月份开的"
    state, _, _ = dialog.turn(State(), shop, LATE)
    after, reply, _ = dialog.turn(state, said, LATE)
    assert after.facts == state.facts
    assert "要满 6 个月" in reply.text
    assert "赶不上" in reply.text
