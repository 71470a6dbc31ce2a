"""Several shops called by their places: each keeps its own numbers, and is asked about by itself."""

from __future__ import annotations

import pytest

from conversations import Dialog

from .talking import number, talk

SHOPS = (
    "在乡下开了两家进口商品店",
    "小沙江那家一百来平，开了8个月；司门前那家小一点，85平，开了一年多",
)
MEASURED = "85平是司门前那家的建设面积，小沙江那家我量了一下是120平"
NUMBER, AREA = "符合条件的社区店数量", "单店建设面积"


def test_a_number_told_again_is_its_own_shops(dialog: Dialog) -> None:
    state, reply = talk(dialog, *SHOPS, MEASURED)
    assert (number(state, NUMBER), number(state, AREA)) == (1, 120)
    assert "司门前那 1 个（每家店的建设面积 85 平方米）不够条件" in reply.text


@pytest.mark.parametrize("said", ["司门前那家究竟差什么，差多少？", "司门前还差多少"])
def test_what_one_of_them_lacks(dialog: Dialog, said: str) -> None:
    _, reply = talk(dialog, *SHOPS, MEASURED, said)
    assert "只看司门前那一个" in reply.text
    assert "差 15 平方米" in reply.text


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("要是司门前扩到105平呢", "现在最高 10 万元，到时最高 20 万元"),
        ("要是小沙江那家扩到150平呢", "最高 10 万元，和现在一样"),
    ],
)
def test_a_what_if_of_one_leaves_the_other(dialog: Dialog, said: str, told: str) -> None:
    state, reply = talk(dialog, *SHOPS, MEASURED, said)
    assert told in reply.text
    assert number(state, AREA) == 120


@pytest.mark.parametrize(
    ("said", "shops", "area"),
    [
        ("司门前那家扩好了，现在105平", 2, 105),
        ("小沙江那家是130平，上次说错了", 1, 130),
        ("小沙江那家其实只有90平", 2, 85),
    ],
)
def test_a_correction_is_of_the_one_it_names(
    dialog: Dialog, said: str, shops: int, area: int
) -> None:
    state, _ = talk(dialog, *SHOPS, MEASURED, said)
    assert (number(state, NUMBER), number(state, AREA)) == (shops, area)


def test_both_of_them_if_both_qualified(dialog: Dialog) -> None:
    _, reply = talk(dialog, *SHOPS, MEASURED, "是不是两家加起来最多20万？")
    assert "2 个都够条件的话是这样，最高 20 万元；按现在说的：最高 10 万元" in reply.text


def test_two_warehouses_by_their_countries(dialog: Dialog) -> None:
    _, reply = talk(dialog, "我们有两个海外仓，泰国那个2500平，越南那个800平", "越南那个差多少")
    assert "海外仓面积差 1200 平方米" in reply.text


def test_what_is_told_of_no_one_alone_forgets_their_names(dialog: Dialog) -> None:
    state, _ = talk(dialog, *SHOPS, MEASURED, "面积统一改成150平")
    assert not state.things
