"""What a page shows of a conversation: exchanges, their blocks, the question that is open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from conversations import (
    AskedQuestion,
    Block,
    Blocks,
    Card,
    Exchange,
    Group,
    Line,
    Store,
    question_in,
)
from policy_engine import Policy

from ..choosing import choice_in
from ..courier import STAFF


@dataclass(frozen=True, slots=True)
class Shown:
    """One exchange, ready to be laid out."""

    number: int
    text: str
    act: str
    plain: str
    blocks: Blocks
    question: AskedQuestion | None
    """What can still be chosen."""
    from_staff: bool


def shown(policy: Policy, exchange: Exchange, is_open: bool = True) -> Shown:
    """An answered exchange as a page shows it, as it was said.

    `is_open`: its question still waits for an answer, so its options are offered.
    """
    return Shown(
        number=exchange.number,
        text=exchange.text,
        act=exchange.act or "",
        plain=exchange.reply or "",
        blocks=page_blocks(exchange.blocks),
        question=choice_in(policy, exchange) if is_open else None,
        from_staff=exchange.act == STAFF,
    )


def shown_before(policy: Policy, store: Store, channel: str, user: str) -> list[Shown]:
    """Everything that was said with a user and answered; nothing is left to choose."""
    said = store.transcript(channel, user)
    return [
        shown(policy, exchange, is_open=False) for exchange in said if exchange.reply is not None
    ]


def without_question(blocks: Blocks) -> Blocks:
    """What is said and not asked, for a page that takes no answer."""
    return blocks if question_in(blocks) is None else blocks[:-1]


def page_blocks(blocks: Blocks) -> Blocks:
    """Blocks without what a page shows otherwise: options as buttons, what a card unfolds."""
    question = question_in(blocks)
    asked = () if question is None else (question.without_options(),)
    return (*_on_a_page(without_question(blocks)), *asked)


def _on_a_page(blocks: Blocks) -> Iterator[Block]:
    cards = [block for block in blocks if isinstance(block, Card)]
    for block in blocks:
        if isinstance(block, Group):
            yield replace(block, blocks=tuple(_on_a_page(block.blocks)))
        elif not isinstance(block, Line) or not _is_on_a_card(block, cards):
            yield block


def _is_on_a_card(line: Line, cards: list[Card]) -> bool:
    """Whether the cards beside a line tell it themselves, or unfold where it tells how to."""
    told = any(line.text in card.open_points for card in cards)
    return line.role == "unfold" or (line.role == "open_point" and told)
