"""一站式我说不好; 今年190……是不是反了，我得翻一下账: what a person says he cannot tell is no fact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policy_engine import Quantity

from .clauses import Clause
from .language.forms import form
from .likeness import pairs
from .number_features import NumberReading
from .statements import (
    Added,
    Amended,
    Corrected,
    Denied,
    Doubted,
    Doubtful,
    Skipped,
    Statement,
    Told,
)

BECAUSE = "cannot_say"
NAMED = 3
"""Pairs of characters of its name by which a fact is known."""
_VALUES = (Told, Corrected, Added, Denied)


def said_in_doubt(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, without those that are doubted as they are made."""
    doubted = _figures_doubted(reading, said)
    said = doubted or said
    places = tuple(_doubtful_places(reading.message.clauses))
    claims = [
        s
        for s in said
        if isinstance(s, Told | Denied)
        and _is_claim(s)
        and any(_lies_in(s, part) or _is_named_in(reading, s.fact, part) for part in places)
    ]
    if doubted:
        return (*(s for s in said if s not in claims), *map(_left, claims))
    rough = [s for s in said if _is_number(s) and any(_lies_in(s, part) for part in places)]
    left = [_left(s) for s in (*claims, *rough) if isinstance(s, _VALUES)]
    return (*(s for s in said if s not in claims), *left, *never_denied(reading))


def _doubtful_places(parts: Sequence[Clause]) -> Iterator[Clause]:
    """The clauses that say so of what they name, and those before one that says nothing else."""
    before: Clause | None = None
    for part in parts:
        text = part.text.strip()
        if form("cannot_say").search(text) is not None and not part.supposed:
            yield part
            if before is not None and form("in_doubt_alone").search(text) is not None:
                yield before
        before = part


def _left(statement: Told | Corrected | Added | Denied) -> Skipped:
    return Skipped(facts=(statement.fact,), span=statement.span, because=BECAUSE)


def _is_named_in(reading: NumberReading, fact: str, part: Clause) -> bool:
    """体不体现在邵阳我吃不准, wherever its yes or no was read."""
    definition = reading.outline.facts[fact]
    return len(pairs(part.text) & pairs(definition.label)) >= NAMED


def _is_claim(statement: Statement) -> bool:
    told = isinstance(statement, Told) and statement.value is True and statement.mark is None
    return told or (isinstance(statement, Denied) and statement.mark is None)


def _is_number(statement: Statement) -> bool:
    """Whether a number is told, which is rough where a doubt follows it."""
    told = isinstance(statement, Told | Corrected) and isinstance(statement.value, Quantity)
    return told and getattr(statement, "mark", None) is None


def _lies_in(statement: Statement, part: Clause) -> bool:
    return part.start <= statement.span[0] and statement.span[1] <= part.end


def _figures_doubted(
    reading: NumberReading, said: Sequence[Statement]
) -> tuple[Statement, ...] | None:
    """Of numbers that are doubted aloud none is told: they wait until they were looked up."""
    found = form("figures_doubted").search(reading.message.text)
    if found is None or _goes_on(reading, found.end()):
        found = _fell_and_rose(reading, said)
    if found is None:
        return None
    numbers = [s for s in said if isinstance(s, Doubtful) or _is_quantity(s)]
    mentions = [m for m in reading.message.mentions if not m.article]
    if not numbers or not mentions:
        return None
    facts = tuple(dict.fromkeys(f for s in numbers for f in _facts_of(s)))
    span = found.span()
    rest = (s for s in said if s not in numbers)
    return (*rest, *(Doubted(mention=m, span=(m.start, m.end), because=BECAUSE) for m in mentions),
            Skipped(facts=facts, span=span, because=BECAUSE))  # fmt: skip


def _goes_on(reading: NumberReading, end: int) -> bool:
    """Whether a number is told after all: 不对，我看一下，是190万."""
    return any(m.start >= end for m in reading.message.mentions)


def _fell_and_rose(reading: NumberReading, said: Sequence[Statement]) -> re.Match[str] | None:
    """今年增长了，去年260万，今年190万: the figures are not as what is said of them."""
    facts, rises = reading.outline.facts, form("says_it_rose").search(reading.message.text)
    fell = any(
        isinstance(s, Told) and isinstance(s.value, Quantity)
        and s.value.interval.high < 0 and facts[s.fact].increase_of
        for s in said
    )  # fmt: skip
    return rises if fell else None


def _is_quantity(statement: Statement) -> bool:
    return isinstance(getattr(statement, "value", None), Quantity)


def _facts_of(statement: Statement) -> tuple[str, ...]:
    return statement.facts if isinstance(statement, Doubtful) else (getattr(statement, "fact", ""),)


def never_denied(reading: NumberReading) -> Iterator[Amended]:
    """我没说没有，我说的是吃不准: the no that was heard was none."""
    found = form("never_denied").search(reading.message.text)
    if found is not None:
        yield Amended(way="not_denied", span=found.span(), because=BECAUSE)
