"""How an answer looks on Telegram."""

from __future__ import annotations

from dataclasses import replace

import pytest
from telegram import MessageEntity

from bot.telegram.outgoing import MULTIPLE, Part, parts
from conversations import Block, Group, Line, Quote, lines, plain_text
from tests.conversations.samples import CARD, EVERY_KIND, ROLES, YES_NO


def cited(part: Part, entity: MessageEntity) -> str:
    """What an entity spans, counted as Telegram counts."""
    units = part.text.encode("utf-16-le")[entity.offset * 2 :][: entity.length * 2]
    return units.decode("utf-16-le")


def test_a_long_answer_comes_in_parts_with_the_buttons_under_the_last() -> None:
    *earlier, last = parts(7, (Line("很长的一句话，😀还没有完。" * 900), YES_NO))
    assert all(len(part.text.encode("utf-16-le")) // 2 <= 4096 for part in (*earlier, last))
    assert all(part.keyboard is None and part.text.endswith("。") for part in earlier)
    assert last.text.endswith("提供一站式服务吗？")
    assert last.keyboard is not None
    assert [b.callback_data for b in last.keyboard.inline_keyboard[0]] == ["p:7:0", "p:7:1"]


def test_several_options_are_ticked_before_they_are_sent() -> None:
    (part,) = parts(7, (ROLES,))
    assert part.text == f"{ROLES.text}\n{MULTIPLE}"
    assert part.keyboard is not None
    labels = [[b.text for b in row] for row in part.keyboard.inline_keyboard]
    assert labels == [["平台企业"], ["公共海外仓"], ["选好了", "都不是"]]


@pytest.mark.parametrize("block", EVERY_KIND[:-1])
def test_every_block_without_options_is_its_text(block: Block) -> None:
    (part,) = parts(7, (block,))
    assert part.text == plain_text([block])
    assert part.keyboard is None
    quotes = [line.text for line in lines(block) if line.role == "quote"]
    assert [cited(part, entity) for entity in part.entities] == quotes


def test_a_cited_sentence_is_a_quotation_beside_the_text() -> None:
    said = (
        Group((Line("😀 结论"), Quote("原文一句"), Quote("又\n一句"), Line("完"))),
        Quote("末句"),
    )
    (part,) = parts(7, said)
    assert [cited(part, entity) for entity in part.entities] == [
        "依据：“原文一句”\n依据：“又\n一句”",
        "依据：“末句”",
    ]
    assert {entity.type for entity in part.entities} == {MessageEntity.BLOCKQUOTE}


def test_quotations_stand_right_on_every_part() -> None:
    cards = [replace(CARD, title=f"之{n}😀") for n in range(60)]
    made = parts(7, tuple(cards))
    assert len(made) > 1
    assert sum(len(part.entities) for part in made) == 60
    for part in made:
        assert {cited(part, e) for e in part.entities} == {f"依据：“{CARD.quote.text}”"}
