"""整仓5600万，邵阳的只有3200万，按哪个算: of two numbers that are compared neither is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .language.forms import form
from .number_features import NumberReading
from .statements import Corrected, Statement, Supposed, Told


def which_number(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, with the numbers between which a message asks only supposed or left out."""
    asked = form("which_number").search(reading.message.text)
    if asked is None:
        return tuple(said)
    before = [m for m in reading.message.mentions if m.end <= asked.start() and m.interval.is_exact]
    alike = [m for m in before if m.unit == before[-1].unit][-2:]
    compared = {(m.start, m.end) for m in alike} if len(alike) > 1 else set()
    numbers = [s for s in said if isinstance(s, Told | Corrected) and s.span in compared]
    if len({number.fact for number in numbers}) > 1:  # each is of a fact of its own
        return tuple(said)
    return tuple(_left(said, numbers))


def _left(said: Sequence[Statement], compared: Sequence[Statement]) -> Iterator[Statement]:
    for one in said:
        if one not in compared:
            yield one
        elif isinstance(one, Corrected):
            yield Supposed(fact=one.fact, value=one.value, span=one.span, because=one.because)
