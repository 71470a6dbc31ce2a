"""Sums of the policy's own text that a question points at: 那70%是补谁, 那个30万要什么条件."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from policy_engine import MONEY as MONEY_KIND
from policy_engine import PERCENT, unit_of

from .clean import clean
from .context import Context
from .message import Message
from .outline import Outline
from .quantities import Mention, scan

Sum = tuple[str, Decimal]
"""What is counted, money or a share, and how much of it in its canonical unit."""
MONEY = "CNY"
MOST = 200
"""Measures whose texts are all read when a sum is asked about."""


@dataclass(frozen=True)
class QuotedSums:
    """Which measures of a pack write which sums."""

    outline: Outline

    def measures(
        self, message: Message, context: Context, near: Collection[str]
    ) -> tuple[str, ...]:
        """The measures of one clause that write a sum of the question.

        Where several clauses write it, the one that is talked about, its neighbour in the same
        clause, or the one whose facts were told. `near`: those that alone are looked at where
        there are too many.
        """
        asked = set(_sums(message.mentions))
        every = self.outline.measures
        among = every if len(every) <= MOST else near
        named = {key for key in among if asked and not asked.isdisjoint(_written(every[key].text))}
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


def written_of(outline: Outline, measures: Collection[str]) -> frozenset[Decimal]:
    """The sums of money that measures write."""
    texts = (outline.measures[key].text for key in measures if key in outline.measures)
    return frozenset(n for text in texts for kind, n in _written(text) if kind == MONEY_KIND)


@cache
def _written(text: str) -> frozenset[Sum]:
    """The sums that a measure's text writes; reading one takes a millisecond."""
    return frozenset(_sums(scan(clean(text).text)))


def _sums(mentions: Iterable[Mention]) -> Iterator[Sum]:
    for mention in mentions:
        low, high = mention.interval.low, mention.interval.high
        if mention.unit is None or not mention.interval.has_ceiling:
            continue
        unit = unit_of(mention.unit)
        if unit.kind == PERCENT or unit.dimension == MONEY:
            ends = {low, high} if mention.interval.has_floor else {high}
            yield from ((unit.kind, end * unit.factor / unit.divisor) for end in ends)
