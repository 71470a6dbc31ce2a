"""How an answer looks in WeChat: pages cut between blocks, options to tap, menus."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.wechat.outgoing import MORE, MOST_BYTES, messages, pages, tap_menu
from conversations import Block, Line, plain_text
from tests.conversations.samples import CARD, EVERY_KIND, ROLES, YES_NO

TAP = '<a href="weixin://bizmsgmenu?msgmenucontent={0}&msgmenuid={2}.{0}">{0}. {1}</a>'
LONG = [replace(CARD, title=f"平台建设扶持之{n}") for n in range(12)]


@pytest.mark.parametrize("block", EVERY_KIND[:-1])
def test_every_block_without_options_is_its_text(block: Block) -> None:
    assert pages((block,)) == [plain_text([block])]


def test_options_send_their_number_when_tapped() -> None:
    (page,) = pages((Line("记下了。"), YES_NO))
    options = (TAP.format(1, "是", YES_NO.id), TAP.format(2, "否", YES_NO.id))
    assert page == "\n".join(["记下了。\n", YES_NO.text, *options])


def test_options_that_only_look_like_it_are_left_alone() -> None:
    (page,) = pages((Line("1. 是"), YES_NO))
    assert page.startswith("1. 是\n\n")


def test_options_are_plain_where_links_do_not_fit() -> None:
    (page,) = pages((Line("字" * 640), YES_NO))
    assert page.endswith("1. 是\n2. 否")


def test_pages_are_cut_between_blocks_and_lose_nothing() -> None:
    *earlier, last = pages(tuple(LONG))
    assert len(earlier) > 1
    assert all(page.endswith(MORE) for page in earlier)
    assert all(len(page.encode()) <= MOST_BYTES for page in (*earlier, last))
    told = "\n\n".join([*(page.removesuffix(MORE) for page in earlier), last])
    assert told == plain_text(LONG)
    assert all(page.startswith("✓ 平台建设扶持之") for page in earlier)  # no card is torn


def test_a_block_that_fits_on_no_page_is_cut_where_one_would_pause() -> None:
    text = "很长的一句话。" * 200
    first, *rest = pages((Line(text),))
    assert first.removesuffix(MORE).endswith("。")
    assert "".join(page.removesuffix(MORE) for page in (first, *rest)) == text
    assert "".join(messages((Line(text),))) == text


def test_a_menu_is_made_where_options_are_listed_one_by_one() -> None:
    assert tap_menu(YES_NO) == {
        "head_content": YES_NO.text,
        "list": [
            {"id": f"{YES_NO.id}.1", "content": "1. 是"},
            {"id": f"{YES_NO.id}.2", "content": "2. 否"},
        ],
        "tail_content": "",
    }
    assert tap_menu(replace(ROLES, brief=True)) is None
    assert tap_menu(replace(ROLES, inline=True)) is None
    assert tap_menu(ROLES.without_options()) is None
