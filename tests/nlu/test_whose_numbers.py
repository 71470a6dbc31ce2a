"""What is told of another firm is no fact of the speaker's, and can be taken back as not his."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal

import pytest

from nlu import Amended, Context, Understanding

TODAY = date(2026, 11, 27)
PLATFORM, WAREHOUSE, HUB = "跨境电商平台企业", "经营保税仓储设施", "运营跨境电商集货仓"
ENTERPRISES, TURNOVER, RUN = "孵化入网企业数", "年成交额", "年度经营票数"
STORED = "年度入仓票数"


def _context(role: str, **sums: int) -> Context:
    told = {name: Decimal(value) for name, value in sums.items()}
    return Context(TODAY, roles=frozenset({role}), told=tuple(told), sums=told)


@pytest.mark.parametrize(
    ("role", "text"),
    [
        (PLATFORM, "对了长沙有家平台80家入网、8000万成交，人家都说拿了30万，我们能拿多少？"),
        (PLATFORM, "株洲有家做平台的，入网70家、成交6000万，他拿了30万，我呢？"),
        (PLATFORM, "我有个客户是平台，入网55家，成交5500万，他能拿多少？"),
        (WAREHOUSE, "另有一家贸易公司租用我们的仓，全年入仓1500票，这是人家的货。他们能不能自己去申请？"),
        (WAREHOUSE, "有个客户租我们的仓，一年入仓900票，他能补多少？"),
        (WAREHOUSE, "我们仓里有一家客户存了1500票，这是他家的货"),
        (HUB, "衡阳有个集货仓服务15家企业、进出口6000万，听说给了30万，我们够不够？"),
    ],
)  # fmt: skip
def test_of_another_firm_nothing_is_kept(
    understanding: Understanding, role: str, text: str
) -> None:
    assert not understanding.parse(text, _context(role)).facts


@pytest.mark.parametrize(
    ("role", "text", "own"),
    [
        (PLATFORM, "我们在长沙有家平台，入网80家，成交8000万", {ENTERPRISES, TURNOVER}),
        (PLATFORM, "我们有一家子公司是平台，入网80家", {ENTERPRISES}),
        (PLATFORM, "隔壁县一家平台入网60家，我们46家能拿多少", {ENTERPRISES}),
        (WAREHOUSE, "我们另有一家贸易公司，自己的货全年入仓1500票", {STORED}),
        (WAREHOUSE, "2100票都是客户的货，我们只管仓", {RUN}),
        (PLATFORM, "有一家企业退出了，现在45家", {ENTERPRISES}),
        (PLATFORM, "入网46家，其中有一家企业成交就占了800万", {ENTERPRISES}),
    ],
)  # fmt: skip
def test_ones_own_is_kept(
    understanding: Understanding, role: str, text: str, own: Collection[str]
) -> None:
    facts = understanding.parse(text, _context(role, 年度经营票数=2100)).facts
    assert {fact for fact, value in facts.items() if not isinstance(value, bool)} == own


@pytest.mark.parametrize(
    "text",
    [
        "1500票是贸易公司的，不是我司的，请勿记到我司名下。",
        "那1500票不是我们的，是贸易公司的",
        "1500票是租仓那家客户的，别算到我们头上",
        "不对，那1500票是人家客户的，你给我记成我们的了",
    ],
)
def test_what_is_anothers_is_taken_back(understanding: Understanding, text: str) -> None:
    context = _context(WAREHOUSE, 年度经营票数=2100, 年度入仓票数=1500)
    meaning = understanding.parse(text, context)
    taken = [each.mention and each.mention.text for each in meaning.of(Amended)]
    assert taken == ["1500票"]
    assert not meaning.withdrawn
    assert not meaning.facts
