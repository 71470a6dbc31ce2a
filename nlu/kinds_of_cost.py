"""报关2万1，装卸吊装3万4: sums called by the kinds of cost that a fact is named after are parts of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, reduce

from policy_engine import MONEY, FactDefinition, Quantity

from .language.forms import form
from .number_features import NumberReading
from .numbers import is_too_little, value_of
from .statements import Added, Beside, Corrected, Doubtful, Statement, Told

BECAUSE = "kinds of cost"
FEWEST = 2
"""Kinds of cost in the name of a fact that is called after them."""
_OF_NUMBERS = (Told, Corrected, Added, Doubtful)


def kinds_of_cost(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, with sums of the kinds of one cost put together."""
    for fact, definition in reading.outline.facts.items():
        kinds = _kinds(definition)
        if len(kinds) < FEWEST or fact in reading.context.told:
            continue
        called = _called(reading, fact, kinds)
        if called:
            spans = [_span(reading, index) for index in called]
            rest = [
                s for s in said
                if not isinstance(s, _OF_NUMBERS)
                or (s.span not in spans and getattr(s, "fact", None) != fact)
            ]  # fmt: skip
            return (*rest, *_together(reading, fact, called))
    return tuple(said)


def _kinds(definition: FactDefinition) -> tuple[str, ...]:
    """报关、装卸、吊装等作业费用 are 报关, 装卸, 吊装."""
    return _listed(definition.label) if definition.is_cost and definition.kind == MONEY else ()


@cache
def _listed(label: str) -> tuple[str, ...]:
    listed = form("and_so_on").split(label, maxsplit=1)
    return tuple(form("list_mark").split(listed[0])) if len(listed) > 1 else ()


def _called(reading: NumberReading, fact: str, kinds: Sequence[str]) -> Mapping[int, Quantity]:
    """The sums before which nothing but such kinds stands."""
    named = re.compile("|".join(map(re.escape, sorted(kinds, key=len, reverse=True))))
    found: dict[int, Quantity] = {}
    for index, mention in enumerate(reading.message.mentions):
        part = reading.clause(index)
        if part is None or part.asks or part.supposed or part.last_year or mention.article:
            continue
        earlier = reading.message.mentions[index - 1].end if index else 0
        lead = reading.message.text[max(part.start, earlier) : mention.core]
        alone = named.search(lead) and form("beside_a_kind").fullmatch(named.sub("", lead))
        fits = fact in reading.candidates(index) and part.mark_at(mention.core) is None
        if alone and fits and not is_too_little(reading, fact, mention):
            found[index] = value_of(reading, fact, mention)
    return found


def _together(
    reading: NumberReading, fact: str, called: Mapping[int, Quantity]
) -> Iterator[Statement]:
    *parts, last = called
    value = reduce(_added, called.values())
    span = (_span(reading, next(iter(called)))[0], _span(reading, last)[1])
    yield Told(fact=fact, value=value, named=True, span=span, because=BECAUSE)
    for index in parts:
        mention = reading.message.mentions[index]
        yield Beside(mention=mention, span=_span(reading, index), because=BECAUSE)


def _added(one: Quantity, other: Quantity) -> Quantity:
    both = one.interval + other.interval
    return replace(one, interval=both, approx=one.approx or other.approx)


def _span(reading: NumberReading, index: int) -> tuple[int, int]:
    mention = reading.message.mentions[index]
    return mention.start, mention.end
