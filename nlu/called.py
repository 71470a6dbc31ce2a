"""Whether a message calls a fact by one of its words."""

from __future__ import annotations

from collections.abc import Iterator

from .clauses import Clause
from .message import Message
from .pack_words import PackWords, WordKind


def is_called(message: Message, words: PackWords, fact: str) -> bool:
    """Whether a fact is called by its name, as it is called in its own business, or 家数."""
    if words.counted_in(fact, message.text):
        return True
    if is_named(message, words, fact):
        return True
    return not any(_naming(message)) and message.has_word(WordKind.GENERIC, fact)


def is_named(message: Message, words: PackWords, fact: str, part: Clause | None = None) -> bool:
    """Whether a message, or a part of it, has the fact's name, its noun, or its business."""
    of = ((WordKind.NAME, fact), (WordKind.NOUN, fact), (WordKind.SCENE, words.scene(fact)))
    start, end = (0, None) if part is None else (part.start, part.end)
    return any(next(message.word(kind, name, start, end), None) for kind, name in of)


def _naming(message: Message) -> Iterator[object]:
    for kind in (WordKind.NAME, WordKind.NOUN, WordKind.SCENE):
        yield from message.words(kind)
