"""还想再开一家: the further one is judged by itself, and those that there are stay as they are."""

from __future__ import annotations

import pytest

from conversations import Dialog

from .talking import number, talk

SHOPS = "我们开了两家进口商品乡镇社区店，都是130平，都开了一年"
LAST_DAY = "（2026-12-20）"


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("我还想开第三家，铺面看好了95平，这家能算吗？", "每家店的建设面积差 5 平方米"),
        ("我打算再开一家，80平的，算不算", "每家店的建设面积差 20 平方米"),
        ("准备另外再办一家，120平，能拿多少", "加上它到时最高 30 万元"),
        ("要是再开一家120平的呢", "加上它到时最高 30 万元"),
        ("还想开第三家，108平，明年2月开，赶得上吗", f"最早也要到 2027-08 才满，那时文件按最后一天{LAST_DAY}"),
        ("还想开第三家，108平，明年过完年开，能算吗", "最早也要到 2027-07 才满"),
        ("还想再开一家，能算吗", "还不知道：每家店的建设面积"),
    ],
)  # fmt: skip
def test_it_is_judged_by_itself(dialog: Dialog, asked: str, says: str) -> None:
    state, reply = talk(dialog, SHOPS, "都没有", asked)
    assert says in reply.text
    assert number(state, "单店建设面积") == 130
    assert number(state, "符合条件的社区店数量") == 2


@pytest.mark.parametrize(
    "asked",
    ["我还想开第三家，铺面看好了95平，这家能算吗？", "还想开第三家，108平，明年2月开，赶得上吗"],
)
def test_one_that_does_not_count_changes_nothing(dialog: Dialog, asked: str) -> None:
    _, reply = talk(dialog, SHOPS, "都没有", asked)
    assert "最高 20 万元，还是现在这样" in reply.text
    assert "30 万元" not in reply.text


@pytest.mark.parametrize(
    ("then", "says"),
    [
        (
            "那我如果把隔壁十来平一起租下来，凑到108平，值不值得？",
            "每家店的建设面积 108 平方米，够",
        ),
        ("不是10平，是第三家一共108平。明年2月开的话，开满半年都8月了，赶得上吗？", "2027-08 才满"),
    ],
)
def test_it_goes_on_about_that_one(dialog: Dialog, then: str, says: str) -> None:
    state, reply = talk(
        dialog, SHOPS, "都没有", "我还想开第三家，铺面看好了95平，这家能算吗？", then
    )
    assert says in reply.text
    assert number(state, "单店建设面积") == 130


@pytest.mark.parametrize(
    "said",
    ["我们又开了一家，150平，也开了一年", "第二家其实是110平", "我们打算再开个平台公司", "我还想办个培训班"],
)  # fmt: skip
def test_one_that_there_is_is_told(dialog: Dialog, said: str) -> None:
    _, reply = talk(dialog, SHOPS, "都没有", said)
    assert "只看要新开的这一家" not in reply.text


def test_what_is_said_of_a_shop_that_there_is_is_not_of_the_new_one(dialog: Dialog) -> None:
    asked = "我还想开第三家，铺面看好了95平，这家能算吗？"
    _, reply = talk(dialog, SHOPS, "都没有", asked, "还有镇上这家，现在补报行不行？")
    assert "只看要新开的这一家" not in reply.text
