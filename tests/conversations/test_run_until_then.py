"""A day told beside a question, or a day by which a time is full, says how long a shop has run."""

from __future__ import annotations

from datetime import date

import pytest

from conversations import Dialog, State
from policy_engine import Quantity

ON = date(2026, 11, 27)
SHOP = "我投资建设了进口商品乡镇社区店，60平"
RUN = "开业运营时长"


def _run(dialog: Dialog, *messages: str) -> tuple[int, int] | None:
    state = State()
    for message in messages:
        state, _, _ = dialog.turn(state, message, ON)
    value = state.facts.get(RUN)
    if not isinstance(value, Quantity):
        return None
    return int(value.interval.low), int(value.interval.high)


@pytest.mark.parametrize(
    ("said", "months"),
    [
        ("我五月底开门的", (5, 6)),
        ("那我开店要从哪天算半年？我五月底开门的。", (5, 6)),
        ("我们店七月初开业的", (4, 4)),
        ("那我年底就满半年了", (4, 5)),
        ("我们店12月就满一年了", (10, 11)),
        ("我年底就满半年了，一家店最多十万还是固定十万？", (4, 5)),
    ],
)
def test_it_is_told(dialog: Dialog, said: str, months: tuple[int, int]) -> None:
    assert _run(dialog, SHOP, said) == months


@pytest.mark.parametrize(
    "said", ["合同年底就满半年了", "明年底就满半年了", "年底满半年能报吗", "要是年底就满半年呢"]
)
def test_it_is_not_told(dialog: Dialog, said: str) -> None:
    assert _run(dialog, SHOP, said) is None


def test_a_day_that_is_known_stands(dialog: Dialog) -> None:
    assert _run(dialog, SHOP, "我五月底开门的", "那我年底就满半年了") == (5, 6)
