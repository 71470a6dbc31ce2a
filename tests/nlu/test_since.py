"""Dates told as the beginning of a time, counted until a day in months."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from nlu.clean import clean
from nlu.quantities import since

TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("said", "months"),
    [
        ("20230611开业", (32, 32)),
        ("成立于20220301，入网44家", (48, 48)),
        ("自202306起运营", (32, 33)),
        ("2023/6开张", (32, 33)),
        ("2023年6月11日开业", (32, 32)),
        ("2023-06-11开业", (32, 32)),
        ("二〇二三年六月开业", (32, 33)),
        ("去年十一月开的", (3, 4)),
        ("上个月开的", (0, 1)),
        ("去年三季度上线的", (5, 8)),
        ("2024年第二季度开业", (20, 23)),
        ("2023Q3投产", (29, 32)),
        ("去年Q4运营", (2, 5)),
        ("23年下半年开的", (26, 32)),
        ("2024年上半年成立", (20, 26)),
        ("前年上半年建成", (20, 26)),
        ("今年一季度成立", (0, 2)),
        ("从2024年3月到现在", (23, 24)),
    ],
)
def test_a_date_is_a_time(said: str, months: tuple[int, int]) -> None:
    (told,) = since(clean(said).text, TODAY)
    assert (told.interval.low, told.interval.high) == tuple(map(Decimal, months))


@pytest.mark.parametrize(
    "said", ["20270101开业", "20231345开业", "去年三季度成交3000万", "2023年开业", "货款20230611元"]
)
def test_what_is_no_beginning_is_none(said: str) -> None:
    assert not since(clean(said).text, TODAY)


@pytest.mark.parametrize(
    ("said", "months"),
    [("去年国庆开的", (12, 13)), ("七月才开", (3, 4)), ("去年双十一上线", (11, 12))],
)
def test_a_feast_or_a_month_gone_by(said: str, months: tuple[int, int]) -> None:
    (told,) = since(clean(said).text, date(2026, 11, 26))
    assert (told.interval.low, told.interval.high) == tuple(map(Decimal, months))


@pytest.mark.parametrize("said", ["1到10月开票3万", "每月开票", "12月才开业", "七月一号开会"])
def test_no_month_that_something_began_in(said: str) -> None:
    assert not since(clean(said).text, date(2026, 11, 26))
