"""就一个店，后面三十平仓库拼一块儿算不算: rooms of one shop are no shops of their own, what is
wanted of it is no size that it has, and how many there are is said again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from policy_engine import COUNT, FactDefinition, Quantity

from .clauses import Clause
from .language.forms import form
from .message import Message
from .number_features import NumberReading
from .numbers import value_of
from .statements import Added, Corrected, Doubtful, Span, Statement, Supposed, Told

ONE = Decimal(1)
SAID_AGAIN = "how many, said again"
ROOMS = "rooms of one"
AIMED = "aimed at"
MOST = 50


def how_many_again(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, with 我就一家店呀 a number of the things that are known already."""
    for owner in _owners(reading):
        again = list(_said_again(reading, owner))
        spans = {told.span for told in again}
        if len({told.value for told in again}) == 1 and not _counts_others(reading, owner, spans):
            return (*_without(said, owner.name), again[0])
    return tuple(said)


def aimed_at(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, with the size that a shop is asked about at (面积凑到一百) only supposed."""
    message, found = reading.message, list(said)
    if not _asks(message):
        return tuple(found)
    for owner in _owners(reading):
        size = owner.each[0]
        for mention in message.mentions[:MOST]:
            span = (mention.start, mention.end)
            heard = [s for s in found if s.span == span and _may_be_of(s, size)]
            aimed = form("aims_at").search(message.text[: mention.start])
            if size in reading.context.told and heard and aimed:
                value = value_of(reading, size, mention)
                found = [s for s in found if s not in heard]
                found.append(Supposed(fact=size, value=value, span=span, because=AIMED))
    return tuple(found)


def _may_be_of(statement: Statement, fact: str) -> bool:
    if isinstance(statement, Doubtful):
        return fact in statement.facts
    return isinstance(statement, Told | Corrected) and statement.fact == fact


def _asks(message: Message) -> bool:
    return message.text.endswith("?") or any(part.asks for part in message.clauses)


def is_said_again(said: Sequence[Statement]) -> bool:
    """Whether it was said again that there is one: none is told apart from others."""
    return any(
        isinstance(s, Told)
        and s.because == SAID_AGAIN
        and isinstance(s.value, Quantity)
        and s.value.interval.low == ONE
        for s in said
    )


def rooms_of_one(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...] | None:
    """The statements, with nothing of the rooms that are to be counted with a shop; `None` where
    none are asked about."""
    for owner in _owners(reading):
        size = owner.each[0]
        rooms = list(_rooms(reading, size))
        if rooms and _asks_if_together(reading, owner):
            own = list(_own_size(reading, size, rooms))[:1]
            return (*_without(said, size), *own)
    return None


def is_echo(reading: NumberReading, index: int, fact: str) -> bool:
    """一百平啊……: of a fact that is known, what is wanted of it, repeated and nothing else."""
    mention, part = reading.message.mentions[index], reading.clause(index)
    wanted = reading.outline.thresholds.get(fact)
    context, text = reading.context, reading.message.text
    if part is None or wanted is None or fact not in context.told or fact in context.pending:
        return False
    bare = not text[part.start : mention.start].strip()
    sighs = form("sigh").match(text[mention.end :]) is not None
    return bare and sighs and value_of(reading, fact, mention).canonical().interval.low == wanted


def without_echoes(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements without what only repeats a number of the policy."""
    spans = {
        (mention.start, mention.end): index
        for index, mention in enumerate(reading.message.mentions[:MOST])
    }
    return tuple(
        s
        for s in said
        if not (isinstance(s, Told | Corrected) and s.span in spans)
        or not is_echo(reading, spans[s.span], s.fact)
    )


def _owners(reading: NumberReading) -> Iterator[FactDefinition]:
    """What is counted, where something of it is known."""
    told = set(reading.context.told)
    for owner in reading.outline.facts.values():
        if owner.each and owner.kind == COUNT and told & {owner.name, *owner.each}:
            yield owner


def _said_again(reading: NumberReading, owner: FactDefinition) -> Iterator[Told]:
    for index, mention in enumerate(reading.message.mentions[:MOST]):
        part = reading.clause(index)
        if part is None or part.supposed or part.of_others or part.past or part.planned:
            continue
        if not mention.interval.is_exact or mention.unit not in reading.words.counters[owner.name]:
            continue
        text = reading.message.text
        before, after = text[part.start : mention.start], text[mention.end : part.end]
        if form("says_how_many").search(before) and form("just_the_thing").search(after):
            value = value_of(reading, owner.name, mention)
            span = (mention.start, mention.end)
            yield Told(fact=owner.name, value=value, named=True, span=span, because=SAID_AGAIN)


def _counts_others(reading: NumberReading, owner: FactDefinition, spans: set[Span]) -> bool:
    """总共三家店，就一家达标: whether some are counted beside that, and not denied or asked about."""
    for index, mention in enumerate(reading.message.mentions[:MOST]):
        part = reading.clause(index)
        counts = mention.unit in reading.words.counters[owner.name]
        if part is None or part.asks or not counts or (mention.start, mention.end) in spans:
            continue
        if not form("says_it_is_not").search(part.text):
            return True
    return False


def _without(said: Sequence[Statement], fact: str) -> Iterator[Statement]:
    for statement in said:
        facts = getattr(statement, "facts", ()) if isinstance(statement, Doubtful) else ()
        of_it = isinstance(statement, Told | Corrected | Added | Supposed)
        if fact not in facts and not (of_it and getattr(statement, "fact", "") == fact):
            yield statement


def _sizes(reading: NumberReading, size: str) -> Iterator[int]:
    for index, mention in enumerate(reading.message.mentions[:MOST]):
        if mention.unit is not None and size in reading.candidates(index):
            yield index


def _rooms(reading: NumberReading, size: str) -> Iterator[int]:
    """The sizes that are of a room beside the shop."""
    text = reading.message.text
    for index in _sizes(reading, size):
        mention, part = reading.message.mentions[index], reading.clause(index)
        start = 0 if part is None else part.start
        beside = form("beside_the_thing").search(text[start : mention.start])
        if beside or form("a_store_room").match(text[mention.end :]):
            yield index


def _asks_if_together(reading: NumberReading, owner: FactDefinition) -> bool:
    message = reading.message
    together = form("put_together").search(message.text)
    supposed = any(part.supposed for part in message.clauses)
    one_more = reading.context.one_more == owner.name
    others = form("another_thing").search(message.text)
    if not (together and _asks(message)) or supposed or one_more or others:
        return False
    return not any(_counts_several(reading, owner, part) for part in message.clauses)


def _counts_several(reading: NumberReading, owner: FactDefinition, part: Clause) -> bool:
    """两家店 of one's own; 不是两个店 is none."""
    if form("says_it_is_not").search(part.text):
        return False
    counters = reading.words.counters[owner.name]
    return any(
        m.unit in counters and m.interval.low > ONE
        for m in reading.message.mentions
        if part.start <= m.start < part.end
    )


def _own_size(reading: NumberReading, size: str, rooms: Sequence[int]) -> Iterator[Told]:
    """How big the shop itself is, told beside its rooms."""
    text = reading.message.text
    for index in _sizes(reading, size):
        mention, part = reading.message.mentions[index], reading.clause(index)
        start = 0 if part is None else part.start
        wanted = form("made_up_to").search(text[start : mention.start])
        if index in rooms or wanted or is_echo(reading, index, size):
            continue
        value: Quantity = value_of(reading, size, mention)
        span = (mention.start, mention.end)
        yield Told(fact=size, value=value, named=True, span=span, because=ROOMS)
