"""佣金一百万也算服务费吗: of a sum it is only asked whether it counts as what a fact is called."""

from __future__ import annotations

from .language.forms import form
from .message import Message
from .number_features import NumberReading
from .pack_words import WordKind
from .phrases import Span

MOST_CLAUSES = 2
"""The clause of the sum and the next: 扣了一百万，这个也算服务费吗."""


def counts_as(message: Message, place: int) -> Span | None:
    """Where the words stand for what something before a place is asked to count as."""
    following = [part for part in message.clauses if part.end > place]
    for part in following[:MOST_CLAUSES]:
        start = max(part.start, place)
        found = form("asks_whether_counted").match(message.text[start : part.end])
        if found is not None and part.asks:
            return start + found.start("as"), start + found.end("as")
    return None


def is_asked_whether(reading: NumberReading, index: int) -> bool:
    """Whether a sum is called by a fact's words in such a question alone."""
    message, mention, part = reading.message, reading.message.mentions[index], reading.clause(index)
    span = counts_as(message, mention.end)
    if part is None or span is None:
        return False
    asked = [fact for fact in reading.candidates(index) if _calls(message, fact, span)]
    named = (message.word(WordKind.NAME, fact, part.start, mention.start) for fact in asked)
    return bool(asked) and not any(True for found in named for _ in found)


def _calls(message: Message, fact: str, span: Span) -> bool:
    kinds = (WordKind.NAME, WordKind.GENERIC)
    return any(True for kind in kinds for _ in message.word(kind, fact, *span))
