"""What is not reached yet, not of the whole or not one's own is no fact."""

from __future__ import annotations

from datetime import date

import pytest

from nlu import Context, Understanding

TODAY = date(2026, 3, 1)
EXPORTS, RISE = "当年出口实际交易额", "当年新增出口实际交易额"
AREA_AND_TIME = ("单店建设面积", "开业运营时长")
BROUGHT, FREIGHT = "货物运至邵阳国际贸易集散中心", "公路运输费"


def test_what_would_be_reached_is_supposed(understanding: Understanding) -> None:
    text = "那今年出口做到500万美元（新增就是370万），是15万还是22万？"
    meaning = understanding.parse(text, Context(TODAY, told=(EXPORTS, RISE)))
    assert not meaning.facts
    assert {EXPORTS, RISE} <= set(meaning.supposed)


def test_what_a_part_lacks_is_not_denied_of_the_whole(understanding: Understanding) -> None:
    text = "那二十六万里头有两万四是发到长沙去的，冇走集散中心，那应该是二十三万六"
    told = Context(TODAY, roles=frozenset([BROUGHT]), told=(FREIGHT,))
    facts = understanding.parse(text, told).facts
    assert BROUGHT not in facts
    assert facts[FREIGHT].interval.low == 236_000  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ["我们用的是LA第三方的海外仓，2000多平，不是我们自己的"])
def test_a_third_partys_is_not_ones_own(understanding: Understanding, text: str) -> None:
    assert understanding.parse(text, Context(TODAY)).facts.get("建设运营公共海外仓") is not True


def test_how_many_there_are_only_closes_no_list(understanding: Understanding) -> None:
    listed = ("外贸进出口企业", "跨境电商企业", "跨境电商试点企业")
    text = "邵阳的只有九家 还有我自己也在亚马逊卖点东西"
    facts = understanding.parse(text, Context(TODAY, listed)).facts
    assert facts.get("跨境电商试点企业") is None


def test_two_numbers_side_by_side_stay_two(understanding: Understanding) -> None:
    numbers = understanding.parse("改4600 800票不算", Context(TODAY)).quantities
    assert [int(m.interval.low) for m in numbers] == [4600, 800]


def test_what_is_supposed_ends_where_another_is_spoken_of(understanding: Understanding) -> None:
    text = "要是扩到一百二，再挺两个月，是不是就有十万？我姐夫在加纳有个六百平的海外仓，跟我冇关系"
    told = Context(TODAY, roles=frozenset(["投资建设进口商品乡镇社区店"]), told=AREA_AND_TIME)
    supposed = understanding.parse(text, told).supposed
    assert "建设运营公共海外仓" not in supposed
    assert "公共海外仓面积" not in supposed
