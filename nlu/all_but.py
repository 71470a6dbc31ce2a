"""除了海外仓都有: of several things asked about, all are so but those that are excepted."""

from __future__ import annotations

from collections.abc import Sequence

from .language.forms import form
from .number_features import NumberReading
from .statements import Denied, Statement, Told

_BECAUSE = "all_but"


def all_but(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, with what is excepted denied and, of what was listed, the rest told; where
    all the rest is denied (除了海外仓都没有), what is excepted is not."""
    alone = form("none_but").search(reading.message.text)
    if alone is not None:
        start, end = alone.span("what")
        said = [_told(s) if isinstance(s, Denied) and _inside(s, start, end) else s for s in said]
    found = form("all_but").search(reading.message.text)
    part = None if found is None else reading.message.clause_at(found.start())
    if found is None or part is None or part.asks or part.supposed:
        return tuple(said)
    start, end = found.span("what")
    excepted = [s.fact for s in said if isinstance(s, Told | Denied) and _inside(s, start, end)]
    if not excepted:
        return tuple(said)
    span, kept = found.span(), [s for s in said if getattr(s, "fact", None) not in excepted]
    known = {getattr(s, "fact", None) for s in kept}
    pending = reading.context.pending if len(reading.context.pending) > 1 else ()
    claims = [f for f in pending if reading.outline.facts[f].is_claim]
    rest = [f for f in claims if f not in excepted and f not in known]
    return (
        *kept,
        *(Denied(fact=fact, span=span, because=_BECAUSE) for fact in excepted),
        *(Told(fact=fact, value=True, span=span, because=_BECAUSE) for fact in rest),
    )


def _told(statement: Denied) -> Told:
    return Told(fact=statement.fact, value=True, span=statement.span, because=_BECAUSE)


def _inside(statement: Told | Denied, start: int, end: int) -> bool:
    real = getattr(statement, "mark", None) is None and getattr(statement, "value", True) is True
    return real and statement.span[0] < end and start < statement.span[1]
