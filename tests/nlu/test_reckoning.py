"""Numbers that only together, or with the word before them, say how much there is."""

from __future__ import annotations

from datetime import date

import pytest

from nlu import Context, Understanding
from nlu.clean import clean
from nlu.reckoning import reckoned
from tests.nlu.test_quantities import written


def _reckoned(understanding: Understanding, text: str) -> str:
    message = understanding.annotated(clean(text).text, Context(date(2025, 6, 1)))
    return "; ".join(written(mention) for mention in reckoned(message).mentions)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("差十天满一年", "< 12 month"),
        ("还差十天满一年", "< 12 month"),
        ("离一年还差二十天", "< 12 month"),
        ("距一周年还有十五天", "< 12 month"),
        ("再过半个月就满一年了", "11.5 month"),
        ("还有三天到一年", "< 12 month"),
        ("一年差十天", "< 12 month"),
        ("一年还差个把星期", "< 12 month"),
        ("差一个星期一年", "< 12 month"),
        ("就差五天就一年了", "< 12 month"),
        ("快满一年，差八天", "< 12 month"),
        ("还不满一年，差一周", "< 12 month"),
        ("离满一年只差20天", "< 12 month"),
        ("再有十来天满一年", "< 12 month"),
        ("不满一年，还要等半个月", "< 12 month"),
        ("差两个月满一年", "10 month"),
        ("一年还差两个月", "10 month"),
        ("三十家还差两家", "28 家"),
        ("离三十家还差两家", "28 家"),
        ("还差两家满三十家", "28 家"),
        ("差几天就满两年", "< 2 year"),
        ("差三天半年", "< 6 month"),
        ("离两年还差一个月零三天", "(22, 23) month"),
    ],
)
def test_what_is_short_of_a_number_is_taken_off(
    understanding: Understanding, said: str, meant: str
) -> None:
    assert _reckoned(understanding, said) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("开业一年零十天", "(12, 13) month"),
        ("新增交易额减少了3万", "-30000 -"),
        ("去年少了六家，减少到38家", "38 家"),
        ("从30家涨到45家", "45 家"),
        ("出口同比下降了两成", "-20 percent"),
        ("运费下降到12万", "120000 -"),
        ("全市排第五，入网44家", "44 家"),
    ],
)
def test_changes_and_ranks(understanding: Understanding, said: str, meant: str) -> None:
    assert _reckoned(understanding, said) == meant
