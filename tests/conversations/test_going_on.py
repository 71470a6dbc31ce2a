"""What is supposed goes on over several messages, in the scale of what was told; nothing is stored."""

from __future__ import annotations

import pytest

from conversations import Dialog
from policy_engine import Quantity

from .talking import talk

PLATFORM = "我们是跨境电商平台，18家，4200万，开了一年半，一站式"


@pytest.mark.parametrize(
    "said",
    ["招到30家，并且3500万，两个一起变", "我说的是招到30家，并且成交额3500万", "那30家3500万呢"],
)
def test_after_a_what_if_other_numbers_are_of_that_case(dialog: Dialog, said: str) -> None:
    state, reply = talk(dialog, PLATFORM, "要是招到50家、成交额5500万呢", said)
    assert "如果" in reply.text
    assert "最高 20 万元" in reply.text
    told = state.facts["孵化入网企业数"]
    assert isinstance(told, Quantity)
    assert told.interval.low == 18


def test_what_is_so_now_is_told(dialog: Dialog) -> None:
    state, _ = talk(dialog, PLATFORM, "要是招到50家呢", "我们现在招到32家了")
    told = state.facts["孵化入网企业数"]
    assert isinstance(told, Quantity)
    assert told.interval.low == 32


def test_a_mistake_is_put_right(dialog: Dialog) -> None:
    state, _ = talk(dialog, PLATFORM, "要是招到50家呢", "更正一下，入网企业漏了三家，是21家")
    told = state.facts["孵化入网企业数"]
    assert isinstance(told, Quantity)
    assert told.interval.low == 21


@pytest.mark.parametrize(
    "said", ["那再招十二家呢，成交额也涨到五千五", "要是再招12家、成交额到五千出头呢"]
)
def test_a_bare_number_counts_as_what_was_told(dialog: Dialog, said: str) -> None:
    _, reply = talk(dialog, PLATFORM, said)
    assert "万元" in reply.text.split("如果")[1].splitlines()[0]
    assert "30 家" in reply.text


def test_what_takes_longer_than_the_policy_lasts(dialog: Dialog) -> None:
    shop = "我们在镇上开了一家进口商品社区店，120平，上个月开的"
    _, reply = talk(dialog, shop, "要是开满半年呢")
    assert "最高 10 万元" in reply.text


def test_a_turn_to_another_measure_is_no_supposition(dialog: Dialog) -> None:
    _, reply = talk(dialog, PLATFORM, "那海外仓呢")
    assert "条件" in reply.text
    assert "2000 平方米" in reply.text
