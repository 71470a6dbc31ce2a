"""整仓5600万，邵阳的只有3200万，按哪个算: of two numbers that are compared neither is told.

Each of them is supposed, so that what comes of the one and of the other can be said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from policy_engine import MONEY, Quantity, unit_of

from .drawn import is_drawn
from .language.forms import form
from .number_features import NumberReading
from .numbers import value_of
from .quantities import Mention
from .quantities.numeral_words import BIG_UNITS
from .statements import Added, Corrected, Doubtful, Span, Statement, Supposed, Told

COMPARED = "compared"
FARTHEST = 24
"""Characters between the numbers and the question which of them counts."""
TEN_THOUSAND = Decimal(10_000)
SCALES = frozenset(BIG_UNITS)
_OF_NUMBERS = (Told, Corrected, Added, Doubtful, Supposed)


def which_number(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, with the numbers between which a message asks only supposed."""
    pair = _pair(reading)
    if not pair:
        return tuple(said)
    spans = [_span(reading.message.mentions[index]) for index in pair]
    heard = [s for s in said if isinstance(s, _OF_NUMBERS) and _touches(s, spans)]
    facts = {s.fact for s in heard if not isinstance(s, Doubtful)}
    if len(facts) > 1:  # each is of a fact of its own
        return tuple(said)
    rest = tuple(s for s in said if s not in heard)
    fact = _fact(reading, pair, heard)
    return rest if fact is None else (*rest, *_either(reading, pair, fact))


def _pair(reading: NumberReading) -> tuple[int, ...]:
    """The two numbers that the question is about: the last ones before it that are alike."""
    asked = form("which_number").search(reading.message.text)
    mentions = reading.message.mentions
    before = [
        index
        for index, mention in enumerate(mentions)
        if asked is not None
        and mention.end <= asked.start()
        and not (mention.article or mention.ordinal or mention.since)
    ]
    if asked is None or not before or asked.start() - mentions[before[-1]].end > FARTHEST:
        return ()
    *others, last = before
    alike = [index for index in others if _are_alike(mentions[index], mentions[last])]
    pair = (*alike[-1:], last)
    return pair if len(pair) > 1 and not any(is_drawn(reading, index) for index in pair) else ()


def _are_alike(first: Mention, last: Mention) -> bool:
    if first.unit == last.unit:
        return True
    bare = [m for m in (first, last) if m.unit is None]
    unit = first.unit or last.unit
    if len(bare) != 1 or unit is None:
        return False
    return unit_of(unit).kind == MONEY or SCALES.isdisjoint(bare[0].text)


def _fact(reading: NumberReading, pair: Sequence[int], heard: Sequence[Statement]) -> str | None:
    """What both of them may be: as one was heard, as it was asked for, or as it is known."""
    first, last = (reading.message.mentions[index] for index in pair)
    fits = [
        fact
        for fact in reading.candidates(pair[0])
        if reading.measurable(reading.outline.facts[fact], _as_much(last, first))
    ]
    doubtful = {fact for s in heard if isinstance(s, Doubtful) for fact in s.facts}
    told = {s.fact for s in heard if isinstance(s, Told | Corrected | Added | Supposed)}
    context = reading.context
    own = {f for f in fits if any(reading.outline.related(f, role) for role in context.roles)}
    for facts in (told, set(context.pending), doubtful, set(context.told), own):
        meant = [fact for fact in fits if fact in facts]
        if meant:
            return meant[0] if len(meant) == 1 else None
    return None


def _either(reading: NumberReading, pair: Sequence[int], fact: str) -> Iterator[Supposed]:
    first, last = (reading.message.mentions[index] for index in pair)
    for mention, other in ((first, last), (last, first)):
        value: Quantity = value_of(reading, fact, _as_much(mention, other))
        yield Supposed(fact=fact, value=value, span=_span(mention), because=COMPARED)


def _as_much(mention: Mention, other: Mention) -> Mention:
    """八千多万 … 四千一, 6500平 … 1800: with the scale and the unit of the other one."""
    bare = mention.unit is None and SCALES.isdisjoint(mention.text)
    small = mention.interval.high < TEN_THOUSAND
    in_tens_of_thousands = other.interval.low >= TEN_THOUSAND and not SCALES.isdisjoint(other.text)
    scaled = bare and small and in_tens_of_thousands
    interval = mention.interval.scaled(TEN_THOUSAND) if scaled else mention.interval
    return replace(mention, interval=interval, unit=mention.unit or other.unit)


def _touches(statement: Statement, spans: Sequence[Span]) -> bool:
    start, end = statement.span
    return any(start < other[1] and other[0] < end for other in spans)


def _span(mention: Mention) -> Span:
    return mention.start, mention.end
