"""Money in the speaker's currency, rounded as people speak; 新增 explained once, RMB welcome."""

from __future__ import annotations

import pytest

from conversations import Dialog
from policy_engine import Quantity

from .talking import talk_through

IN_YUAN = "我们做跨境电商，今年新增交易额1000万人民币，新增出口800万人民币，出口总额2800万人民币"
IN_DOLLARS = "我们平台年成交额500万美元，入网40家，开了两年，一站式都有"


def test_a_gap_counted_in_dollars_is_told_to_who_speaks_of_yuan_in_both(dialog: Dialog) -> None:
    _, replies = talk_through(dialog, IN_YUAN, "还差多少能拿15万")
    text = replies[-1].text
    assert "差约 106 万美元（约 750 万元；要 500 万美元以上），可到 15 万元档" in text
    assert "5 万元档\n" not in text.replace("15 万元档", "")


def test_a_gap_counted_in_yuan_is_told_to_who_speaks_of_dollars_in_both(dialog: Dialog) -> None:
    _, replies = talk_through(dialog, IN_DOLLARS, "还差多少")
    assert "年成交额差 1450 万元多一点（约 204 万美元；要超过 5000 万元）" in replies[-1].text


def test_thresholds_are_told_in_both(dialog: Dialog) -> None:
    _, replies = talk_through(dialog, "我们做跨境电商，今年出口1500万人民币", "为什么")
    _, replies = talk_through(dialog, "我们做跨境电商，今年出口1500万人民币", "详细")
    assert "要 500 万美元（约 3550 万元）以上" in replies[-1].text
    assert "2112676" not in replies[-1].text


def test_who_speaks_of_the_policys_currency_hears_no_other(dialog: Dialog) -> None:
    _, replies = talk_through(dialog, "我们做跨境电商，今年出口300万美元", "还差多少")
    assert "万元；" not in replies[-1].text
    assert "差 200 万美元（要 500 万美元以上）" in replies[-1].text


def test_another_currency_can_be_asked_for(dialog: Dialog) -> None:
    told = "我们做跨境电商，今年出口300万美元"
    _, replies = talk_through(dialog, told, "还差多少", "按人民币算还差多少")
    assert "差 200 万美元（约 1420 万元；要 500 万美元以上）" in replies[-1].text


def test_the_rate_is_named_once(dialog: Dialog) -> None:
    _, replies = talk_through(
        dialog,
        "我们做跨境电商，今年出口2800万人民币",
        "新增出口800万人民币",
        "新增交易额1000万人民币",
    )
    first, *others = (reply.text for reply in replies)
    assert "1 美元 = 7.1 元，约合 394 万美元" in first
    assert "7.1" not in "".join(others)
    assert "800 万元（约合 113 万美元）" in others[0]
    assert talk_through(dialog, IN_YUAN)[1][0].text.count("7.1") == 1


def test_a_supposed_change_is_counted_in_the_currency_it_is_told_in(dialog: Dialog) -> None:
    _, replies = talk_through(dialog, IN_DOLLARS, "要是再多1000万人民币呢")
    assert "年成交额 4550 万元（多 1000 万元）" in replies[-1].text


def test_new_trade_is_explained_when_it_is_first_asked_for(dialog: Dialog) -> None:
    _, replies = talk_through(dialog, "我们做跨境电商，今年出口300万美元")
    asked = replies[-1].text.split("\n")[-1]
    assert "比去年多出来的" in asked
    assert "人民币也行" in asked
    _, replies = talk_through(dialog, "我们做跨境电商")
    assert "今年到现在一共出口了多少" in replies[-1].text


@pytest.mark.parametrize("said", ["全是新增的", "去年没做", "和前面一样", "也一样", "今年才开始做"])
def test_one_number_for_all(dialog: Dialog, said: str) -> None:
    state, _ = talk_through(dialog, "我们做跨境电商，今年出口300万美元", said, "也一样")
    amounts = {f: v.interval.low for f, v in state.facts.items() if isinstance(v, Quantity)}
    assert amounts == dict.fromkeys(
        ("当年出口实际交易额", "当年新增出口实际交易额", "当年新增实际交易额"), 3_000_000
    )


def test_a_fact_is_called_the_same_by_name(dialog: Dialog) -> None:
    told = "我们做跨境电商，今年新增出口480万美元"
    state, _ = talk_through(dialog, told, "新增交易额也一样")
    value = state.facts["当年新增实际交易额"]
    assert isinstance(value, Quantity)
    assert value.interval.low == 4_800_000


def test_not_the_same_is_no_number(dialog: Dialog) -> None:
    state, _ = talk_through(dialog, "我们做跨境电商，今年出口300万美元", "不一样的")
    assert "当年新增出口实际交易额" not in state.facts


ABROAD_SALES = "我们做跨境电商出口，今年一百二十万美元"
NEW_IN_YUAN = "新增交易额是50万人民币"


def _new_trade(dialog: Dialog, *messages: str) -> str:
    state, _ = talk_through(dialog, *messages)
    value = state.facts["当年新增实际交易额"]
    assert isinstance(value, Quantity)
    return f"{value.interval.low:f} {value.unit.code}"


@pytest.mark.parametrize(
    "said",
    [
        "他就按去年和今年比，五十万。那就是一分钱没有，对吗？",
        "五十万，一分钱都拿不到吧",
        "五十万，能拿两万元吗",
        "五十万，服务费我们另外交了三万元",
    ],
)
def test_what_is_paid_or_spent_is_no_currency_of_a_bare_sum(dialog: Dialog, said: str) -> None:
    assert _new_trade(dialog, ABROAD_SALES, said) == "500000 USD"


def test_a_bare_sum_is_in_yuan_where_yuan_were_told(dialog: Dialog) -> None:
    told = "我们做跨境电商，今年出口八百万人民币"
    assert _new_trade(dialog, told, "新增交易额五十万") == "500000 CNY"
    assert _new_trade(dialog, ABROAD_SALES, "我们报人民币，五十万") == "500000 CNY"


@pytest.mark.parametrize(
    "said",
    [
        "是五十万美元，不是人民币",
        "是五十万美元，不是人民币。他刚又改口了，这样够吗？",
        "另外那两万，您再帮看看，是美元五十万，不是人民币五十万。",
        "不是五十万人民币，是五十万美元",
        "我问的是能补多少，五十万我说的是美元，不是人民币",
        "我说的是美元不是人民币",
    ],
)
def test_only_the_currency_was_wrong(dialog: Dialog, said: str) -> None:
    assert _new_trade(dialog, ABROAD_SALES, NEW_IN_YUAN, said) == "500000 USD"


@pytest.mark.parametrize(
    "said",
    [
        "是七十万美元还是人民币",
        "要是五十万是美元，不是人民币呢",
        "是八十万美元，不是人民币，这个是别家的",
    ],
)
def test_another_sum_or_a_question_changes_no_currency(dialog: Dialog, said: str) -> None:
    assert _new_trade(dialog, ABROAD_SALES, NEW_IN_YUAN, said) == "500000 CNY"


def test_dollars_may_have_been_yuan(dialog: Dialog) -> None:
    told = "新增交易额是50万美元"
    assert _new_trade(dialog, ABROAD_SALES, told, "是五十万人民币，不是美元") == "500000 CNY"
