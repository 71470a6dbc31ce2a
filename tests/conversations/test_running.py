"""What began on a day that was told: when it has run long enough, and whether that is in time."""

from __future__ import annotations

from datetime import date

import pytest

from conversations import Dialog, State
from conversations.store import decode_state, encode_state

SHOP = "我们开了进口商品店，120平"
LATE = date(2026, 11, 27)


def told(dialog: Dialog, *messages: str) -> str:
    state = State()
    for message in messages:
        state, reply, _ = dialog.turn(decode_state(encode_state(state)), message, LATE)
    return reply.text


@pytest.mark.parametrize(
    ("opened", "says"),
    [
        ("5月28开张的", "到 2026-11-28 才满 6 个月（还有 1 天）"),
        ("今年5月28号开张的", "到 2026-11-28 才满 6 个月（还有 1 天）"),
        ("今年7月12日开张的", "到 2027-01-12 才满 6 个月（还有 46 天），那时文件按最后一天算已经过了有效期"),
        ("今年7月开的", "大约 2027-01-01 到 2027-01-31 之间满 6 个月，那时文件按最后一天算已经过了有效期"),
        ("开了五个月", "差 1 个月"),
    ],
)  # fmt: skip
def test_the_day_on_which_it_is_enough(dialog: Dialog, opened: str, says: str) -> None:
    assert says in told(dialog, SHOP, opened)


def test_a_length_told_anew_forgets_the_day(dialog: Dialog) -> None:
    assert "2026-11-28" not in told(dialog, SHOP, "5月28开张的", "说错了，是开了4个月")
