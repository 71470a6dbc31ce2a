"""How stored blocks look on a page, kind by kind, without a browser."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.cards import headline
from bot.pages.rendering import part
from bot.pages.showing import page_blocks, shown, without_question
from conversations import Block, Exchange, Group, Line, Link, Quote, StoredReply, plain_text
from policy_engine import Policy, Status
from tests.conversations.samples import CARD, EVERY_KIND, PAID, ROLES, YES_NO


def html(*blocks: Block) -> str:
    return part("_blocks.html", "blocks_view", page_blocks(blocks))


def words(page: str) -> str:
    """What a reader sees of a piece of a page."""
    return re.sub(r"\s+", "", re.sub(r"<[^>]*>", "", page))


@pytest.mark.parametrize("block", EVERY_KIND)
def test_every_kind_of_block_has_its_place(block: Block) -> None:
    assert words(html(block))


def test_sentences_keep_their_lines_and_nothing_in_them_is_markup() -> None:
    assert "一句<br>&lt;b&gt;两行" in html(Line("一句\n<b>两行"))
    assert 'href="https://x.example/?a=1&amp;b=2"' in html(Link("看", "https://x.example/?a=1&b=2"))


def test_a_quote_leads_to_its_clause() -> None:
    assert '<a href="/source#c八">依据</a>' in html(Quote("原话", "八"))
    assert "<a" not in html(Quote("原话"))


def test_a_card_unfolds_whatever_extent_it_is_told_in() -> None:
    whole = html(CARD)
    assert 'class="card eligible"' in whole
    for text in (
        "最高 20 万元",
        "30 万元档：孵化入网企业 40 多家",
        "差 1 家到 9 家",
        CARD.quote.text,
    ):
        assert words(text) in words(whole)
    assert html(replace(CARD, extent="heading")) == whole
    assert html(replace(CARD, extent="line")) == whole


def test_what_was_asked_for_is_seen_while_the_card_is_folded() -> None:
    lacking, _, inside = html(replace(CARD, extent="gap")).partition('class="inside"')
    assert words(CARD.gaps[0]) in words(lacking)
    assert words(CARD.gaps[0]) not in words(inside)
    highest = replace(CARD, extent="gap", gaps=(), remark="已经是最高一档，不差了。")
    assert highest.remark in html(highest).partition('class="inside"')[0]


def test_what_an_amount_is_computed_from_stands_under_the_reasons() -> None:
    told = words(html(PAID))
    assert "·公路运输费26万元·算法：公路运输费×80%·上限20万元" in told


@pytest.mark.parametrize(
    ("status", "amount", "told"),
    [
        (Status.ELIGIBLE, "最高 20 万元", "最高 20 万元"),
        (Status.UNDETERMINED, "最高 20 万元", "符合的话最高 20 万元"),
        (Status.INELIGIBLE, "", "目前不符合"),
        (Status.EXPIRED, "", "文件已过有效期"),
        (Status.NOT_IN_FORCE, "", "文件还没有生效"),
    ],
)
def test_a_folded_card_says_what_comes_out(status: Status, amount: str, told: str) -> None:
    assert headline(replace(CARD, status=status, amount=amount)) == told


def test_what_a_card_shows_by_itself_is_not_said_beside_it() -> None:
    point = Line(CARD.open_points[0], "open_point")
    other = Line("别的认定", "open_point")
    how = Line("想看理由和原文，回“详细”。", "unfold")
    (kept,) = page_blocks((Group((CARD, point, other)), how))
    assert kept == Group((CARD, other))
    assert page_blocks((Group((Line("多久"), point)),)) == (Group((Line("多久"), point)),)


def _exchange(*blocks: Block) -> Exchange:
    reply = StoredReply(plain_text(blocks), "ask", "{}", blocks=blocks)
    return Exchange(3, "web", "u", "1", "能享受哪些政策", 1.0).with_reply(reply)


def test_a_page_that_takes_no_answer_asks_nothing() -> None:
    assert without_question((CARD, YES_NO)) == (CARD,)
    assert without_question((CARD,)) == (CARD,)


def test_options_are_offered_while_they_can_be_chosen(policy: Policy) -> None:
    facts = tuple(list(policy.facts)[:2])
    asked = replace(ROLES, facts=facts)
    view = part("_exchange.html", "exchange_view", shown(policy, _exchange(asked)))
    assert view.count('type="checkbox"') == 2
    before = part("_exchange.html", "exchange_view", shown(policy, _exchange(asked), is_open=False))
    assert "checkbox" not in before
    assert asked.text in before
    assert "1. 平台企业" not in words(before)


def test_a_question_about_facts_that_are_gone_offers_nothing(policy: Policy) -> None:
    assert shown(policy, _exchange(YES_NO)).question is None


def test_an_exchange_older_than_blocks_is_shown_by_its_text(policy: Policy) -> None:
    text = "✓ 平台建设（第八条）：最高 20 万元\n\n提供一站式服务吗？\n1. 是\n2. 否"
    old = Exchange(3, "web", "u", "1", "你好", 1.0, text, "ask", 1.0, "{}")
    view = part("_exchange.html", "exchange_view", shown(policy, old))
    assert words(text) in words(view)
    said = part("_desk.html", "said_view", [shown(policy, old, is_open=False)])
    assert words(text) in words(said)


def test_the_desk_tells_a_card_in_a_line(policy: Policy) -> None:
    said = part("_desk.html", "said_view", [shown(policy, _exchange(Group((Line("合计"), CARD))))])
    assert "✓平台建设扶持：最高20万元" in words(said)
    assert CARD.quote.text not in said
    asked = _exchange(replace(CARD, extent="gap"))
    assert CARD.gaps[0] in part("_desk.html", "said_view", [shown(policy, asked)])
