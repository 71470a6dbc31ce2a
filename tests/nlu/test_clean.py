"""Cleaning: one plain form, and the way back."""

from __future__ import annotations

import pytest

from nlu import MAX_LENGTH
from nlu.clean import clean


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("我們有四十多傢企業", "我们有四十多家企业"),
        ("３０００萬元", "3000万元"),
        ("40 多 家", "40多家"),
        ("3 000 万", "3000万"),
        ("平台 40家 4千万", "平台 40家 4千万"),
        ("三 十 万", "三十万"),
        ("a\x00b\x1b[31m", "ab[31m"),
        ("哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈", "哈哈哈"),
        ("一行\n两行", "一行 两行"),
    ],
)
def test_cleaning(typed: str, read: str) -> None:
    assert clean(typed).text == read


def test_long_messages_are_cut() -> None:
    assert len(clean("天地" * 5000).text) <= MAX_LENGTH
