"""一亩合216万, 4200万除以18亩: so much for each 亩, told or to be reckoned from a sum and an area."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from policy_engine import AREA, MONEY, FactDefinition, Interval, Quantity, unit_of

from .language.forms import form
from .quantities import Mention
from .statements import Statement, Told

if TYPE_CHECKING:
    from .message import Message
    from .number_features import NumberReading

AREA_UNIT = "mu"
PLACES = Decimal("0.01")
"""What is reckoned in ten thousands of yuan is told to two places, as people do."""
_WITHIN, _SHARED = 12, 2


def is_per_area(definition: FactDefinition) -> bool:
    """Whether a fact is a sum for each 亩."""
    return definition.kind == MONEY and form("per_area").search(definition.label) is not None


def said_per_area(message: Message, mention: Mention) -> bool:
    """Whether a sum is said to be that for each 亩: 一亩合216万, 216万是一亩地摊的."""
    part = message.clause_at(mention.core)
    if part is None:
        return False
    before = message.text[part.start : mention.start][-_WITHIN:]
    after = message.text[mention.end : part.end]
    return bool(form("per_area_before").search(before) or form("per_area_after").match(after))


def is_the_one_of_each(message: Message, mention: Mention) -> bool:
    """一亩 of 一亩合216万 is no area that anybody has."""
    if mention.unit != AREA_UNIT or mention.interval != Interval.exactly(1):
        return False
    return form("per_area").match(message.text, mention.start) is not None


def per_area(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, with what a sum comes to for each 亩 where only sum and area are told."""
    return (*said, *_reckoned(reading, said))


def _reckoned(reading: NumberReading, said: Sequence[Statement]) -> Iterator[Told]:
    area = next((m for m in reading.message.mentions if _is_its_area(reading, said, m)), None)
    told = {s.fact for s in said if isinstance(s, Told)}
    for fact, definition in reading.outline.facts.items():
        if area is None or fact in told or not is_per_area(definition):
            continue
        whole = _whole(reading, said, definition)
        if whole is not None:
            span = (area.start, area.end)
            yield Told(fact=fact, value=_divided(whole, area), span=span, because="per_area")


def _is_its_area(reading: NumberReading, said: Sequence[Statement], mention: Mention) -> bool:
    """Whether a number is the ground that something stands on, and no fact of its own."""
    part = reading.message.clause_at(mention.core)
    if part is None or part.planned or part.supposed or part.of_others or part.past:
        return False
    if mention.unit is None or unit_of(mention.unit).kind != AREA or not mention.interval.is_exact:
        return False
    taken = any(s.span == (mention.start, mention.end) for s in said)
    ground = form("ground").search(part.text) is not None
    return ground and not taken and not is_the_one_of_each(reading.message, mention)


def _whole(
    reading: NumberReading, said: Sequence[Statement], definition: FactDefinition
) -> Decimal | None:
    """The sum, told now or before, that is put on the ground: that of the same words."""
    for fact, other in reading.outline.facts.items():
        if other.kind != MONEY or is_per_area(other) or not _share_a_word(definition, other):
            continue
        for s in said:
            if isinstance(s, Told) and s.fact == fact and s.mark is None:
                value = s.value
                if not isinstance(value, Quantity) or not value.interval.is_exact:
                    return None
                return value.canonical().interval.low
        if fact in reading.context.sums:
            return reading.context.sums[fact]
    return None


def _share_a_word(one: FactDefinition, other: FactDefinition) -> bool:
    rest = form("per_area").sub("", one.label)
    return any(rest[i : i + _SHARED] in other.label for i in range(len(rest) - _SHARED + 1))


def _divided(whole: Decimal, area: Mention) -> Quantity:
    ground = area.quantity().canonical().interval.low
    each = unit_of(AREA_UNIT)
    plots = ground * each.divisor / each.factor
    yuan = (whole / plots / 10_000).quantize(PLACES) * 10_000
    return Quantity(Interval.exactly(yuan), unit_of("CNY"), approx=True)
