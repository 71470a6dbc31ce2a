"""650万欧元，折人民币5070万: a sum in a currency that no rate is kept for, said again in one that counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policy_engine import MONEY, unit_of

from .drawn import is_drawn
from .language.forms import form
from .number_features import NumberReading
from .numbers import value_of
from .quantities import Mention
from .statements import Beside, Doubtful, Foreign, Statement, Told

COUNTED = ("CNY", "USD")
BECAUSE = "same in yuan"
TEN_THOUSAND = 10_000


def same_in_yuan(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, with such a sum told as it was converted, and nothing else made of it."""
    mentions = reading.message.mentions
    for first, index in _pairs(reading):
        fact = _fact(reading, said, first, index)
        if fact is None:
            continue
        start, end = mentions[first].start, mentions[index].end
        value = value_of(reading, fact, mentions[index])
        span = (mentions[index].start, end)
        told = Told(fact=fact, value=value, span=span, because=BECAUSE, named=True)
        rest = (s for s in said if not _is_replaced(s, start, end))
        beside = (
            Beside(mention=m, span=(m.start, m.end), because=BECAUSE) for m in mentions[first:index]
        )
        return (*rest, *beside, told)
    return tuple(said)


def _pairs(reading: NumberReading) -> Iterator[tuple[int, int]]:
    """The places of a sum in another currency and of what it makes."""
    mentions, text = reading.message.mentions, reading.message.text
    for first, sum_ in enumerate(mentions):
        if not _is_foreign(sum_):
            continue
        for index in range(first + 1, len(mentions)):
            between = text[sum_.end : mentions[index].core]
            made = _is_counted(mentions[index]) and not is_drawn(reading, index)
            if made and form("which_makes").search(between):
                yield first, index


def _is_foreign(mention: Mention) -> bool:
    unit = mention.unit
    return unit is not None and unit_of(unit).kind == MONEY and unit not in COUNTED


def _is_counted(mention: Mention) -> bool:
    """No rate: 按7块8折."""
    return mention.unit in (None, *COUNTED) and mention.interval.low >= TEN_THOUSAND


def _fact(reading: NumberReading, said: Sequence[Statement], first: int, index: int) -> str | None:
    """The one fact of money that it is: as it was heard, called by its words, or asked for."""
    facts, mention = reading.outline.facts, reading.message.mentions[first]
    part = reading.clause(first)
    if part is None or part.supposed or part.of_others:
        return None
    heard = [s.fact for s in said if isinstance(s, Foreign) and s.span[0] == mention.start]
    ways = (
        heard,
        [fact for fact in reading.called(first) if facts[fact].kind == MONEY],
        [fact for fact in reading.called(index) if facts[fact].kind == MONEY],
        [fact for fact in reading.context.pending if facts[fact].kind == MONEY],
    )
    return next((fits[0] for fits in ways if len(fits) == 1), None)


def _is_replaced(statement: Statement, start: int, end: int) -> bool:
    """Whether it was read of one of these numbers, or of the rate between them."""
    within = start <= statement.span[0] and statement.span[1] <= end
    return within and isinstance(statement, Foreign | Doubtful | Beside | Told)
