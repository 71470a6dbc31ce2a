"""Of a whole and its part, and of a price: which number a fact is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from nlu import Beside, Context, Expense, Understanding
from policy_engine import Quantity

TODAY = date(2026, 3, 1)


def _told(understanding: Understanding, text: str, *pending: str) -> dict[str, Decimal]:
    meaning = understanding.parse(text, Context(TODAY, pending))
    values = meaning.facts.items()
    return {fact: v.interval.low for fact, v in values if isinstance(v, Quantity)}


@pytest.mark.parametrize(
    ("said", "fact", "meant"),
    [
        ("一共14家，里头9家是邵阳的", "海外仓服务邵阳企业数", 9),
        ("用我们仓的有38家，其中31家是邵阳的", "海外仓服务邵阳企业数", 31),
        ("86家里面活跃的只有52家", "孵化入网企业数", 86),
    ],
)
def test_the_part_is_meant_where_the_words_of_the_fact_stand(
    understanding: Understanding, said: str, fact: str, meant: int
) -> None:
    assert _told(understanding, said, fact) == {fact: meant}


def test_the_other_number_needs_no_place(understanding: Understanding) -> None:
    meaning = understanding.parse(
        "一共14家，里头9家是邵阳的", Context(TODAY, ("海外仓服务邵阳企业数",))
    )
    assert [beside.mention.text for beside in meaning.of(Beside)] == ["14家"]


def test_so_much_for_each_is_no_total(understanding: Understanding) -> None:
    assert _told(understanding, "入网企业交给我们的服务费，5000一家") == {}


@pytest.mark.parametrize(
    ("said", "named", "asked"),
    [
        ("房租有补没得", ["房租、场地租金"], True),
        ("投ads一个月5万块，这个有没有报销？", ["广告推广"], True),
        ("展位费和信用保险，文件究竟有没有支持？", ["参展、展位", "信用保险、保费"], True),
        ("我们去年装修花了两百万", ["装修、改造"], False),
    ],
)
def test_expenses_of_which_the_policy_says_nothing(
    understanding: Understanding, said: str, named: list[str], asked: bool
) -> None:
    expenses = understanding.parse(said, Context(TODAY)).of(Expense)
    assert sorted({expense.name for expense in expenses}) == sorted(named)
    assert {expense.asked for expense in expenses} == {asked}


def test_what_was_spent_on_them_is_no_fact(understanding: Understanding) -> None:
    assert _told(understanding, "今年出口信用保险保费11.6万元") == {}
