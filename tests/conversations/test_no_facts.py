"""Numbers that are none of the enterprise's own: what the policy pays, what is worked out, last
year's beside this year's, a fee among sales; and how far an amount is below its cap."""

from __future__ import annotations

import pytest

from conversations import Dialog

from .talking import number, talk

PLATFORM = "我们是一站式跨境电商平台，开了14个月，入网53家，年成交额五千二百万"
WAREHOUSE = "我司经营公用型保税仓，全年2300票"
SELLER = "我们在亚马逊上卖货"


def test_what_is_left_out_is_supposed_and_what_is_paid_is_no_turnover(dialog: Dialog) -> None:
    state, reply = talk(
        dialog, PLATFORM, "那要是把那4家刨掉就49了，差一家，是直接掉到20万吗，还是能按比例给"
    )
    assert "如果孵化入网企业 49 家（少 4 家）" in reply.text
    assert "年成交额 20 万元" not in reply.text
    assert number(state, "孵化入网企业数") == 53


@pytest.mark.parametrize(
    "said",
    [
        "我按30万除以120算是2500票，还差200票，这个理解对不对？",
        "更正：2500是我倒算的，仍为2300票。另外，去年我司做了1500多票没有申报，能否补报？",
    ],
)
def test_a_number_that_is_worked_out_or_last_years_replaces_nothing(
    dialog: Dialog, said: str
) -> None:
    state, _ = talk(dialog, WAREHOUSE, said)
    assert number(state, "年度经营票数") == 2300


def test_how_far_an_amount_is_below_its_cap(dialog: Dialog) -> None:
    _, reply = talk(dialog, WAREHOUSE, "距离30万上限还差多少票？")
    assert "离上限 30 万元 还差 2.4 万元" in reply.text
    assert "到 2500 票（再 200 票）" in reply.text


@pytest.mark.parametrize(
    ("said", "fee"),
    [("亚马逊和阿里国际站的店铺年费加起来5万多", 50_000), ("国际站会员费一年4万", 40_000)],
)
def test_a_fee_is_no_turnover(dialog: Dialog, said: str, fee: int) -> None:
    state, _ = talk(dialog, SELLER, said)
    assert "当年出口实际交易额" not in state.facts
    assert number(state, "平台服务费用") == fee


def test_a_supposed_number_that_is_real_after_all(dialog: Dialog) -> None:
    state, _ = talk(dialog, PLATFORM, "额 财务刚回我，到现在成交额其实就4600万")
    assert number(state, "年成交额") == 46_000_000


@pytest.mark.parametrize("said", ["没领过", "从来没申请过", "一分钱都没拿过"])
def test_never_done_is_no_yes(dialog: Dialog, said: str) -> None:
    state, _ = talk(dialog, SELLER, said)
    assert not any(value is True for name, value in state.facts.items() if name != "跨境电商企业")


def test_what_is_taken_as_not_is_what_it_is_said_of(dialog: Dialog) -> None:
    state, _ = talk(dialog, "我们是一站式跨境电商平台企业，开了14个月，培训那个就当没有吧")
    assert state.facts["跨境电商平台企业"] is True


def test_who_asks_in_particular_declines_nothing(dialog: Dialog) -> None:
    state, _ = talk(dialog, SELLER, "我特别问一下海外仓")
    assert not state.declined
