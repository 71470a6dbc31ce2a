"""Several like things, each told in its own words: only those that qualify count, and it is said which."""

from __future__ import annotations

import pytest

from conversations import Dialog
from policy_engine import PackError, load_policy
from tests.conftest import PACK

from .talking import number, talk


@pytest.mark.parametrize(
    ("said", "shops", "area", "told"),
    [
        (("我们开了三家社区店，一家120平，一家90平，一家150平，都开了一年",), 2, 120, "3 个里算 2 个：每家店的建设面积 90 平方米的"),
        (
            ("我们建了两家乡镇社区店，隆回那家120平开了8个月，洞口那家100平才开2个月",), 1, 120,
            "2 个里算 1 个：洞口那 1 个（店开业运营 2 个月）不够",
        ),
        (("我们有社区店三家，两家120平一家80平，都满一年",), 2, 120, "80 平方米的 1 个不够"),
        (("社区店四家，三家够100平，一家不够，都开了一年多",), 3, 100, "4 个里算 3 个：您说不够的 1 个"),
        (("我们有3家社区店，都120平，开了8个月", "有一家其实才60平"), 2, 120, "60 平方米的 1 个不够"),
        (("我们开了5家乡镇店，都是120平，满一年了", "其中两家不到半年"), 3, 120, "不到 6 个月的 2 个不够"),
        (("我们开了5家乡镇店，都是120平，满一年了", "拿掉一家，那家关了"), 4, 120, "5 个里算 4 个"),
        (("我们开了两家乡镇店，都开了一年", "大的150，小的90"), 1, 150, "90 平方米的 1 个不够"),
        (("我们开了两家乡镇店，都开了一年", "老店130平，另外一家小一点八十来平"), 1, 130, "2 个里算 1 个"),
        (("我们开进口食品店，大的150平开了两年，小的90上个月才开",), 1, 150, "90 平方米"),
        (("我们三家进口商品店：隆回120平开了一年；洞口95平两年；武冈130平刚开三个月",), 1, 120, "3 个里算 1 个"),
        (("进口商品店，第一家120平开了一年，第二家110，也开了8个月，第三家70",), 2, 110, "70 平方米的 1 个"),
        (("我们开了进口商品店", "大的那家150平，开了一年多，小的那家只有90，上个月才开"), 1, 150, "2 个里算 1 个"),
    ],
)  # fmt: skip
def test_only_those_that_qualify_count(
    dialog: Dialog, said: tuple[str, ...], shops: int, area: int, told: str
) -> None:
    state, reply = talk(dialog, *said)
    assert number(state, "符合条件的社区店数量") == shops
    assert number(state, "单店建设面积") == area
    assert told in reply.text
    assert f"最高 {shops * 10} 万元" in reply.text
    assert reply.unplaced == ()


def test_none_of_them_qualifies(dialog: Dialog) -> None:
    _, reply = talk(dialog, "我们有两家社区店，一家80平，一家90平，都开了一年")
    assert "都不够条件" in reply.text
    assert "目前不符合" in reply.text


def test_of_two_warehouses_the_one_that_may_qualify(dialog: Dialog) -> None:
    state, reply = talk(dialog, "我们有两个海外仓，泰国的2500平，越南的800平")
    assert number(state, "公共海外仓面积") == 2500
    assert "海外仓面积 800 平方米的 1 处不够条件" in reply.text


def test_all_of_one_kind_are_told_as_ever(dialog: Dialog) -> None:
    state, reply = talk(dialog, "我们社区店120平，开了8个月，一共2家")
    assert number(state, "符合条件的社区店数量") == 2
    assert "里算" not in reply.text


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("我们海外仓2500平", "说错了，不是2500平，是2600平"),
        ("我们海外仓2500平，服务12家邵阳企业", "海外仓面积写错了，2500平不对，是2600平"),
    ],
)
def test_a_correction_makes_no_second_thing(dialog: Dialog, told: str, said: str) -> None:
    state, reply = talk(dialog, told, said)
    assert number(state, "公共海外仓面积") == 2600
    assert "里算" not in reply.text


def test_what_was_counted_can_be_undone(dialog: Dialog) -> None:
    told = "我们有3家社区店，都120平，开了8个月"
    assert talk(dialog, told, "有一家其实才60平", "撤销")[0].facts == talk(dialog, told)[0].facts


def test_years_are_told_apart(dialog: Dialog) -> None:
    state, _ = talk(dialog, "我们平台去年成交额4000万，今年到现在6000万")
    assert number(state, "年成交额") == 60_000_000


def test_a_pack_that_names_no_fact_there_is_told(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("pack")
    for name in ("原文.txt", "政策.yml"):
        text = (PACK / name).read_text("utf-8").replace("各有: [单店建设面积,", "各有: [单店面积,")
        (folder / name).write_text(text, "utf-8")
    with pytest.raises(PackError, match="没有名为“单店面积”的事实"):
        load_policy(folder)


def test_two_halves_make_a_year(dialog: Dialog) -> None:
    told = "集货仓年跨境电商进出口额上半年2600万，下半年2500万，加起来算"
    state, reply = talk(dialog, "我们运营跨境电商集货仓", told)
    assert number(state, "集货仓年跨境电商进出口额") == 51_000_000
    assert reply.unplaced == ()


def test_half_a_year_is_no_year(dialog: Dialog) -> None:
    state, _ = talk(dialog, "我们运营跨境电商集货仓", "集货仓进出口额上半年2600万")
    assert "集货仓年跨境电商进出口额" not in state.facts


def test_none_qualifies_and_the_nearest_is_kept(dialog: Dialog) -> None:
    state, reply = talk(
        dialog, "我在乡里搞三家进口商品店",
        "第一家120平，开了五个月；第二家96平，去年开的；第三家80平没装修",
    )  # fmt: skip
    assert "这 3 个都不够条件" in reply.text
    assert number(state, "单店建设面积") == 120


def test_one_that_is_only_asked_after_changes_nothing(dialog: Dialog) -> None:
    shop = "我们开了进口商品店，120平，开了8个月"
    state, reply = talk(dialog, shop, "那我隔壁镇那家80平的呢？")
    assert number(state, "单店建设面积") == 120
    assert reply.text.startswith("如果每家店的建设面积 80 平方米")
    state, _ = talk(dialog, shop, "那家96平的呢，差4平就不给啊")
    assert number(state, "单店建设面积") == 120
