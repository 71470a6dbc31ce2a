"""Where somebody is and what for, as it is told of many policies: by how people say it, or, to the
question, by the name alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from policy_engine import FactDefinition, OneOf

from .context import Context
from .message import Message
from .pack_words import PackWords, Word, WordKind
from .statements import Statement, Told

LONGEST_ANSWER = 20
"""Characters of a message that may be the name alone."""


def narrowing_told(words: PackWords, message: Message, context: Context) -> Iterator[Statement]:
    """What a message says of the facts that set policies aside."""
    for fact in words.narrowing:
        values = tuple(dict.fromkeys(_said(fact, message)))
        asked = fact in context.pending and len(message.text) <= LONGEST_ANSWER
        if not values and asked:
            values = _named(words.outline.facts[fact], message.text)
        if values:
            span = (0, len(message.text))
            yield Told(
                fact=fact, value=OneOf(values), named=True, span=span, because=WordKind.VALUE
            )


def _said(fact: str, message: Message) -> Iterator[str]:
    for cue in message.word(WordKind.VALUE, fact):
        part = message.clause_at(cue.start)
        plain = part is None or not (part.asks or part.supposed or part.mark_at(cue.start))
        if plain and isinstance(cue.key, Word):
            yield cue.key.value


def _named(definition: FactDefinition, text: str) -> tuple[str, ...]:
    """The values that an answer names, without 市 and 县 too."""
    options = definition.options
    assert options is not None
    values = options.values
    whole = tuple(v for v in values if v in text)
    return whole or tuple(v for v in values if options.are_places and len(v) > 2 and v[:-1] in text)
