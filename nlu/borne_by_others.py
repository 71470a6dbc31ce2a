"""报关费垫了四十万，客户后来都还了; 运费18万由收货方承担; 其中4万是货主出的: what others bear, or gave
back, was not spent by the speaker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from policy_engine import MONEY, Quantity, unit_of

from .clauses import Clause
from .language.forms import form
from .message import Message
from .number_features import NumberReading
from .numbers import value_of
from .pack_words import WordKind
from .quantities import Mention
from .statements import Added, Beside, Corrected, Doubtful, Statement, Told, Withdrawn

BECAUSE = "borne by others"
_OF_SUMS = (Told, Corrected, Added, Doubtful)


def borne_by_others(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, without such sums."""
    theirs = list(_borne(reading.message))
    if not theirs:
        return tuple(said)
    sums = [m for part in theirs for m in _sums(reading.message, part)]
    kept = [_without_its_part(reading, s, sums) for s in said if not _is_one_of(reading, s, sums)]
    spans = [s.span for s in kept if isinstance(s, _OF_SUMS)]
    beside = (m for m in sums if (m.start, m.end) not in spans)
    return (*kept, *map(_beside, beside), *_withdrawn(reading, kept, theirs))


def _borne(message: Message) -> Iterator[Clause]:
    """The clauses that say of what others bear; of one that names no sum, the one before."""
    before: Clause | None = None
    repaid = form("was_given_back").search(message.text) is not None
    for part in message.clauses:
        text = part.text.strip()
        if repaid and form("paid_in_advance").search(text):
            yield part
        elif not (part.asks or part.supposed) and form("borne_by_another").search(text):
            alone = not _sums(message, part) and form("opens_with_the_bearer").match(text)
            yield before if alone and before is not None else part
        before = part


def _sums(message: Message, part: Clause) -> list[Mention]:
    return [
        m
        for m in message.mentions
        if part.start <= m.core < part.end and (m.unit is None or unit_of(m.unit).kind == MONEY)
    ]


def _is_one_of(reading: NumberReading, statement: Statement, sums: Sequence[Mention]) -> bool:
    if not isinstance(statement, _OF_SUMS):
        return False
    costs = isinstance(statement, Doubtful) or reading.outline.facts[statement.fact].is_cost
    return costs and any(statement.span == (m.start, m.end) for m in sums)


def _without_its_part(
    reading: NumberReading, statement: Statement, sums: Sequence[Mention]
) -> Statement:
    """一共15万，其中4万是货主出的: the rest of what is told just before."""
    if not isinstance(statement, Told) or not isinstance(statement.value, Quantity):
        return statement
    for mention in sums:
        between = reading.message.text[statement.span[1] : mention.start]
        value = value_of(reading, statement.fact, mention)
        apart = statement.span[1] <= mention.start and form("of_a_whole").search(between)
        if apart and value.unit == statement.value.unit and _is_less(value, statement.value):
            rest = replace(statement.value, interval=statement.value.interval - value.interval)
            return replace(statement, value=rest, because=BECAUSE)
    return statement


def _is_less(part: Quantity, whole: Quantity) -> bool:
    return part.interval.is_exact and part.interval.high < whole.interval.low


def _beside(mention: Mention) -> Beside:
    return Beside(mention=mention, span=(mention.start, mention.end), because=BECAUSE)


def _withdrawn(
    reading: NumberReading, said: Sequence[Statement], parts: Sequence[Clause]
) -> Iterator[Withdrawn]:
    """运费是客户出的: a cost told before that is called, and no sum said of it."""
    spoken_of = {getattr(s, "fact", "") for s in said}
    for part in parts:
        told = [f for f in reading.context.told if f not in spoken_of and _names(reading, f, part)]
        whole = not _sums(reading.message, part) and not form("some_of_it").search(part.text)
        if whole and len(told) == 1:
            yield Withdrawn(fact=told[0], span=(part.start, part.end), because=BECAUSE)


def _names(reading: NumberReading, fact: str, part: Clause) -> bool:
    if not reading.outline.facts[fact].is_cost:
        return False
    kinds = (WordKind.NAME, WordKind.GENERIC)
    found = (reading.message.word(kind, fact, part.start, part.end) for kind in kinds)
    return any(True for cues in found for _ in cues)
