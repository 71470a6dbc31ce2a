"""Of several things asked about, all are so but those that are excepted."""

from __future__ import annotations

from datetime import date

import pytest

from nlu import Context, Understanding

TODAY = date(2026, 3, 1)
LISTED = ("运营跨境电商集货仓", "建设运营公共海外仓", "开展跨境电商人才培训")


@pytest.mark.parametrize(
    ("text", "without"),
    [("除了海外仓都有", LISTED[1]), ("除集货仓外其他都做", LISTED[0])],
)  # fmt: skip
def test_what_is_excepted_is_denied(understanding: Understanding, text: str, without: str) -> None:
    facts = understanding.parse(text, Context(TODAY, LISTED)).facts
    assert facts == {fact: fact != without for fact in LISTED}


def test_where_all_the_rest_is_denied_it_is_the_one(understanding: Understanding) -> None:
    facts = understanding.parse("除了集货仓别的都没有", Context(TODAY, LISTED)).facts
    assert facts[LISTED[0]] is True


def test_so_it_is_without_a_list(understanding: Understanding) -> None:
    facts = understanding.parse("除了海外仓都没有", Context(TODAY, focus=("5.1",))).facts
    assert facts.get(LISTED[1]) is not False
