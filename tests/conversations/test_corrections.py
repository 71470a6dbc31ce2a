"""Corrections and withdrawals keep unit, currency and fact, in whatever words they are made."""

from __future__ import annotations

import pytest

from conversations import Dialog
from policy_engine import FactValue, Quantity

from .talking import talk

PLATFORM = "我们平台入网40家，年成交额6000万，一站式都有，开了两年"
IN_DOLLARS = "我们平台年成交额900万美元"


def _told(value: FactValue | None) -> object:
    """A number with its unit, a yes or no as it is."""
    return (value.interval.low, value.unit.code) if isinstance(value, Quantity) else value


# -- unit and currency ------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["不对，是800万", "改成800万", "更正，800万", "说错了，800万才对"])
def test_a_corrected_number_after_dollars_is_dollars(dialog: Dialog, said: str) -> None:
    state, reply = talk(dialog, IN_DOLLARS, said)
    assert _told(state.facts["年成交额"]) == (8_000_000, "USD")
    assert "800 万美元" in reply.text


def test_another_currency_is_taken_when_it_is_named(dialog: Dialog) -> None:
    state, _ = talk(dialog, IN_DOLLARS, "更正，900万人民币")
    assert _told(state.facts["年成交额"]) == (9_000_000, "CNY")


def test_a_number_asked_for_again_stays_in_its_currency(dialog: Dialog) -> None:
    state, reply = talk(dialog, IN_DOLLARS, "成交额说错了")
    assert "年成交额应该是多少？（现在记的是 900 万美元）" in reply.text
    state, _ = talk(dialog, IN_DOLLARS, "成交额说错了", "800万")
    assert _told(state.facts["年成交额"]) == (8_000_000, "USD")


def test_a_small_number_still_asks_for_its_unit(dialog: Dialog) -> None:
    state, reply = talk(dialog, PLATFORM, "成交额说错了", "1500")
    assert _told(state.facts["年成交额"]) == (60_000_000, "CNY")
    assert "单位是万元还是元" in reply.text


# -- the fact it was meant for ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "said", "gone", "meant", "number"),
    [
        ("今年新增交易额150万美元", "那个150万其实是新增出口的", "当年新增实际交易额", "当年新增出口实际交易额", 1_500_000),
        ("我们平台成交额6000万", "不是年成交额，是集货仓的进出口额", "年成交额", "集货仓年跨境电商进出口额", 60_000_000),
        ("我们海外仓2500平，服务15家", "15家那个说的是集货仓", "海外仓服务邵阳企业数", "集货仓服务本市中小微企业数", 15),
        ("保税仓经营单位，一年2000票", "2000票说的是入仓的", "年度经营票数", "年度入仓票数", 2000),
        ("货从邵东运到集散中心，一年运费15万", "那个15万不是运费，是报关的费用", "公路运输费", "报关装卸等作业费用", 150_000),
    ],
)  # fmt: skip
def test_a_number_goes_to_the_fact_it_was_meant_for(
    dialog: Dialog, told: str, said: str, gone: str, meant: str, number: int
) -> None:
    state, reply = talk(dialog, told, said)
    moved = state.facts[meant]
    assert isinstance(moved, Quantity)
    assert moved.interval.low == number
    assert gone not in state.facts
    assert {change.fact for change in reply.changed} >= {gone, meant}
    assert talk(dialog, told, said, "撤销")[0].facts == talk(dialog, told)[0].facts


# -- taking out -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "gone"),
    [
        ("刚才那个成交额是另一家公司的，去掉", "年成交额"),
        ("刚说的入网家数拿掉", "孵化入网企业数"),
        ("家数先别算", "孵化入网企业数"),
        ("6000万那个去掉", "年成交额"),
        ("成交额那个数不要了", "年成交额"),
    ],
)
def test_one_of_several_is_taken_out_and_said_so(dialog: Dialog, said: str, gone: str) -> None:
    before, _ = talk(dialog, PLATFORM)
    state, reply = talk(dialog, PLATFORM, said)
    assert set(before.facts) - set(state.facts) == {gone}
    assert "先不算" in reply.text
    assert "没有听到" not in reply.text


def test_a_business_is_taken_out_with_its_numbers_and_not_asked_about_again(
    dialog: Dialog,
) -> None:
    state, reply = talk(dialog, "我们有海外仓2500平，还有集货仓服务12家", "海外仓那块先不算")
    assert set(state.facts) == {"运营跨境电商集货仓", "集货仓服务本市中小微企业数"}
    assert reply.question is not None
    assert reply.question.facts == ("集货仓年跨境电商进出口额",)
    state, reply = talk(dialog, PLATFORM, "平台那块都去掉")
    assert state.facts == {}
    assert "跨境电商平台企业" not in (reply.question.facts if reply.question else ())


@pytest.mark.parametrize("said", ["没评上", "其实试点没评上", "刚才点错了，不是试点"])
def test_a_business_that_is_none_after_all(dialog: Dialog, said: str) -> None:
    state, _ = talk(dialog, "我们是试点企业，服务费20万", said)
    assert state.facts["跨境电商试点企业"] is False
    assert "出口业绩体现在邵阳" not in state.facts


def test_the_last_sentence_is_taken_back(dialog: Dialog) -> None:
    before, _ = talk(dialog, "我们海外仓2500平")
    assert (
        talk(dialog, "我们海外仓2500平", "服务15家邵阳企业", "刚才那句收回")[0].facts
        == before.facts
    )


def test_a_question_whether_something_counts_takes_nothing_back(dialog: Dialog) -> None:
    before, _ = talk(dialog, PLATFORM)
    state, _ = talk(dialog, PLATFORM, "成交额算不算数")
    assert state.facts == before.facts


# -- which item -------------------------------------------------------------------------------


def test_the_items_last_spoken_of_are_offered(dialog: Dialog) -> None:
    _, reply = talk(dialog, "我们海外仓2500平", PLATFORM, "说错了")
    assert reply.question is not None
    assert [option.fact for option in reply.question.options] == [
        "孵化入网企业数", "年成交额", "提供一站式综合服务", "平台正常经营时长",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "answers",
    [
        ("2", "5500万"),
        ("哎呀成交额那个啦", "五千五百万"),
        ("流水", "5500万"),
        ("第二个，5500万",),
        ("流水，5500万",),
        ("哦，是第二个", "五千五百万"),
        ("成交额5500万",),
    ],
)
def test_a_word_a_place_an_exclamation_or_all_at_once_answer(
    dialog: Dialog, answers: tuple[str, ...]
) -> None:
    state, _ = talk(dialog, PLATFORM, "说错了", *answers)
    assert _told(state.facts["年成交额"]) == (55_000_000, "CNY")


def test_the_one_behind_is_the_last_and_the_one_before_the_first(dialog: Dialog) -> None:
    told = "我们平台入网40家，年成交额6000万"
    _, reply = talk(dialog, told, "不对", "后面那个")
    assert "年成交额应该是多少" in reply.text
    _, reply = talk(dialog, PLATFORM, "说错了", "前面那个")
    assert "孵化入网企业应该是多少" in reply.text


def test_nothing_is_wrong_after_all(dialog: Dialog) -> None:
    before, _ = talk(dialog, PLATFORM)
    state, reply = talk(dialog, PLATFORM, "说错了", "都没错")
    assert state.facts == before.facts
    assert "请回序号" not in reply.text


def test_what_is_wrong_is_named_without_a_number(dialog: Dialog) -> None:
    state, reply = talk(dialog, PLATFORM, "那个家数不对", "哦四十五")
    assert _told(state.facts["孵化入网企业数"]) == (45, "家")
    assert "原来记的是 40 家" in reply.text


def test_another_policy_is_corrected_as_well(village: Dialog) -> None:
    state, reply = talk(village, "我们在山里办了个民宿，三十二张床", "床位数说错了")
    assert "民宿床位应该是多少？（现在记的是 32 张）" in reply.text
    state, _ = talk(village, "我们在山里办了个民宿，三十二张床", "床位数说错了", "36")
    assert _told(state.facts["床位"]) == (36, "张")


def test_by_how_much_it_was_wrong_is_no_number_of_its_own(dialog: Dialog) -> None:
    told = ("我们运营跨境电商集货仓，服务本市中小微企业9家", "更正一下，漏了三家，是12家")
    state, reply = talk(dialog, *told)
    assert _told(state.facts["集货仓服务本市中小微企业数"]) == (12, "家")
    assert reply.unplaced == ()


def test_something_is_wrong_denies_none_of_the_roles(dialog: Dialog) -> None:
    state, reply = talk(dialog, PLATFORM, "不对")
    assert False not in state.facts.values()
    assert "要改哪一项" in reply.text
    state, _ = talk(dialog, PLATFORM, "不对", "哦成交额那个，7000万")
    assert _told(state.facts["年成交额"]) == (70_000_000, "CNY")


def test_what_is_so_now_replaces_what_was(dialog: Dialog) -> None:
    told = "有个海外仓1800平，泰国，服务十来家邵阳企业，进出口额800万美元"
    state, _ = talk(dialog, told, "扩完了，现在2500平了")
    assert _told(state.facts["公共海外仓面积"]) == (2500, "m2")
