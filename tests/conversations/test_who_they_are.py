"""What a business is not: heard of, or denied later, in its own words."""

from __future__ import annotations

import pytest

from conversations import Dialog

from .talking import talk

TRADER = "跨境电商企业"


@pytest.mark.parametrize(
    "said",
    [
        "你好，我开了个小店卖进口零食，才半年，听人说这个跨境电商有补贴，我这种小店也能沾边吗？",
        "听说跨境电商有补贴，我这里能申请吗",
        "网上说现在跨境电商有政策，我想问问",
    ],
)
def test_what_is_only_heard_of_is_not_told(dialog: Dialog, said: str) -> None:
    state, _ = talk(dialog, said)
    assert TRADER not in state.facts


@pytest.mark.parametrize(
    "said", ["我们做跨境电商的，听说有补贴", "听说有补贴，我们是做亚马逊的，能拿多少"]
)
def test_what_one_does_is_told_beside_what_is_heard(dialog: Dialog, said: str) -> None:
    state, _ = talk(dialog, said)
    assert state.facts[TRADER] is True


@pytest.mark.parametrize(
    "said",
    [
        "跨境电商那个我不是的，我就是实体店",
        "跨境电商我不搞的",
        "我不出口的呀，我是从长沙的进口商那里拿货，在店里卖给街坊。",
    ],
)
def test_what_was_told_may_be_denied(dialog: Dialog, said: str) -> None:
    state, _ = talk(dialog, "我们做跨境电商的", said)
    assert state.facts[TRADER] is False


def test_a_platform_is_denied_as_well(dialog: Dialog) -> None:
    state, _ = talk(dialog, "我们做跨境电商平台的", "平台我们不做")
    assert state.facts["跨境电商平台企业"] is False
