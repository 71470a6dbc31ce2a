"""没有发票的那部分能不能算: what a question asks about beside the words that everybody asks with.

A question that holds a word of no policy is about that word. Who is answered with what everybody
is told has not been answered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from .intents import IntentName
from .language import Notion
from .language.forms import form
from .message import Message
from .pack_words import Word, WordKind
from .phrases import Entry, PhraseBook, Span
from .plain_questions import plain_words
from .statements import Particular
from .tokens import is_common_word, segmenter

_RUN = re.compile(r"[\u4e00-\u9fff]{2,}")
_OTHERS = {
    Notion.OTHER_MONEY, Notion.OTHER_TIME, Notion.OTHER_COUNT, Notion.PAID, Notion.UNIT_PRICE,
}  # fmt: skip
_ASKS = {IntentName.ASK_ELIGIBILITY, IntentName.ASK_AMOUNT}
LONGEST_QUESTION = 40
LONGEST = 12
"""Characters of what is asked about that are read out."""


def particular(message: Message, intent: IntentName) -> Iterator[Particular]:
    """The first thing a question speaks of that is no number, no word of asking and of no policy."""
    if intent is IntentName.ASK_CONDITIONS:
        yield from _needed(message)
    found = _left_over(message) if intent in _ASKS else None
    if found is not None and len(message.text) <= LONGEST_QUESTION:
        yield Particular(term=found[0][:LONGEST], span=found.span(), because=found[0])


def _needed(message: Message) -> Iterator[Particular]:
    """是不是一定要自己买的: what may be needed, where it is no word of any policy and no number."""
    found = form("whether_needed").search(message.text)
    if found is None:
        return
    start, end = found.span("what" if found["what"] else "that")
    of_a_policy = any(
        isinstance(cue.key, Word) and cue.key.kind is not WordKind.GENERIC
        for cue in message.cues
        if start < cue.end and cue.start < end
    )
    if not of_a_policy and not any(start < m.end and m.start < end for m in message.mentions):
        yield Particular(term=message.text[start:end], span=(start, end), because=found[0])


def is_plain(message: Message) -> bool:
    """能补多少钱: whether a question has no word but those that everybody asks with."""
    return _left_over(message) is None


def _left_over(message: Message) -> re.Match[str] | None:
    """The first stretch that is no number, no word of asking and of no policy."""
    text = message.text
    known = bytearray(len(text))
    spans = [(m.start, m.end) for m in message.mentions]
    spans += [(cue.start, cue.end) for cue in message.cues if not _is_of_others(cue.key)]
    spans += [(hit.start, hit.end) for hit in _book().find(text.lower(), ())]
    for start, end in spans:
        known[start:end] = b"\1" * (end - start)
    for start, end in _words(text):
        if not all(known[start:end]) and text[start:end] not in plain_words():
            known[start:end] = bytes(end - start)  # 发 of 发票 is no word of asking
    left = "".join(" " if inside else char for char, inside in zip(text, known, strict=True))
    return _RUN.search(left)


def _is_of_others(key: Notion | Word) -> bool:
    """发票, 亏损, 票: what is no fact's own, or may be a part of any word."""
    if isinstance(key, Word):
        return key.kind is WordKind.GENERIC
    return key in _OTHERS


def _words(text: str) -> Iterator[Span]:
    start = 0
    for word in segmenter(()).lcut(text):
        if is_common_word(word):
            yield start, start + len(word)
        start += len(word)


@cache
def _book() -> PhraseBook[str]:
    return PhraseBook(Entry(word, word) for word in plain_words())
