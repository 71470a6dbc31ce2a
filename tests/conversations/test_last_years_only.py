"""What was told as this year's is said to be last year's: it is none of this year's any more."""

from __future__ import annotations

import pytest

from conversations import Dialog

from .talking import talk

PILOT = "我们是跨境电商试点企业，出口业绩体现在邵阳，出口260万美元"


@pytest.mark.parametrize(
    "message",
    ["260万美元是去年的，不是今年的，今年的还要问老板", "260万美元是去年的出口额，增长是有的"],
)
def test_it_is_taken_back_and_nothing_is_reckoned_from_it(dialog: Dialog, message: str) -> None:
    state, _ = talk(dialog, PILOT, message)
    assert "当年出口实际交易额" not in state.facts
    assert "当年新增出口实际交易额" not in state.facts
