"""Sums of the policy's own text that a question points at: 那70%是补谁, 那个30万要什么条件."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from policy_engine import PERCENT, unit_of

from .clean import clean
from .context import Context
from .message import Message
from .outline import Outline
from .quantities import Mention, scan

Sum = tuple[str, Decimal]
"""What is counted, money or a share, and how much of it in its canonical unit."""
MONEY = "CNY"


@dataclass(frozen=True)
class QuotedSums:
    """Which measures of a pack write which sums."""

    outline: Outline

    def measures(self, message: Message, context: Context) -> tuple[str, ...]:
        """The measures of one clause that write a sum of the question.

        Where several clauses write it, the one that is talked about, its neighbour in the same
        clause, or the one whose facts were told.
        """
        named = set().union(*(self._writing.get(each, ()) for each in _sums(message.mentions)))
        told = {*context.told, *context.roles}
        clauses = {self.outline.measures[key].clause for key in context.focus}
        ways = (
            named,
            named & set(context.focus),
            {key for key in named if self.outline.measures[key].clause in clauses},
            {key for key in named if told.intersection(self.outline.measures[key].facts)},
        )
        for keys in ways:
            if len({self.outline.measures[key].clause for key in keys}) == 1:
                return tuple(key for key in self.outline.measures if key in keys)
        return ()

    @cached_property
    def _writing(self) -> Mapping[Sum, frozenset[str]]:
        """The measures whose text has each sum."""
        found: dict[Sum, set[str]] = {}
        for key, measure in self.outline.measures.items():
            for each in _sums(scan(clean(measure.text).text)):
                found.setdefault(each, set()).add(key)
        return {each: frozenset(keys) for each, keys in found.items()}


def _sums(mentions: Iterable[Mention]) -> Iterator[Sum]:
    for mention in mentions:
        low, high = mention.interval.low, mention.interval.high
        if mention.unit is None or not mention.interval.has_ceiling:
            continue
        unit = unit_of(mention.unit)
        if unit.kind == PERCENT or unit.dimension == MONEY:
            ends = {low, high} if mention.interval.has_floor else {high}
            yield from ((unit.kind, end * unit.factor / unit.divisor) for end in ends)
