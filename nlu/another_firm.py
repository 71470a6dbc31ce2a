"""下一家，做物流的: where a message goes on to another enterprise."""

from __future__ import annotations

from collections.abc import Iterator

from .clean import CleanText
from .language import Notion
from .message import Message
from .statements import AnotherFirm

LONGEST_LEAD = 8
"""Characters before the word that another enterprise follows, in one clause with it."""

NEAR = 8
"""Characters after it within which a question is about the other enterprise's case: 第二家能报吗."""


def another_firm(message: Message, cleaned: CleanText) -> Iterator[AnotherFirm]:
    """Where a message goes on to another enterprise, unless it asks about that."""
    for cue in message.notion(Notion.ANOTHER_FIRM):
        part = message.clause_at(cue.start)
        early = cue.start <= LONGEST_LEAD or (part is not None and cue.start <= part.start + 1)
        begins = early and not message.has(Notion.MISTAKE, 0, cue.start)
        here = cue.start if part is None else part.start
        supposes = message.has(Notion.SUPPOSITION, here, cue.start) or any(
            earlier.supposed for earlier in message.clauses if earlier.end <= cue.start
        )
        asks = message.has(Notion.QUESTION, cue.end, cue.end + NEAR)
        if begins and not supposes and not asks:
            span = cleaned.span(cue.start, cue.end)
            yield AnotherFirm(rest=span[1], span=span, because=cue.expression)
            return
