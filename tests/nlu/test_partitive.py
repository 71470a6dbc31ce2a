"""Of a whole and its part, and of a price: which number a fact is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from nlu import Beside, Context, Expense, Supposed, Understanding
from policy_engine import Interval, Quantity, unit_of

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


WHOLE = {"年成交额": Decimal(42_000_000), "公路运输费": Decimal(86_000)}


def _known(*pending: str) -> Context:
    return Context(TODAY, pending, told=tuple(WHOLE), sums=WHOLE)


@pytest.mark.parametrize(
    "text",
    [
        "4200万里有500万其实是一个没入网的客户走我们代付的，这个算不算成交额？",
        "这4200万里面有800万是刷单的，能算吗",
        "那8万6里头有1万2是我自己的车跑的，冇得发票，这个钱认不认",
        "就是其中500万不知道算不算",
    ],
)
def test_a_part_that_may_not_count_is_no_new_value(understanding: Understanding, text: str) -> None:
    meaning = understanding.parse(text, _known("孵化入网企业数"))
    assert meaning.facts.items() <= {"年成交额": _yuan(42_000_000)}.items()
    assert meaning.of(Beside)
    assert not meaning.supposes


@pytest.mark.parametrize(
    ("text", "fact", "by", "value"),
    [
        ("要是1万2不认，那我总共还有好多", "公路运输费", "less", 12_000),
        ("要是那500万不算，我们还够不够？", "年成交额", "less", 5_000_000),
        ("扣掉刷单的1500万，够不够20万", "年成交额", "less", 15_000_000),
        ("最坏扣掉算3700万，那还够不够20万那档？", "年成交额", "to", 37_000_000),
        ("要是成交额3700万，还够不够20万", "年成交额", "to", 37_000_000),
    ],
)
def test_without_a_part_less_is_supposed(
    understanding: Understanding, text: str, fact: str, by: str, value: int
) -> None:
    meaning = understanding.parse(text, _known())
    found = [(each.fact, each.by, each.value) for each in meaning.of(Supposed)]
    assert found == [(fact, by, _yuan(value))]
    assert not meaning.facts


def test_a_part_does_not_come_on_top(understanding: Understanding) -> None:
    meaning = understanding.parse("其中8万走集散中心", _known())
    assert [each.mention.text for each in meaning.unclear] == ["8万"]
    assert not meaning.added


def _yuan(value: int) -> Quantity:
    return Quantity(Interval.exactly(Decimal(value)), unit_of("CNY"))
