"""没有发票的那部分能不能算: what a question asks about beside the words that everybody asks with.

A question that holds a word of no policy is about that word. Who is answered with what everybody
is told has not been answered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field

from .intents import IntentName
from .language import Notion
from .message import Message
from .pack_words import Word, WordKind
from .phrases import Entry, PhraseBook, Span
from .statements import Particular
from .tokens import is_common_word, segmenter

_FILE = Path(__file__).parent / "data" / "plain_questions.yml"
_RUN = re.compile(r"[\u4e00-\u9fff]{2,}")
_OTHERS = {
    Notion.OTHER_MONEY, Notion.OTHER_TIME, Notion.OTHER_COUNT, Notion.PAID, Notion.UNIT_PRICE,
}  # fmt: skip
_ASKS = {IntentName.ASK_ELIGIBILITY, IntentName.ASK_AMOUNT}
LONGEST_QUESTION = 40
LONGEST = 12
"""Characters of what is asked about that are read out."""


class _Plain(BaseModel):
    model_config = ConfigDict(extra="forbid")
    about: str
    words: dict[str, list[str]] = Field(min_length=1)


def particular(message: Message, intent: IntentName) -> Iterator[Particular]:
    """The first thing a question speaks of that is no number, no word of asking and of no policy."""
    if intent not in _ASKS or len(message.text) > LONGEST_QUESTION:
        return
    text = message.text
    known = bytearray(len(text))
    spans = [(m.start, m.end) for m in message.mentions]
    spans += [(cue.start, cue.end) for cue in message.cues if not _is_of_others(cue.key)]
    spans += [(hit.start, hit.end) for hit in _book().find(text.lower(), ())]
    for start, end in spans:
        known[start:end] = b"\1" * (end - start)
    for start, end in _words(text):
        if not all(known[start:end]) and text[start:end] not in _plain():
            known[start:end] = bytes(end - start)  # 发 of 发票 is no word of asking
    left = "".join(" " if inside else char for char, inside in zip(text, known, strict=True))
    found = _RUN.search(left)
    if found is not None:
        yield Particular(term=found[0][:LONGEST], span=found.span(), because=found[0])


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
def _plain() -> frozenset[str]:
    return frozenset(word for words in _read().words.values() for word in words)


@cache
def _read() -> _Plain:
    return _Plain.model_validate(yaml.safe_load(_FILE.read_text("utf-8")))


@cache
def _book() -> PhraseBook[str]:
    return PhraseBook(Entry(word, word) for word in _plain())
