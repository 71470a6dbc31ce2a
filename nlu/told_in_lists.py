"""What a list of labels tells: 注册地：天河区；企业等级：无；固投：3600万元."""

from __future__ import annotations

from collections.abc import Sequence

from policy_engine import UNLISTED, OneOf, Options, Quantity

from .labelled_lists import Entry, entries
from .language.forms import form
from .measure_texts import pairs_of
from .message import Message
from .number_features import NumberReading
from .numbers import value_of
from .outline import Outline
from .statements import Added, Corrected, Denied, Doubtful, Span, Statement, Told

ALIKE, APART, SHORT = 0.6, 0.1, 4
"""How much a label must share with a name, and how much more than with any other; characters of
an abbreviation."""


def told_in_lists(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, with what stands under the label of a fact told of that fact."""
    message = reading.message
    listed = [
        (entry, fact)
        for entry in entries(message.text)
        for fact in [called(reading.outline, entry.label)]
        if fact is not None and not _is_unreal(message, entry) and not _is_heard(said, fact)
    ]
    told = tuple(
        statement
        for entry, fact in listed
        for statement in [_told(reading, entry, fact)]
        if statement is not None
    )
    open_yet = [(e, f) for e, f in listed if form("not_settled").search(e.value)]
    facts = {*(statement.fact for statement in told), *(fact for _, fact in open_yet)}
    spans = [*(s.span for s in told), *((e.start, e.end) for e, _ in open_yet)]
    rest = (s for s in said if not _is_replaced(s, facts, spans))
    return (*rest, *told)


def _is_heard(said: Sequence[Statement], fact: str) -> bool:
    """Whether a number of the fact was read already, with what stands around it."""
    return any(
        isinstance(s, Told | Corrected | Added) and s.fact == fact and isinstance(s.value, Quantity)
        for s in said
    )


def _is_unreal(message: Message, entry: Entry) -> bool:
    part = message.clause_at(entry.value_start)
    return part is None or part.asks or part.supposed or part.mark_at(entry.value_start) is not None


def _is_replaced(statement: Statement, facts: set[str], spans: Sequence[Span]) -> bool:
    """Whether something else was made of the same words."""
    if getattr(statement, "fact", None) in facts:
        return True
    return isinstance(statement, Told | Denied | Doubtful) and any(
        start <= statement.span[0] and statement.span[1] <= end for start, end in spans
    )


def _told(reading: NumberReading, entry: Entry, fact: str) -> Told | Denied | None:
    definition = reading.outline.facts[fact]
    if form("not_settled").search(entry.value):
        return None
    if definition.is_claim:
        return _claimed(entry, fact)
    if definition.options is not None:
        return _named(definition.options, entry, fact)
    return _number(reading, entry, fact)


def _claimed(entry: Entry, fact: str) -> Told | Denied | None:
    span = (entry.start, entry.end)
    if form("list_no").match(entry.value):
        return Denied(fact=fact, span=span, because=entry.label)
    if form("list_yes").match(entry.value):
        return Told(fact=fact, value=True, span=span, because=entry.label, named=True)
    return None


def _number(reading: NumberReading, entry: Entry, fact: str) -> Told | None:
    """The first number that stands there, where the fact can be it."""
    for index, mention in enumerate(reading.message.mentions):
        if not entry.value_start <= mention.start < entry.end:
            continue
        if fact not in reading.candidates(index):
            return None
        value, place = value_of(reading, fact, mention), (mention.start, mention.end)
        return Told(fact=fact, value=value, span=place, because=entry.label, named=True)
    return None


def _named(options: Options, entry: Entry, fact: str) -> Told | None:
    """The value of a kind or rank that stands there; 无 is none of them."""
    named = [v for v in options.listed if v in entry.value or entry.value in v]
    if not named and UNLISTED in options.values and form("list_no").match(entry.value):
        named = [UNLISTED]
    if len(named) != 1:
        return None
    span = (entry.start, entry.end)
    return Told(fact=fact, value=OneOf((named[0],)), span=span, because=entry.label, named=True)


def called(outline: Outline, label: str) -> str | None:
    """The one fact that a label is the name of: by what they share, or by its characters in order
    (固投 is 固定资产投资)."""
    likeness = sorted(
        ((max(_alike(label, name) for name in (f, d.label)), f) for f, d in outline.facts.items()),
        reverse=True,
    )
    if likeness and likeness[0][0] >= ALIKE:
        apart = len(likeness) < 2 or likeness[0][0] - likeness[1][0] >= APART
        return likeness[0][1] if apart else None
    short = [
        fact for fact, d in outline.facts.items()
        if len(label) <= SHORT and any(_in_order(label, name) for name in (fact, d.label))
    ]  # fmt: skip
    return short[0] if len(short) == 1 else None


def _alike(label: str, name: str) -> float:
    """How much two names share, from 0 to 1: twice the common pairs of characters by all of them."""
    pairs, own = set(pairs_of(label)), set(pairs_of(name))
    return 2 * len(pairs & own) / (len(pairs) + len(own)) if pairs or own else 0.0


def _in_order(label: str, name: str) -> bool:
    rest = iter(name)
    return all(char in rest for char in label)
