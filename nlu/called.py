"""Whether a message calls a fact by one of its words."""

from __future__ import annotations

from collections.abc import Iterator

from .message import Message
from .pack_words import PackWords, WordKind


def is_called(message: Message, words: PackWords, fact: str) -> bool:
    """Whether a fact is called by its name, as it is called in its own business, or 家数."""
    if words.counted_in(fact, message.text):
        return True
    of = ((WordKind.NAME, fact), (WordKind.NOUN, fact), (WordKind.SCENE, words.scene(fact)))
    if any(message.has_word(kind, name) for kind, name in of):
        return True
    return not any(_naming(message)) and message.has_word(WordKind.GENERIC, fact)


def _naming(message: Message) -> Iterator[object]:
    for kind in (WordKind.NAME, WordKind.NOUN, WordKind.SCENE):
        yield from message.words(kind)
