"""现在都没投，只是想想, to what may be put up: none of it is there yet."""

from __future__ import annotations

from collections.abc import Sequence

from .language.forms import form
from .number_features import NumberReading
from .statements import Denied, Statement

BECAUSE = "none_begun"


def none_begun(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, with a no to everything that was asked and might be under construction."""
    facts, pending = reading.outline.facts, reading.context.pending
    parts = (p for p in reading.message.clauses if not p.asks and not p.supposed)
    found = next((p for p in parts if form("none_begun").search(p.text.strip())), None)
    named = {getattr(s, "fact", None) for s in said}
    left = [f for f in pending if facts[f].true_when_under_construction and f not in named]
    if found is None or len(pending) < 2:
        return tuple(said)
    span = (found.start, found.end)
    return (*said, *(Denied(fact=fact, span=span, because=BECAUSE) for fact in left))
