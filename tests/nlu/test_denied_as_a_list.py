"""Lists of things that are denied as a whole, and a yes told before that is denied by its own words
alone."""

from __future__ import annotations

from datetime import date

import pytest

from nlu import Context, Denied, Meaning, Understanding

TODAY = date(2026, 11, 27)
ABROAD, COLLECTING, BONDED = "建设运营公共海外仓", "运营跨境电商集货仓", "经营保税仓储设施"
SHOP, CARRIED = "投资建设进口商品乡镇社区店", "货物运至邵阳国际贸易集散中心"


def _denied(meaning: Meaning) -> set[str]:
    return {denied.fact for denied in meaning.of(Denied)}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("其他都没有，海外仓、保税仓、集货仓、运集散中心、进口店都没。", {ABROAD, BONDED, COLLECTING, CARRIED, SHOP}),
        ("保税仓、集货仓、海外仓，这些我们都没得", {ABROAD, BONDED, COLLECTING}),
        ("没有海外仓、保税仓、集货仓", {ABROAD, BONDED, COLLECTING}),
        ("跨境电商我们做，海外仓、集货仓都没有", {ABROAD, COLLECTING}),
        ("我们不做外贸，不建海外仓，也不往集散中心运货", {"外贸进出口企业", ABROAD, CARRIED}),
        ("海外仓、集货仓都没问题", set()),
        ("海外仓、集货仓是不是都没有了", set()),
    ],
)  # fmt: skip
def test_each_thing_of_a_list_is_denied(
    understanding: Understanding, text: str, facts: set[str]
) -> None:
    assert _denied(understanding.parse(text, Context(TODAY))) == facts


@pytest.mark.parametrize(
    ("text", "is_denied"),
    [
        ("前面不是说了嘛，我们不做跨境买卖，也没有自己的货入仓。两样都没有。", False),
        ("也没有自己的货入仓", False),
        ("集货仓我们没有", True),
        ("我们集货仓已经关了", True),
    ],
)
def test_a_yes_told_before_is_denied_by_its_own_words_alone(
    understanding: Understanding, text: str, is_denied: bool
) -> None:
    context = Context(TODAY, roles=frozenset({COLLECTING}))
    assert (COLLECTING in _denied(understanding.parse(text, context))) is is_denied
