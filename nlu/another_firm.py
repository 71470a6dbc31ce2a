"""下一家，做物流的; 回到第一家: where a message goes on to another enterprise, or back to one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .clean import CleanText
from .language import Notion
from .language.forms import form
from .message import Message
from .quantities.numeral_words import DIGITS, SMALL_UNITS
from .statements import AnotherFirm, FormerFirm

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


def former_firm(message: Message, cleaned: CleanText) -> Iterator[FormerFirm]:
    """Where a message goes back to an enterprise told of before, or asks what it came to."""
    back = form("back_to_a_firm").search(message.text)
    asks = None if back is not None else form("asks_of_a_firm").search(message.text)
    if back is not None:
        span = cleaned.span(*back.span())
        yield FormerFirm(rest=span[1], which=_which(back), span=span, because=back.group())
    elif asks is not None:
        span = cleaned.span(*asks.span())
        which = _which(asks)
        yield FormerFirm(rest=span[0], which=which, asks=True, span=span, because=asks.group())


def _which(found: re.Match[str]) -> int:
    """The how manieth, from 1; 0 where it is the one before."""
    nth = found["nth"]
    if nth is None:
        return 1 if found["first"] else 0
    return int(nth) if nth.isdigit() else (DIGITS | SMALL_UNITS)[nth]
