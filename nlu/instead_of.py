"""新增是120万，不是110万: of the facts told before the one that was told just so much is put right;
出口额不是86万，86万是新增的: what was another's number is taken back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from .called_in_full import BECAUSE as CALLED
from .language import Notion
from .language.forms import form
from .number_features import NumberReading
from .numbers import value_of
from .pack_words import WordKind
from .quantities import Mention
from .statements import Added, Corrected, Doubtful, Span, Statement, Told, Withdrawn
from .year_by_year import growing, rises_of

BECAUSE = "instead of"
_OF_NUMBERS = (Told, Corrected, Added, Doubtful)


def instead_of(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, with the right number in place of the one that is denied."""
    for wrong, right in _pairs(reading):
        fact = _told_as(reading, wrong, right)
        if fact is not None:
            corrected = _corrected(reading, fact, right)
            alike = [m for m in reading.message.mentions if m.interval == right.interval]
            spans = [_span(mention) for mention in (wrong, *alike)]
            rest = [s for s in said if not _is_otherwise(reading, s, spans, fact)]
            return (*rest, corrected, *_of_all_of_it(reading, corrected))
    return (*said, *_another_ones(reading, said))


def _pairs(reading: NumberReading) -> Iterator[tuple[Mention, Mention]]:
    """A number that is denied, and the one beside it that is right."""
    message = reading.message
    for first, second in pairwise(message.mentions):
        between = message.text[first.end : second.start]
        if first.interval == second.interval:
            continue
        if _is_denied(reading, second) and form("and_not").fullmatch(between):
            yield second, first
        elif _is_denied(reading, first) and form("but_rather").fullmatch(between):
            yield first, second


def _is_denied(reading: NumberReading, mention: Mention) -> bool:
    return reading.message.covers(Notion.REPLACED, mention.core, mention.core + 1)


def _told_as(reading: NumberReading, wrong: Mention, right: Mention) -> str | None:
    """The one fact that was told as the wrong number, and that the right one can be."""
    facts, values = reading.outline.facts, reading.context.values
    fits = [
        fact
        for fact, value in values.items()
        if value == wrong.interval.low and reading.measurable(facts[fact], right)
    ]
    named = [fact for fact in fits if reading.message.has_word(WordKind.NAME, fact)]
    found = fits if len(fits) == 1 else named
    return found[0] if len(found) == 1 else None


def _corrected(reading: NumberReading, fact: str, right: Mention) -> Corrected:
    value = value_of(reading, fact, right)
    return Corrected(fact=fact, value=value, span=_span(right), because=BECAUSE)


def _is_otherwise(
    reading: NumberReading, said: Statement, spans: Sequence[Span], fact: str
) -> bool:
    """Whether something else is made of the same numbers, and no name or question calls for it."""
    if not isinstance(said, _OF_NUMBERS) or said.span not in spans:
        return False
    if isinstance(said, Doubtful) or said.fact == fact:
        return True
    return said.fact not in reading.context.pending and said.because != CALLED


def _of_all_of_it(reading: NumberReading, corrected: Corrected) -> Iterator[Told]:
    """全部都是出口，所以新增的就是120万: a rise that is asked for beside the one that is put right."""
    if not form("all_of_it_is_export").search(reading.message.text):
        return
    for rise, whole in growing(reading):
        for asked in reading.context.pending:
            if corrected.fact == rise != asked and asked in rises_of(reading, whole):
                yield Told(
                    fact=asked, value=corrected.value, named=True, span=corrected.span,
                    because=BECAUSE,
                )  # fmt: skip


def _another_ones(reading: NumberReading, said: Sequence[Statement]) -> Iterator[Withdrawn]:
    """出口额不是86万，86万是新增的交易额: the first is taken back, where it was told just so."""
    told = {s.fact for s in said if isinstance(s, Told | Corrected)}
    for mention in reading.message.mentions:
        again = [m for m in reading.message.mentions if m.interval == mention.interval]
        if len(again) < 2 or not told or not _is_denied(reading, mention):
            continue
        for fact, value in reading.context.values.items():
            part = reading.message.clause_at(mention.core)
            start, end = (0, 0) if part is None else (part.start, mention.start)
            called = next(reading.message.word(WordKind.NAME, fact, start, end), None)
            if value == mention.interval.low and called is not None and fact not in told:
                yield Withdrawn(fact=fact, span=_span(mention), because=BECAUSE)


def _span(mention: Mention) -> Span:
    return mention.start, mention.end
