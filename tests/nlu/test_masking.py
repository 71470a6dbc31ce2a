"""What a message speaks of is masked, so that every policy's messages look alike."""

from __future__ import annotations

import pytest

from nlu.features import symbols
from nlu.masking import Masking
from nlu.quantities import scan

TRADE = Masking(["海外仓", "公共海外仓", "跨境电商平台", "入网企业"])
FARMING = Masking(["大棚", "钢架大棚", "合作社", "示范社"])


def _symbols(masking: Masking, text: str) -> list[str]:
    return symbols(masking.masked(text, scan(text)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("建海外仓有补贴吗", "建大棚有补贴吗"),
        ("公共海外仓2200平，能拿多少钱", "钢架大棚3000平方米，能拿多少钱"),
        ("我们平台有四十家入网企业，够不够条件", "我们平台有35家示范社，够不够条件"),
        ("跨境电商平台怎么申报", "合作社怎么申报"),
    ],
)
def test_messages_about_two_trades_have_the_same_features(one: str, other: str) -> None:
    assert _symbols(TRADE, one) == _symbols(FARMING, other)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("海外仓公共海外仓都有", "〈事〉都有"),
        ("海外仓，公共海外仓", "〈事〉，〈事〉"),
        ("三十家入网企业", "〈家〉〈事〉"),
        ("你好", "你好"),
        ("", ""),
    ],
)
def test_masks(text: str, masked: str) -> None:
    assert TRADE.masked(text, scan(text)) == masked


def test_case_does_not_matter_and_places_hold() -> None:
    masking = Masking(["TikTok店"])
    assert masking.masked("İ开tiktok店多少钱", ()) == "İ开〈事〉多少钱"


def test_a_pack_without_words_masks_quantities_alone() -> None:
    assert Masking([]).masked("有40多家企业", scan("有40多家企业")) == "有〈家〉企业"


def test_single_characters_and_expressions_with_gaps_are_no_trade_words() -> None:
    assert Masking(["店", "给…平台交"]).masked("店里给他平台交钱", ()) == "店里给他平台交钱"
