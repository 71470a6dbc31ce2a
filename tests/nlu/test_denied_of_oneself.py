"""What one does not do oneself denies what it names, and nothing that was told before it."""

from __future__ import annotations

from datetime import date

import pytest

from nlu import Context, Understanding

SHOP = "投资建设进口商品乡镇社区店"
CASES = [
    ("退下来以后在乡下开了两家进口商品店，货都是从长沙批发来的，我自己不搞进出口", True),
    ("开了个进口超市，我自己不做进出口", True),
    ("在镇上盘了一家进口店，但自己没有出口权", True),
    ("没有开进口超市，自己不做进出口", False),
    ("进口超市关了，我自己不做进出口", False),
    ("打算开个进口超市，自己不做进出口", None),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_only_what_it_names(understanding: Understanding, text: str, expected: bool | None) -> None:
    meaning = understanding.parse(text, Context(date(2026, 11, 27)))
    assert meaning.facts.get(SHOP) is expected
