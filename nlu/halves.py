"""上半年2600万，下半年2500万: two halves of a year that nobody gave to a fact, put together."""

from __future__ import annotations

from collections.abc import Sequence

from policy_engine import Quantity

from .language import Notion
from .number_features import NumberReading
from .numbers import value_of
from .pack_words import WordKind
from .statements import Doubtful, Statement, Told


def halves(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements with the year that two halves make, of the one fact that is called by name."""
    found = [_of_half(reading, notion) for notion in (Notion.FIRST_HALF, Notion.SECOND_HALF)]
    if len(found[0]) != 1 or len(found[1]) != 1:
        return tuple(said)
    first, second = found[0][0], found[1][0]
    spans = [(m.start, m.end) for m in (reading.message.mentions[i] for i in (first, second))]
    if any(s.span in spans for s in said if not isinstance(s, Doubtful)):
        return tuple(said)
    fits = set(reading.candidates(first)) & set(reading.candidates(second))
    named = [fact for fact in fits if reading.message.has_word(WordKind.NAME, fact)]
    if len(named) != 1:
        return tuple(said)
    a, b = (value_of(reading, named[0], reading.message.mentions[i]) for i in (first, second))
    if a.unit != b.unit:
        return tuple(said)
    year = Told(
        fact=named[0], value=Quantity(a.interval + b.interval, a.unit, a.approx or b.approx),
        named=True, span=(spans[0][0], spans[1][1]), because=Notion.SECOND_HALF.value,
    )  # fmt: skip
    return (*(s for s in said if s.span not in spans), year)


def _of_half(reading: NumberReading, half: Notion) -> list[int]:
    """The quantities of the clauses that speak of one half, of the speaker's present."""
    found = []
    for index, mention in enumerate(reading.message.mentions):
        part = reading.clause(index)
        real = part is not None and not part.supposed and part.mark_at(mention.core) is None
        if part is not None and real and reading.message.has(half, part.start, part.end):
            found.append(index)
    return found
