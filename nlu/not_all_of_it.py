"""31万是我全部服务费，不是都交给平台: a number that is not all of what it was taken for is none of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .language.forms import form
from .number_features import NumberReading
from .numbers import value_of
from .pack_words import WordKind
from .statements import Added, Beside, Corrected, Statement, Told, Withdrawn

BECAUSE = "not all of it"


def not_all_of_it(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, without such a number, and with what was told of it before taken back."""
    denied = set(_denied(reading))
    if not denied:
        return tuple(said)
    kept = [s for s in said if not (_tells(s) and getattr(s, "fact", None) in denied)]
    gone = [s.span for s in said if s not in kept]
    beside = (
        Beside(mention=m, span=(m.start, m.end), because=BECAUSE)
        for m in reading.message.mentions
        if (m.start, m.end) in gone
    )
    whole = (0, len(reading.message.text))
    known = (f for f in reading.context.told if f in denied and _is_that_number(reading, f))
    return (*kept, *beside, *(Withdrawn(fact=f, span=whole, because=BECAUSE) for f in known))


def _denied(reading: NumberReading) -> Iterator[str]:
    """The facts of which a clause with no number says so."""
    message, facts = reading.message, reading.outline.facts
    for part in message.clauses:
        found = form("not_all_of_it").search(part.text)
        numbers = any(part.start <= m.core < part.end for m in message.mentions)
        if found is None or numbers or part.asks or part.supposed:
            continue
        for cue in message.words(WordKind.NAME, part.start + found.end(), part.end):
            of = getattr(cue.key, "of", "")
            if of in facts and not facts[of].is_claim:
                yield of


def _is_that_number(reading: NumberReading, fact: str) -> bool:
    """Whether what is known of a fact is said again, or no number is said."""
    known, mentions = reading.context.sums.get(fact), reading.message.mentions
    if known is None or not mentions:
        return True
    return any(value_of(reading, fact, mention).interval.low == known for mention in mentions)


def _tells(statement: Statement) -> bool:
    told = isinstance(statement, Told) and not isinstance(statement.value, bool)
    return told or isinstance(statement, Corrected | Added)
