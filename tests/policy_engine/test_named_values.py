"""Facts of type 类别 and 地区: ranks, membership, places told narrowly and widely."""

from __future__ import annotations

from pathlib import Path

import pytest

from policy_engine import FactError, OneOf, PackError, gaps
from tests.policy_engine.small_pack import Asked, pack

LEVEL = "企业等级: {类型: 类别, 可选: [国家级, 省级, 市级, 3A级]}"
PLACE = "注册地: {类型: 地区}"
LISTED = "注册地: {类型: 地区, 可选: [{广州市: [天河区, 越秀区]}, 省内其他, 省外]}"


@pytest.mark.parametrize(
    ("rule", "qualify"),
    [
        ("企业等级 = 省级", "省级"),
        ("企业等级 ≠ 省级", "国家级、市级、3A级"),
        ("企业等级 属于 省级、市级", "省级、市级"),
        ("企业等级 属于 “3A级”、国家级", "国家级、3A级"),
        ("企业等级 = 3A级", "3A级"),
        ("企业等级 >= 省级", "国家级、省级"),
        ("企业等级 > 省级", "国家级"),
        ("企业等级 <= 省级", "省级、市级、3A级"),
        ("企业等级 < 省级", "市级、3A级"),
        ("省级 <= 企业等级", "国家级、省级"),
        ("非 企业等级 属于 省级、市级", "国家级、3A级"),
    ],
)
def test_which_values_meet_a_condition(tmp_path: Path, rule: str, qualify: str) -> None:
    asked = Asked(pack(tmp_path, LEVEL, rule))
    found = [
        v for v in ("国家级", "省级", "市级", "3A级") if asked.status({"企业等级": v}) == "eligible"
    ]
    assert found == qualify.split("、")
    assert asked.status({"企业等级": qualify}) == "eligible"
    assert asked.status({"企业等级": "国家级、省级、市级、3A级"}) == "undetermined"
    assert asked.status() == "undetermined"


@pytest.mark.parametrize(
    ("facts", "rule", "complaint"),
    [
        (LEVEL, "企业等级 = 县级", "“企业等级”没有“县级”，只有国家级、省级、市级、3A级，是不是“省级”？"),
        (LEVEL, "企业等级 > 国家级", "没有比“国家级”更高的“企业等级”"),
        (LEVEL, "企业等级 < 3A级", "没有比“3A级”更低的“企业等级”"),
        (LEVEL, "企业等级 >= 30%", "“企业等级”没有“30%”"),
        (LEVEL, "企业等级", "“企业等级”是类别，要写成比较，如“企业等级 = …”"),
        (LEVEL, "企业等级 + 1 元 > 2 元", "“企业等级”是类别，不能用来计算"),
        (LEVEL, "企业等级 = 企业等级", "“企业等级”也是事实，类别与地区不能互相比较"),
        (LEVEL, "“省级” = “市级”", "“省级”是名称，只能与类别或地区的事实比较"),
        (PLACE, "注册地 >= 天河区", "“注册地”是地区，没有高低，只能用 =、≠ 或 属于"),
        ("企业: {类型: 是否}", "企业 属于 省级", "“属于”前面要一个类别或地区的事实，“企业”不是"),
        (LISTED, "注册地 属于 白云区", "“注册地”没有“白云区”，只有天河区、越秀区、省内其他、省外、广州市"),
    ],
)  # fmt: skip
def test_a_mistake_says_what_there_is(
    tmp_path: Path, facts: str, rule: str, complaint: str
) -> None:
    with pytest.raises(PackError) as error:
        pack(tmp_path, facts, rule)
    assert complaint in str(error.value)


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ("天河区", "eligible"),
        ("广东省广州市天河区", "eligible"),
        ("越秀区", "eligible"),
        ("广州市", "undetermined"),
        ("上海市", "ineligible"),
        ("天河区、上海市", "undetermined"),
    ],
)
def test_a_place_without_a_list_of_places(tmp_path: Path, told: str, status: str) -> None:
    asked = Asked(pack(tmp_path, PLACE, "注册地 属于 天河区、广州市越秀区"))
    assert asked.policy.facts["注册地"].domain == OneOf(("天河区", "广州市越秀区", "其他地区"))
    assert asked.status({"注册地": told}) == status


@pytest.mark.parametrize(
    ("told", "status"),
    [("越秀区", "eligible"), ("广州市", "eligible"), ("省外", "ineligible"),
     ("广州市、省外", "undetermined")],
)  # fmt: skip
def test_places_within_a_place(tmp_path: Path, told: str, status: str) -> None:
    assert Asked(pack(tmp_path, LISTED, "注册地 属于 广州市")).status({"注册地": told}) == status


@pytest.mark.parametrize(
    ("facts", "rule", "told", "complaint"),
    [
        (LEVEL, "企业等级 = 省级", "县级", "“企业等级”只能是国家级、省级、市级、3A级，给的是“县级”，是不是“省级”？"),
        (LEVEL, "企业等级 = 省级", True, "“企业等级”要从国家级、省级、市级、3A级里选，给的却是“是”或“否”"),
        (LISTED, "注册地 属于 省外", "上海市", "“注册地”只能是天河区、越秀区、省内其他、省外，给的是“上海市”"),
    ],
)  # fmt: skip
def test_a_value_that_is_none_is_told(
    tmp_path: Path, facts: str, rule: str, told: object, complaint: str
) -> None:
    asked = Asked(pack(tmp_path, facts, rule))
    with pytest.raises(FactError) as error:
        asked.assess({facts.partition(":")[0]: told})
    assert str(error.value) == complaint


def test_reasons_and_gap_name_the_values(tmp_path: Path) -> None:
    result = Asked(pack(tmp_path, LEVEL, "企业等级 >= 省级")).result({"企业等级": "市级"})
    (reason,) = result.reasons.parts
    assert (reason.verdict, reason.among) == (False, ("国家级", "省级"))
    assert reason.known == (OneOf(("市级",)),)
    (gap,) = gaps(result)
    assert gap.ways[0][0].among == ("国家级", "省级")
    assert not gap.is_ruled_out_by_claims


def test_what_cannot_change_anything_is_not_asked(tmp_path: Path) -> None:
    tiers = """
      方式: 定额
      取高:
        - {当: 企业等级 >= 省级, 金额: 30 万元}
        - {当: 企业等级 = 市级, 金额: 10 万元}
    """
    quote = "省级以上给予30万元，市级给予10万元"
    asked = Asked(pack(tmp_path, LEVEL, "企业等级 ≠ 3A级", tiers, quote))
    assert asked.result({"企业等级": "国家级、省级"}).missing == ()
    assert asked.result({"企业等级": "省级、市级"}).missing == ("企业等级",)
