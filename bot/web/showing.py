"""What the chat page shows of a conversation: exchanges, options, facts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from conversations import Desk, Exchange, Store, bounds, told_value
from policy_engine import DATE, FactValue, Policy, Quantity, written_quantity

from ..choosing import question_of
from ..courier import STAFF
from ..today import day_at
from .blocks import Block, blocks


@dataclass(frozen=True, slots=True)
class Shown:
    """One exchange, ready to be laid out."""

    number: int
    text: str
    act: str
    plain: str
    blocks: list[Block]
    question: str
    options: tuple[str, ...]
    multiple: bool
    from_staff: bool


@dataclass(frozen=True, slots=True)
class ShownFact:
    """One fact as it can be edited."""

    name: str
    label: str
    value: str
    is_claim: bool


def shown(desk: Desk, exchange: Exchange, is_open: bool = True) -> Shown:
    """An answered exchange as the page shows it, measured by the day it was answered.

    `is_open`: its question still waits for an answer, so its options are offered.
    """
    turn = json.loads(exchange.turn or "{}")
    answered = exchange.answered_at or exchange.received_at
    day = day_at(answered)
    question = question_of(exchange) if is_open else None
    return Shown(
        exchange.number,
        exchange.text,
        exchange.act or "",
        exchange.reply or "",
        blocks(desk, turn, day),
        str(question["text"]) if question else "",
        tuple(str(option["label"]) for option in question["options"]) if question else (),
        bool(question and question["multiple"]),
        exchange.act == STAFF,
    )


def shown_before(desk: Desk, store: Store, channel: str, user: str) -> list[Shown]:
    """Everything that was said with a user and answered, as it was; nothing is left to choose."""
    said = store.transcript(channel, user)
    return [shown(desk, exchange, is_open=False) for exchange in said if exchange.reply is not None]


def shown_facts(policy: Policy, facts: Mapping[str, FactValue]) -> list[ShownFact]:
    """The facts that are known, in the order of the policy."""
    return [
        ShownFact(name, definition.label, value_text(facts[name]), definition.is_claim)
        for name, definition in policy.facts.items()
        if name in facts
    ]


def value_text(value: FactValue) -> str:
    """A value as one would type it: 是, 40 多家, 1 年 6 个月, 2023-05-01."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if not isinstance(value, Quantity):
        return told_value(value)
    if value.unit.kind == DATE:
        return str(written_quantity(value))
    return bounds(value.interval, value.unit.kind, value.unit.code, approx=value.approx)
