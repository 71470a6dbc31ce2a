"""还有堆存费六千: a cost told with what is already known of its kind comes on top of it."""

from __future__ import annotations

from .language.forms import form
from .number_features import NumberReading


def comes_on_top(reading: NumberReading, index: int, fact: str) -> bool:
    """Whether a sum is a further one of a cost that is known."""
    part = reading.clause(index)
    if part is None or fact not in reading.context.told or part.supposed or part.last_year:
        return False
    before = reading.message.text[part.start : reading.message.mentions[index].start]
    return reading.outline.facts[fact].is_cost and form("a_further_cost").match(before) is not None
