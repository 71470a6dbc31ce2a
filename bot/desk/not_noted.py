"""Numbers a caller told that found no place, till they are given one or set aside (“没记下”)."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from conversations import AskedQuestion, Exchange, question_in
from policy_engine import FactError, Policy

from ..choosing import NONE
from ..pages.editing import read_fact
from ..values import value_json

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class NotNoted:
    """A number as it was told, in which message, and the facts that it may be."""

    mark: str
    text: str
    facts: tuple[str, ...]


def not_noted(
    policy: Policy, said: Iterable[Exchange], set_aside: Collection[str] = ()
) -> tuple[NotNoted, ...]:
    """What is still without a place, the latest first; what was told twice stands once."""
    found: dict[str, NotNoted] = {}
    asked: AskedQuestion | None = None
    for exchange in said:
        turn: Json = json.loads(exchange.turn or "{}")
        is_none = exchange.text.strip() == NONE
        settled = [
            text
            for text, each in found.items()
            if _is_placed(policy, each, turn) or (is_none and _is_about(asked, each))
        ]
        for text in settled:
            del found[text]
        for place, unclear in enumerate(turn.get("unclear") or ()):
            facts = tuple(fact for fact in unclear["facts"] if fact in policy.facts)
            found.pop(unclear["text"], None)
            mark = f"{exchange.number}.{place}"
            found[unclear["text"]] = NotNoted(mark, unclear["text"], facts)
        asked = question_in(exchange.blocks)
    return tuple(each for each in reversed(found.values()) if each.mark not in set_aside)


def fitting(policy: Policy, text: str) -> tuple[str, ...]:
    """The facts of whose unit a number is: what it can be meant for where nothing says more."""
    return tuple(
        name for name, definition in policy.facts.items()
        if not definition.is_claim and any(True for _ in _values(policy, name, text))
    )  # fmt: skip


def _is_placed(policy: Policy, told: NotNoted, turn: Json) -> bool:
    """Whether a message gave just this number to a fact, or another to the only one it may be."""
    changed = [each for each in turn.get("changed") or () if each["fact"] in policy.facts]
    return any(
        told.facts == (each["fact"],) or each["to"] in _values(policy, each["fact"], told.text)
        for each in changed
        if each["to"] is not None
    )


def _is_about(asked: AskedQuestion | None, told: NotNoted) -> bool:
    return asked is not None and asked.facts == told.facts


def _values(policy: Policy, fact: str, text: str) -> Iterator[Any]:
    try:
        value = read_fact(policy, fact, text, {})
    except FactError:
        return
    if value is not None:
        yield value_json(value)
