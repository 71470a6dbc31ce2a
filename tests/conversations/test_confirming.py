"""对吧, 是不是: a yes or a no comes first."""

from __future__ import annotations

import pytest

from conversations import Dialog

from .talking import talk

PLATFORM = "我们是跨境电商一站式平台，邵阳企业45家，开了一年多，年成交4600万"


@pytest.mark.parametrize(
    ("messages", "says"),
    [
        ((PLATFORM, "那就是20万对吧"), "对，跨境电商平台建设扶持：最高 20 万元。"),
        ((PLATFORM, "都没有", "第五条海外仓那个我们拿不到吧"), "对，按现在说的情况，公共海外仓建设运营奖励不符合。"),
        (("我们开了进口商品店，120平，开了三个月", "那我们就没戏了是吧"), "对，按现在说的情况，进口商品乡镇社区店建设补贴不符合。"),
        ((PLATFORM, "那第八条平台建设扶持我们是不是没份"), "不是，跨境电商平台建设扶持按现在说的情况是符合的。"),
    ],
)  # fmt: skip
def test_the_answer_begins_with_yes_or_no(
    dialog: Dialog, messages: tuple[str, ...], says: str
) -> None:
    _, reply = talk(dialog, *messages)
    assert reply.text.startswith(says)


@pytest.mark.parametrize(
    "asked",
    ["那就是25万对吧", "先交20万保证金是吧", "每年20万，对吧", "我们同行拿不到吧", "为什么拿不到", "我们是不是拿不到30万"],
)  # fmt: skip
def test_of_anything_else_nothing_is_confirmed(dialog: Dialog, asked: str) -> None:
    _, reply = talk(dialog, PLATFORM, asked)
    assert not reply.text.startswith(("对", "不是"))
