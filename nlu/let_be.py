"""总部那个跟我们没关系，别问了; 你先别管年费: what a person does not want to be asked about."""

from __future__ import annotations

from collections.abc import Iterator

from .acts.words import act_words
from .clauses import Clause
from .language.acts import Act
from .message import Message
from .pack_words import OF_A_FACT, PackWords, Word, WordKind
from .statements import Skipped


def let_be(words: PackWords, message: Message) -> Iterator[Skipped]:
    """The facts that such a message calls by their words, or by those of their business or
    measure; none: it is the question just asked."""
    parts = [part for part in message.clauses if not part.asks and _lets_be(part)]
    if parts:
        named = dict.fromkeys(fact for part in parts for fact in _named(words, message, part))
        yield Skipped(facts=tuple(named), because=Act.LET_BE.value)


def _lets_be(part: Clause) -> bool:
    return act_words(part.text).has(Act.LET_BE)


def _named(words: PackWords, message: Message, part: Clause) -> Iterator[str]:
    measures_of = words.outline.measures_of
    for cue in message.cues:
        if not (part.start <= cue.start < part.end and isinstance(cue.key, Word)):
            continue
        kind, of = cue.key.kind, cue.key.of
        if kind in OF_A_FACT:
            yield of
        elif kind is WordKind.SCENE:
            yield from (fact for fact in measures_of if words.scene(fact) == of)
        elif kind is WordKind.MEASURE:
            called = {m for m, names in words.file.measures.items() if cue.expression in names}
            yield from (fact for fact, measures in measures_of.items() if measures <= called)
