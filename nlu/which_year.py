"""去年营收两亿一，今年两亿三: of facts that differ by their year alone the one whose year stands
before the number; 留成比上年多了12万: how much more it is than the year before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from .language.forms import form
from .number_features import NumberReading
from .numbers import value_of
from .outline import Outline
from .pack_words import WordKind
from .quantities import Mention
from .statements import Statement, Told

WITHIN = 16
"""Characters before a number in which its year, or that it is a rise, is told."""


def of_its_year(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, with the numbers of twin facts told of the year that stands before them."""
    found = [*_twins_told(reading), *_rises_told(reading)]
    spans, facts = {told.span for told in found}, {told.fact for told in found}
    rest = (s for s in said if s.span not in spans and getattr(s, "fact", None) not in facts)
    return (*rest, *found) if found else tuple(said)


def _twins_told(reading: NumberReading) -> Iterator[Told]:
    for last, this in _twins(reading.outline):
        if not _is_spoken_of(reading, (last, this)):
            continue
        told = dict(_by_year(reading, last, this))
        if len(told) == 2:
            yield from told.values()


def _by_year(reading: NumberReading, last: str, this: str) -> Iterator[tuple[str, Told]]:
    for index, mention in enumerate(reading.message.mentions):
        before = _before(reading, index, mention)
        for fact, name in ((last, "last_year_is"), (this, "this_year_is")):
            if form(name).search(before) and fact in reading.candidates(index):
                yield fact, _told(reading, fact, mention)


def _rises_told(reading: NumberReading) -> Iterator[Told]:
    """The rise of a number whose words stand in the message, where its own words do not."""
    for rise, whole in _rises(reading.outline):
        if reading.message.has_word(WordKind.NAME, rise) or not _is_spoken_of(reading, (whole,)):
            continue
        for index, mention in enumerate(reading.message.mentions):
            before = _before(reading, index, mention)
            if form("more_than_before").search(before) and rise in reading.candidates(index):
                yield _told(reading, rise, mention)
                break


def _told(reading: NumberReading, fact: str, mention: Mention) -> Told:
    value = value_of(reading, fact, mention)
    span = (mention.start, mention.end)
    return Told(fact=fact, value=value, named=True, span=span, because=mention.text)


def _before(reading: NumberReading, index: int, mention: Mention) -> str:
    """What stands before a number, in its clause and after the number before it."""
    part = reading.clause(index)
    if part is None or part.asks or part.supposed or part.of_others:
        return ""
    earlier = reading.message.mentions[index - 1].end if index else 0
    start = max(part.start, earlier, mention.core - WITHIN)
    return reading.message.text[start : mention.core]


def _is_spoken_of(reading: NumberReading, facts: tuple[str, ...]) -> bool:
    return any(reading.message.has_word(WordKind.NAME, fact) for fact in facts)


def _twins(outline: Outline) -> Iterator[tuple[str, str]]:
    """Pairs of one number of last year and of this."""
    numbers = [(fact, _parted(fact), d.unit) for fact, d in outline.facts.items() if d.is_number]
    this_year = {(stem, unit): fact for fact, (year, stem), unit in numbers if year == "this"}
    for fact, (year, stem), unit in numbers:
        if year == "last" and (stem, unit) in this_year:
            yield fact, this_year[stem, unit]


@cache
def _parted(name: str) -> tuple[str, str]:
    """The year that a name begins with, and the rest of it."""
    for year, named in (("last", "of_last_year"), ("this", "of_this_year")):
        found = form(named).match(name)
        if found is not None:
            return year, name[found.end() :]
    return "", name


def _rises(outline: Outline) -> Iterator[tuple[str, str]]:
    """Each fact that is a rise, with the number that rises."""
    facts = outline.facts
    for rise, definition in facts.items():
        if definition.increase_of in facts:
            yield rise, definition.increase_of
        elif form("of_a_rise").match(rise):
            stem = form("of_a_rise").sub("", rise)
            yield from ((rise, w) for w in facts if w != rise and w.endswith(stem))
