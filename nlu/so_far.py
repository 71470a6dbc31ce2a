"""到10月4100万，全年预计5300万: of two numbers of one fact that which is so far is told, the one of
the whole year expected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policy_engine import Quantity

from .language.forms import form
from .number_features import NumberReading
from .numbers import value_of
from .statements import Added, Corrected, Doubtful, Statement, Told

BECAUSE = "so far"


def so_far(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, with such a pair of numbers put right."""
    for now, whole in _pairs(reading):
        fact = _fact(reading, said, now, whole)
        if fact is not None:
            mentions = [reading.message.mentions[index] for index in (now, whole)]
            spans = [(m.start, m.end) for m in mentions]
            values = [value_of(reading, fact, mention) for mention in mentions]
            rest = [s for s in said if s.span not in spans]
            said = (
                *rest,
                Told(fact=fact, value=values[0], named=True, span=spans[0], because=BECAUSE),
                Told(fact=fact, value=values[1], mark="planned", span=spans[1], because=BECAUSE),
            )
    return tuple(said)


def _pairs(reading: NumberReading) -> Iterator[tuple[int, int]]:
    """A number that is so far and the next one of its kind, of the whole year."""
    for index in range(len(reading.message.mentions) - 1):
        if not _stands_in(reading, index, "until_now") or _stands_in(reading, index, "whole_year"):
            continue
        following = range(index + 1, len(reading.message.mentions))
        whole = next((i for i in following if _are_alike(reading, index, i)), None)
        if whole is not None and _stands_in(reading, whole, "whole_year"):
            yield index, whole


def _are_alike(reading: NumberReading, index: int, other: int) -> bool:
    a, b = (reading.message.mentions[i] for i in (index, other))
    return a.unit == b.unit and not a.ordinal and a.interval.low < b.interval.high


def _stands_in(reading: NumberReading, index: int, name: str) -> bool:
    part, mention = reading.clause(index), reading.message.mentions[index]
    if part is None or part.asks or part.supposed or part.of_others:
        return False
    said = reading.message.text[part.start : mention.core]
    return form(name).search(said) is not None and not form("not_of_this_year").search(said)


def _fact(reading: NumberReading, said: Sequence[Statement], now: int, whole: int) -> str | None:
    """The fact that one of them was heard as, if the other can be it as well."""
    mentions = [reading.message.mentions[index] for index in (now, whole)]
    spans = [(m.start, m.end) for m in mentions]
    for statement in said:
        if statement.span in spans and isinstance(statement, Told | Corrected | Added):
            both = isinstance(statement.value, Quantity) and all(
                statement.fact in reading.candidates(index) for index in (now, whole)
            )
            return statement.fact if both else None
    doubtful = [s for s in said if s.span in spans and isinstance(s, Doubtful)]
    facts = [set(s.facts) for s in doubtful if s.facts]
    common = set.intersection(*facts) if facts else set()
    return common.pop() if len(common) == 1 else None
