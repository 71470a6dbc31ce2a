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
        ((PLATFORM, "那就是25万对吧"), "不是，跨境电商平台建设扶持：最高 20 万元。"),
        ((PLATFORM, "那就是30万对吧"), "还不是：孵化入网企业差 5 家（要 50 家以上）"),
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
    ["先交20万保证金是吧", "每年20万，对吧", "我们同行拿不到吧", "为什么拿不到", "我们是不是拿不到30万"],
)  # fmt: skip
def test_of_anything_else_nothing_is_confirmed(dialog: Dialog, asked: str) -> None:
    _, reply = talk(dialog, PLATFORM, asked)
    assert not reply.text.startswith(("对", "不是"))


EXPORTS = "做亚马逊的，今年出口大概420万美元，新增出口130万美元，新增实际交易额130万美元"


@pytest.mark.parametrize(
    ("told", "lacks"),
    [
        (EXPORTS, "当年出口实际交易额差约 80 万美元（要 500 万美元以上）"),
        ("我们开了进口商品店，大概90平，开了一年", "差约 10 平方米（要 100 平方米以上）"),
        ("我们海外仓2500平，服务7家左右，当地进出口额6000万", "差约 3 家（要 10 家以上）"),
    ],
)
def test_of_a_rough_number_the_gap_is_that_to_the_number_told(
    dialog: Dialog, told: str, lacks: str
) -> None:
    _, reply = talk(dialog, told, "还差多少")
    assert lacks in reply.text


@pytest.mark.parametrize(
    "asked",
    ["“差80万”怎么来的？500减420不就是80万吗？", "500减420不就是80万吗", "那就是差80万对吧"],
)
def test_the_gap_is_confirmed_as_it_was_reckoned(dialog: Dialog, asked: str) -> None:
    _, reply = talk(dialog, EXPORTS, asked)
    assert reply.text.startswith("对，当年出口实际交易额差约 80 万美元")


OWN = "我们是跨境电商企业，今年出口180万美元，去年60万美元，新增实际交易额120万美元"


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("我们自己到手是不是就30万加2万32万？", "对，合起来是 32 万元。"),
        ("是不是就20万加2万，22万？", "不是，合起来最高 32 万元。"),
    ],
)
def test_of_parts_that_are_drawn_the_whole_is_confirmed(
    dialog: Dialog, asked: str, says: str
) -> None:
    platform = "我们平台入网57家，年成交额5300万，一站式都有，开了一年半"
    _, reply = talk(dialog, platform, OWN, asked)
    assert reply.text.startswith(says)


@pytest.mark.parametrize("asked", ["那我是不是就一分钱没有？", "我们一分钱都拿不到了吧"])
def test_of_nothing_at_all_the_lowest_tier_is_told(dialog: Dialog, asked: str) -> None:
    told = "我们是跨境电商企业，今年出口60万美元，去年30万美元，新增实际交易额30万美元"
    _, reply = talk(dialog, told, asked)
    assert reply.text.startswith("对，按现在说的情况，跨境电商企业交易额支持不符合。")
    assert "最低的一档：当年新增实际交易额差 70 万美元" in reply.text


def test_of_what_is_not_known_nothing_is_denied(dialog: Dialog) -> None:
    asked = "那我今年做不到100万美元，是不是就一分钱没有？"
    _, reply = talk(dialog, "我们在亚马逊开店卖货", asked)
    assert "还不一定，跨境电商企业交易额支持还有条件没说全。" in reply.text
    assert "最低的一档：当年新增实际交易额" in reply.text
