"""出入仓, 用人家的平台, 入驻了一站式平台: the words of a business that stand only inside words for
something else, or after words for another's, say nothing of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .claim_features import ClaimReading
from .language.forms import form
from .message import Cue
from .pack_words import WordKind

GAP = "…"


def is_only_inside_other_words(reading: ClaimReading, fact: str) -> bool:
    """Whether that is so of a claim that was not asked for, and of all of its words."""
    named = reading.words.file.claims.get(fact)
    if named is None or fact in reading.context.pending:
        return False
    text = reading.message.text
    others = [(c.start, c.end) for c in _of_something_else(reading, fact)]
    found = [at for word in (*named.nouns, *named.said) for at in _places(text, word)]
    return bool(found) and all(
        _is_anothers(reading, start) or any(s <= start and end <= e for s, e in others)
        for start, end in found
    )


def _of_something_else(reading: ClaimReading, fact: str) -> Iterator[Cue]:
    """The words in a message for what no measure uses together with a fact."""
    outline = reading.outline
    for cue in reading.message.words(WordKind.NAME):
        of = getattr(cue.key, "of", "")
        if of in outline.facts and not outline.related(of, fact):
            yield cue


def _places(text: str, word: str) -> Iterator[tuple[int, int]]:
    if GAP not in word:
        yield from (found.span() for found in re.finditer(re.escape(word), text))


def _is_anothers(reading: ClaimReading, place: int) -> bool:
    part = reading.message.clause_at(place)
    before = reading.message.text[0 if part is None else part.start : place]
    return form("uses_anothers").search(before) is not None
