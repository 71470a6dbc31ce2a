"""下一家，做物流的: where a message goes on to another enterprise."""

from __future__ import annotations

from collections.abc import Iterator

from .clean import CleanText
from .language import Notion
from .language.forms import form
from .message import Message
from .statements import AnotherFirm

LONGEST_LEAD = 8
"""Characters before the word that another enterprise follows, in one clause with it."""

LEAD_WITHIN = 2
NEAR = 8
"""Characters after it within which a question is about the other enterprise's case: 第二家能报吗."""


def another_firm(message: Message, cleaned: CleanText) -> Iterator[AnotherFirm]:
    """Where a message goes on to another enterprise, unless it asks about that."""
    for start, end in _places(message):
        part = message.clause_at(start)
        early = start <= LONGEST_LEAD or (part is not None and start <= part.start + LEAD_WITHIN)
        begins = early and not message.has(Notion.MISTAKE, 0, start)
        here = start if part is None else part.start
        supposes = message.has(Notion.SUPPOSITION, here, start) or any(
            earlier.supposed for earlier in message.clauses if earlier.end <= start
        )
        asks = message.has(Notion.QUESTION, end, end + NEAR)
        if begins and not supposes and not asks:
            span = cleaned.span(start, end)
            yield AnotherFirm(rest=span[1], span=span, because=message.text[start:end])
            return


def _places(message: Message) -> Iterator[tuple[int, int]]:
    """Where the words for another enterprise stand, and for whoever else one asks for."""
    yield from ((cue.start, cue.end) for cue in message.notion(Notion.ANOTHER_FIRM))
    yield from (found.span() for found in form("another_customer").finditer(message.text))
