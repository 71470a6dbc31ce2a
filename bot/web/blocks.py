"""An answer as a page shows it: paragraphs, and measures as cards that unfold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from conversations import Desk, card, heading
from policy_engine import FactError, FactValue, MeasureResult, Policy

from ..cards import Card, card_of
from ..choosing import without_options
from ..values import fact_from_json

_MARKED = re.compile("^[✓✗?–] ", re.MULTILINE)
_BY_WORD = "想看理由和原文，回"
"""How the offer to unfold a result by a word begins; a card unfolds by itself."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of text, or a card."""

    lines: tuple[str, ...] = ()
    card: Card | None = None


def facts_of(policy: Policy, turn: Mapping[str, Any], today: date) -> dict[str, FactValue]:
    """The facts of a TURN; one that the policy no longer knows is left out."""
    found: dict[str, FactValue] = {}
    for name, value in (turn.get("facts") or {}).items():
        try:
            told = fact_from_json(policy.definition(name), value, today)
        except FactError:
            continue
        if told is not None:
            found[name] = told
    return found


def blocks(desk: Desk, turn: Mapping[str, Any], today: date) -> list[Block]:
    """The blocks of an answer, without the list of options that stands under it as buttons.

    A measure is a card only where the answer says of it what follows from the facts, which
    it does not in a what-if.
    """
    paragraphs = without_options(str(turn.get("reply", "")), turn.get("question")).split("\n\n")
    if not any(_MARKED.search(paragraph) for paragraph in paragraphs):
        return [Block(tuple(paragraph.splitlines())) for paragraph in paragraphs if paragraph]
    facts = facts_of(desk.policy, turn, today)
    results = {heading(r): r for r in desk.assess(facts, today).measures}
    found: list[Block] = []
    for paragraph in paragraphs:
        found += _of_paragraph(desk.policy, paragraph.splitlines(), results, facts)
    return found


def _of_paragraph(
    policy: Policy,
    lines: Sequence[str],
    results: Mapping[str, MeasureResult],
    facts: Mapping[str, FactValue],
) -> Iterator[Block]:
    """Headings that still hold as cards, without the lines that a card shows itself; the rest as is."""
    text: list[str] = []
    shown_by_cards: set[str] = set()
    for line in lines:
        result = next((r for told, r in results.items() if line.startswith(told)), None)
        if result is not None:
            yield from _text(text)
            text = []
            yield Block(card=card_of(policy, result, facts))
            shown_by_cards.update(card(policy, result, facts).splitlines())
        elif line not in shown_by_cards and not line.startswith(_BY_WORD):
            text.append(line)
    yield from _text(text)


def _text(lines: Sequence[str]) -> Iterator[Block]:
    if lines:
        yield Block(tuple(lines))
