"""Facts of type 清单: like things with facts of their own, counted where they qualify."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from policy_engine import FactError, Interval, Money, PackError, check_grounding, gaps
from tests.policy_engine.small_pack import Asked, pack

FACTS = """
门店:
  类型: 清单
  单项:
    面积: {类型: 面积, 单位: 平方米}
    开业时长: {类型: 时长, 单位: 月, 起算: 开业}
    所在地: {类型: 地区}
    自营: {类型: 是否}
营业额: {类型: 金额, 单位: 元}
"""
QUALIFY = "个数(门店, 面积 >= 100 平方米 且 开业时长 >= 6 个月)"
QUOTE = "门店面积100平方米、开业半年以上的，每个补贴10万元，1个以上即可，最高30万元"
BENEFIT = f"{{方式: 最高, 金额: '10 万元/个 × {QUALIFY}', 封顶: 30 万元}}"
GOOD: dict[str, object] = {"面积": 120, "开业时长": 8}
BAD: dict[str, object] = {"面积": 90}
OPEN: dict[str, object] = {"面积": ">= 100"}


def _more(*items: dict[str, object]) -> dict[str, object]:
    """These and perhaps others."""
    return {"单项": list(items), "完整": False}


@pytest.mark.parametrize(
    ("stores", "status", "ceiling", "asks"),
    [
        (None, "undetermined", 300_000, True),
        ([], "ineligible", None, False),
        ([GOOD], "eligible", 100_000, False),
        ([GOOD, GOOD, BAD], "eligible", 200_000, False),
        ([BAD], "ineligible", None, False),
        ([BAD, OPEN], "undetermined", 100_000, True),
        ([GOOD, OPEN], "eligible", 200_000, True),
        (_more(GOOD), "eligible", 300_000, True),
        (_more(BAD), "undetermined", 300_000, True),
        (_more(GOOD, GOOD, GOOD), "eligible", 300_000, False),
    ],
)  # fmt: skip
def test_items_that_qualify_are_counted(
    tmp_path: Path, stores: object, status: str, ceiling: int | None, asks: bool
) -> None:
    asked = Asked(pack(tmp_path, FACTS, f"{QUALIFY} >= 1", BENEFIT, QUOTE))
    result = asked.result({} if stores is None else {"门店": stores})
    assert str(result.status) == status
    assert result.amount == (None if ceiling is None else Money(Decimal(0), Decimal(ceiling)))
    assert result.missing == (("门店",) if asks else ())
    assert check_grounding(asked.policy).findings[0].where == "事实“营业额”"


@pytest.mark.parametrize(
    ("rule", "stores", "status"),
    [
        ("个数(门店) >= 2", [GOOD, BAD], "eligible"),
        ("个数(门店) >= 2 个", [GOOD], "ineligible"),
        ("1 <= 个数(门店, 自营)", [{"自营": True}], "eligible"),
        ("个数(门店, 自营) = 0", [{"自营": False}], "eligible"),
        ("个数(门店, 所在地 属于 天河区) >= 1", [{"所在地": "广州市天河区"}], "eligible"),
        ("个数(门店, 所在地 属于 天河区) >= 1", [{"所在地": "上海市"}], "ineligible"),
        ("个数(门店, 自营) > 个数(门店, 面积 >= 100 平方米)", [{"自营": True, "面积": 90}], "eligible"),
        ("个数(门店, 自营) ÷ 个数(门店) >= 50%", [{"自营": True}, {"自营": False}], "eligible"),
        ("个数(门店, 面积 >= 100 平方米) >= 1 且 个数(门店, 自营) >= 1", [GOOD | {"自营": False}], "ineligible"),
    ],
)  # fmt: skip
def test_counts_in_conditions(tmp_path: Path, rule: str, stores: object, status: str) -> None:
    assert Asked(pack(tmp_path, FACTS, rule)).status({"门店": stores}) == status


@pytest.mark.parametrize(
    ("rule", "complaint"),
    [
        ("个数(门店, 面积 >= 3 元) >= 1", "“面积”（平方米）不能与“3 元”（元）比较"),
        ("个数(门店, 楼层 >= 3) >= 1", "“门店”的单项里没有名为“楼层”的事实"),
        ("个数(门店, 营业额 >= 3 元) >= 1", "“门店”的单项里没有名为“营业额”的事实"),
        ("个数(营业额) >= 1", "“营业额”是金额，不是清单，没有项可数"),
        ("个数(门店) >= 1 家", "“个数(门店)”（个）不能与“1 家”（家）比较"),
        ("门店 >= 1", "“门店”是清单，要数它的项，写成 个数(门店, …)"),
        ("门店", "“门店”是清单，要写成比较，如“个数(门店) >= 1”"),
    ],
)
def test_a_mistake_says_what_a_list_is(tmp_path: Path, rule: str, complaint: str) -> None:
    with pytest.raises(PackError) as error:
        pack(tmp_path, FACTS, rule)
    assert complaint in str(error.value)


@pytest.mark.parametrize(
    ("stores", "complaint"),
    [
        (3, "“门店”是清单，要写成 [{名: …, …}]，不全的写成 {单项: […], 完整: false}"),
        ([3], "“门店”的每一项要写成 {名: …, …}，写的是“3”"),
        ([{"面只": 3}], "“门店”的每一项没有名为“面只”的事实，是不是“面积”？"),
        ([GOOD, {"名": "二号店", "面积": -3}], "“门店”第 2 项（二号店）：“面积”不能是负数（给的是 -3）"),
        ([{"面积": True}], "“门店”第 1 项：“面积”是面积，要一个数，不是“是”或“否”"),
    ],
)  # fmt: skip
def test_a_mistake_in_an_item_names_the_item(
    tmp_path: Path, stores: object, complaint: str
) -> None:
    asked = Asked(pack(tmp_path, FACTS, "个数(门店) >= 1"))
    with pytest.raises(FactError) as error:
        asked.assess({"门店": stores})
    assert str(error.value) == complaint


def test_reasons_and_gap_say_how_many(tmp_path: Path) -> None:
    result = Asked(pack(tmp_path, FACTS, f"{QUALIFY} >= 3")).result({"门店": [GOOD, OPEN, BAD]})
    (reason,) = result.reasons.parts
    assert (reason.facts, reason.known) == (("门店",), (Interval.between(1, 2),))
    (gap,) = gaps(result)
    shortfall = gap.ways[0][0]
    assert (shortfall.fact, shortfall.missing) == ("门店", Interval.between(1, 2))


def test_a_comma_in_braces_is_explained(tmp_path: Path) -> None:
    benefit = "{方式: 按量, 金额: 10 元/个 × 个数(门店, 自营)}"
    with pytest.raises(PackError, match=r"不认识“自营\)”.*逗号用全角“，”或给整条规则加引号"):
        pack(tmp_path, FACTS, "个数(门店) >= 1", benefit)
