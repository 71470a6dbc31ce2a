"""还想再开一家，95平，能算吗: one more of several like things, asked about beside those that there are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from policy_engine import COUNT, DURATION, FactDefinition, FactValue

from .clauses import Clause
from .language import Notion
from .language.forms import form
from .message import Message
from .number_features import NumberReading
from .numbers import value_of
from .quantities.numeral_words import DIGITS
from .statements import (
    Added,
    Corrected,
    Doubtful,
    OneMore,
    Statement,
    Supposed,
    Things,
    Told,
)

MONTHS = 12
TEN = 10


def one_more(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, with what is said of one more thing put together, and told of no other."""
    for owner in reading.outline.facts.values():
        if owner.each and owner.kind == COUNT and _is_spoken_of(reading, owner):
            own = {owner.name, *owner.each}
            kept = [s for s in said if not _is_of(s, own)]
            begins = _begins(reading)
            told = tuple(_told(reading, owner))
            return (*kept, OneMore(of=owner.name, told=told, begins=begins, because="one more"))
    return tuple(said)


def _is_spoken_of(reading: NumberReading, owner: FactDefinition) -> bool:
    message, context = reading.message, reading.context
    known = {owner.name, *owner.each} & set(context.told)
    if not known:
        return False
    if context.one_more == owner.name:
        return _goes_on(reading, owner)
    return any(
        (form("one_more").search(part.text) and (part.planned or part.supposed or part.asks))
        or (form("nth_of_them").search(part.text) and (part.planned or part.supposed))
        or (form("opens_a_new_one").search(part.text) and _asks_from(message, part))
        for part in message.clauses
    )


def _asks_from(message: Message, part: Clause) -> bool:
    """去隔壁镇新开一家120平的，今年拿不到吧."""
    return message.text.endswith("?") or any(
        each.asks or form("whether_nothing").search(each.text) is not None
        for each in message.clauses
        if each.start >= part.start
    )


def _goes_on(reading: NumberReading, owner: FactDefinition) -> bool:
    """凑到108平呢, after it was asked about one more: of that one still."""
    message = reading.message
    tells = next(_told(reading, owner), None) is not None or _begins(reading) is not None
    asks = message.has(Notion.QUESTION) or message.has(Notion.SUPPOSITION)
    asks = (
        asks or message.text.endswith("?") or form("nth_of_them").search(message.text) is not None
    )
    return tells and asks and form("of_this_one").search(message.text) is None


def _told(reading: NumberReading, owner: FactDefinition) -> Iterator[tuple[str, FactValue]]:
    """What is told of it: of two numbers of a kind the one that is reached (凑到, 一共)."""
    found: dict[str, FactValue] = {}
    reached: set[str] = set()
    message = reading.message
    for index, mention in enumerate(message.mentions):
        fits = [f for f in reading.candidates(index) if f in owner.each]
        for fact in fits[:1]:
            if reading.outline.facts[fact].kind == DURATION or fact in reached:
                continue
            found[fact] = value_of(reading, fact, mention)
            if form("comes_to").search(message.text[: mention.core]):
                reached.add(fact)
    yield from found.items()


def _begins(reading: NumberReading) -> date | None:
    """The first day on which it may begin, where the year or the month is told."""
    today = reading.context.today
    found = form("opens_in").search(reading.message.text)
    if found is None:
        return None
    year = today.year + (1 if found["next"] else 0)
    month = _month(found) or (1 if found["next"] else today.month)
    if month > MONTHS:
        return None
    day = date(year, month, 1)
    return day if day > today else None


def _month(found: re.Match[str]) -> int:
    said = found["month"] or ""
    if said.isdigit():
        return int(said)
    return (TEN if found["ten"] else 0) + DIGITS.get(said[-1:], 0)


def _is_of(statement: Statement, own: set[str]) -> bool:
    if isinstance(statement, Things):
        return statement.of in own
    if isinstance(statement, Doubtful):
        return not own.isdisjoint(statement.facts)
    return isinstance(statement, Told | Supposed | Corrected | Added) and statement.fact in own
