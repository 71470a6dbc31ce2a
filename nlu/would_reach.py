"""那今年出口做到500万美元，是15万还是22万: a number that is not reached is supposed, not told."""

from __future__ import annotations

from collections.abc import Sequence

from policy_engine import Quantity

from .clauses import Clause
from .language.forms import form
from .number_features import NumberReading
from .statements import Corrected, Statement, Supposed, Told

BECAUSE = "would reach"


def would_reach(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements of a question, with such numbers, and what stands beside them, supposed."""
    clauses = reading.message.clauses
    parts = [
        part
        for place, part in enumerate(clauses)
        if _reaches(reading, part) or any(_reaches(reading, p) for p in clauses[:place][-1:])
    ]
    if not parts or not any(part.asks for part in clauses):
        return tuple(said)
    return tuple(_supposed(s) if _is_of(reading, s, parts) else s for s in said)


def _reaches(reading: NumberReading, part: Clause) -> bool:
    inside = [m for m in reading.message.mentions if part.start <= m.core < part.end]
    if not inside or form("is_reached").search(part.text):
        return False
    lead = reading.message.text[part.start : inside[0].start]
    return form("would_reach").fullmatch(lead.strip()) is not None


def _is_of(reading: NumberReading, statement: Statement, parts: Sequence[Clause]) -> bool:
    """Whether another value than the one that is known is told in such a clause."""
    if not isinstance(statement, Told | Corrected) or getattr(statement, "mark", None) is not None:
        return False
    value = statement.value
    if not isinstance(value, Quantity) or statement.fact not in reading.context.told:
        return False
    return any(part.start <= statement.span[0] < part.end for part in parts)


def _supposed(statement: Statement) -> Statement:
    assert isinstance(statement, Told | Corrected)
    return Supposed(
        fact=statement.fact, value=statement.value, span=statement.span, because=BECAUSE
    )  # fmt: skip
