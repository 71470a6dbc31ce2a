"""那我年底就满半年了, 我五月底开门的: said of nothing by name, it has run as long as the one business
that is known to run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policy_engine import DURATION

from .language.forms import form
from .number_features import NumberReading
from .numbers import value_of
from .statements import Doubtful, Statement, Told

BECAUSE = "of the one that runs"
MOST = 50


def of_the_one_that_runs(
    reading: NumberReading, said: Sequence[Statement]
) -> tuple[Statement, ...]:
    """The statements, with such a time told of the one fact that a known business has."""
    runs = list(_runs(reading))
    found = list(said)
    for index in _said_of_oneself(reading) if len(runs) == 1 else ():
        mention = reading.message.mentions[index]
        span = (mention.start, mention.end)
        heard = [s for s in found if s.span == span]
        if runs[0] in reading.context.told and not _opens(reading, index):
            continue  # what is known of it may be told by the day
        if all(isinstance(s, Doubtful) and runs[0] in s.facts for s in heard):
            value = value_of(reading, runs[0], mention)
            told = Told(fact=runs[0], value=value, named=True, span=span, because=BECAUSE)
            found = [*(s for s in found if s not in heard), told]
    return tuple(found)


def _runs(reading: NumberReading) -> Iterator[str]:
    """The times that count for a business which is known."""
    outline, roles = reading.outline, reading.context.roles
    for name, definition in outline.facts.items():
        if definition.kind == DURATION and any(outline.related(name, role) for role in roles):
            yield name


def _said_of_oneself(reading: NumberReading) -> Iterator[int]:
    """The times of which nothing but 我 or 店 is said to have run them."""
    text = reading.message.text
    for index, mention in enumerate(reading.message.mentions[:MOST]):
        part = reading.clause(index)
        if not mention.since or part is None or part.asks or part.supposed or part.of_others:
            continue
        before = text[part.start : mention.start]
        then = form("full_by_then").search(before)
        lead = before[: then.start()] if then is not None else before
        if (then is not None or _opens(reading, index)) and form("of_oneself").fullmatch(lead):
            yield index


def _opens(reading: NumberReading, index: int) -> bool:
    after = reading.message.text[reading.message.mentions[index].end :]
    return form("opens_for_business").match(after) is not None
