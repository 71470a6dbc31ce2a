"""扣掉这5.2万，按33.4万报; 城里那家别算，只算镇上一家: a number told before, with a part of it left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from policy_engine import COUNT

from .language.forms import form
from .number_features import NumberReading
from .numbers import value_of
from .quantities import Mention
from .statements import Corrected, Statement


def part_taken_off(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, with what is left of a number told before in its place."""
    found = [*_less(reading), *_those_alone(reading), *_really(reading)]
    if not found or any(part.supposed for part in reading.message.clauses):
        return tuple(said)
    facts, spans = {s.fact for s in found}, [m for s in found for m in _beside(reading, s)]
    rest = (
        s
        for s in said
        if getattr(s, "fact", None) not in facts and s.span not in [(m.start, m.end) for m in spans]
    )
    return (*rest, *found)


def _beside(reading: NumberReading, left: Statement) -> Iterator[Mention]:
    """The number that is left, and the one that was taken off before it."""
    mentions = reading.message.mentions
    at = next(i for i, m in enumerate(mentions) if (m.start, m.end) == left.span)
    yield from mentions[max(0, at - 1) : at + 1]


def _less(reading: NumberReading) -> Iterator[Corrected]:
    """扣掉5.2万，按33.4万: where just that is left of a sum that was told."""
    for part, left in pairwise(reading.message.mentions):
        between = reading.message.text[part.end : left.start]
        taken = form("takes_off").search(_before(reading, part)) and form("is_left").search(between)
        of = [f for f, whole in reading.context.sums.items() if whole - _low(part) == _low(left)]
        if taken and len(of) == 1:
            yield _corrected(reading, of[0], left, "takes_off")


def _really(reading: NumberReading) -> Iterator[Corrected]:
    """52家里19家没入网，实入33家: of a number told before, without those that are no such things."""
    mentions, text = reading.message.mentions, reading.message.text
    for whole, part, left in zip(mentions, mentions[1:], mentions[2:], strict=False):
        of = [f for f, value in reading.context.values.items() if value == _low(whole)]
        inside = form("of_which").match(text[whole.end : part.start])
        so_many = form("in_truth").search(text[part.end : left.start])
        fits = len(of) == 1 and reading.measurable(reading.outline.facts[of[0]], left)
        if inside and so_many and fits and _low(whole) - _low(part) == _low(left):
            yield _corrected(reading, of[0], left, "in_truth")


def _those_alone(reading: NumberReading) -> Iterator[Corrected]:
    """那家别算进去了，只算镇上一家: of the one count told before that it can be."""
    left_out = any(
        form("leaves_out").search(part.text) for part in reading.message.clauses if not part.asks
    )
    for index, mention in enumerate(reading.message.mentions if left_out else ()):
        if not form("counts_only").search(_before(reading, mention)):
            continue
        facts = reading.outline.facts
        fits = [
            fact
            for fact in reading.candidates(index)
            if fact in reading.context.told and facts[fact].kind == COUNT
        ]
        if len(fits) == 1:
            yield _corrected(reading, fits[0], mention, "counts_only")


def _before(reading: NumberReading, mention: Mention) -> str:
    part = reading.message.clause_at(mention.core)
    return reading.message.text[0 if part is None else part.start : mention.start]


def _low(mention: Mention) -> Decimal:
    return abs(mention.quantity().canonical().interval.low)


def _corrected(reading: NumberReading, fact: str, mention: Mention, because: str) -> Corrected:
    value = value_of(reading, fact, mention)
    return Corrected(fact=fact, value=value, span=(mention.start, mention.end), because=because)
