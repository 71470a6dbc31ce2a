"""What the bot says in one turn, before any channel gives it a form."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from policy_engine import Assessment, MeasureResult

from .blocks import AskedQuestion, Block, Blocks, question_in
from .plain_text import plain_text

Act = Literal["ask", "result", "answer", "clarify", "confirm", "handoff", "fallback", "smalltalk"]


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said, the question last if there is one, and the results it speaks of."""

    act: Act
    blocks: Blocks
    results: tuple[MeasureResult, ...] = ()
    assessment: Assessment | None = None

    @property
    def question(self) -> AskedQuestion | None:
        return question_in(self.blocks)

    @property
    def text(self) -> str:
        """As a person reads it."""
        return plain_text(self.blocks)

    def after(self, *blocks: Block) -> Reply:
        """The reply with something said before it."""
        return replace(self, blocks=(*blocks, *self.blocks))
