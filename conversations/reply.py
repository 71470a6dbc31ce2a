"""What the bot says in one turn, before any channel gives it a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from policy_engine import Assessment, FactValue, MeasureResult

from .blocks import AskedQuestion, Block, Blocks, Heard, Notice, question_in
from .plain_text import plain_text

Act = Literal[
    "ask", "result", "answer", "clarify", "confirm", "handoff", "fallback", "smalltalk", "attended"
]
"""`attended`: a person is at the conversation, so nothing is said."""


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that a message changed: what was known before, and what is now; `None`: nothing."""

    fact: str
    before: FactValue | None
    after: FactValue | None


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A number as it was told that found no place, and the facts that it might be."""

    text: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said, the question last if there is one, and the results it speaks of."""

    act: Act
    blocks: Blocks
    results: tuple[MeasureResult, ...] = ()
    assessment: Assessment | None = None
    changed: tuple[Change, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()

    @property
    def question(self) -> AskedQuestion | None:
        return question_in(self.blocks)

    @property
    def text(self) -> str:
        """As a person reads it."""
        return plain_text(self.blocks)

    def saying_too(self, *blocks: Block) -> Reply:
        """The reply with something more said before its question."""
        asked = 0 if self.question is None else 1
        end = len(self.blocks) - asked
        return replace(self, blocks=(*self.blocks[:end], *blocks, *self.blocks[end:]))

    def answering_first(self, *blocks: Block) -> Reply:
        """The reply with answers right after what was heard, before what follows from it."""
        start = next(
            (p for p, b in enumerate(self.blocks) if not isinstance(b, Heard | Notice)),
            len(self.blocks),
        )
        return replace(self, blocks=(*self.blocks[:start], *blocks, *self.blocks[start:]))

    def after(self, *blocks: Block) -> Reply:
        """The reply with something said before it."""
        return replace(self, blocks=(*blocks, *self.blocks))


def changes(before: Mapping[str, FactValue], after: Mapping[str, FactValue]) -> tuple[Change, ...]:
    """The facts that are not as they were, those known now first."""
    facts = dict.fromkeys((*after, *before))
    found = (Change(fact, before.get(fact), after.get(fact)) for fact in facts)
    return tuple(change for change in found if change.before != change.after)
