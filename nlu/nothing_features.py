"""What speaks for a quantity being no fact of the speaker's business: named features."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policy_engine import DURATION, Interval, unit_of

from .clauses import Clause
from .intents import IntentName
from .language import Notion
from .log_linear import Features
from .message import Message
from .number_features import SCALES, NumberReading
from .quantities import Mention

_ABOUT_LIMITS = {
    IntentName.ASK_GAP, IntentName.ASK_WHY, IntentName.ASK_CONDITIONS, IntentName.ASK_DEFINITION,
}  # fmt: skip


def nothing_features(reading: NumberReading, index: int) -> Features:
    """The features of the choice that a quantity tells nothing."""
    message, mention, part = reading.message, reading.message.mentions[index], reading.clause(index)
    found = [
        *_article(reading, mention),
        *_beside(message, mention),
        *_kind(message, mention, index),
        *(() if part is None else _clause(reading, part, mention)),
        f"intent:{reading.intent}",
    ]
    return {"none": 1.0, **{f"none:{name}": 1.0 for name in found}}


def _article(reading: NumberReading, mention: Mention) -> Iterator[str]:
    """一家, 1个: mostly no number at all."""
    if mention.article:
        yield "article"
        if reading.message.ends_at(Notion.ONLY, mention.start, 1) or reading.context.pending:
            yield "article:meant"
    if reading.context.pending:
        yield "something asked"


def _beside(message: Message, mention: Mention) -> Iterator[str]:
    for name, notion in _RIGHT_BEFORE:
        if message.ends_at(notion, mention.start, 2):
            yield f"before:{name}"
    for name, notion in _RIGHT_AFTER:
        if message.starts_at(notion, mention.end, 2):
            yield f"after:{name}"
    for name, notion in _AROUND:
        if message.covers(notion, mention.start, mention.end):
            yield f"in:{name}"


def _kind(message: Message, mention: Mention, index: int) -> Iterator[str]:
    if mention.unit is not None and unit_of(mention.unit).kind == DURATION and not mention.since:
        yield "duration"
    if mention.unit == "year" and mention.interval == Interval.exactly(1):
        yield "one year"
        if index + 1 < len(message.mentions):
            yield "one year:number follows"
    if message.ends_at(Notion.OWN, mention.start, 1):
        yield "running"
    if mention.unit is None:
        yield "bare"
        if mention.interval.low < 1000 and SCALES.isdisjoint(mention.text):
            yield "bare:small"


def _clause(reading: NumberReading, part: Clause, mention: Mention) -> Iterator[str]:
    message = reading.message
    if part.threshold:
        yield "clause:threshold"
    if part.asks:
        yield "clause:asks"
        if reading.intent in _ABOUT_LIMITS:
            yield "clause:asks of limits"
        if reading.context.pending:
            yield "clause:asks while asked"
    if message.has(Notion.SELF, part.start, part.end):
        yield "clause:self"
    elif message.has(Notion.SELF):
        yield "message:self"
    for name, notion in _IN_CLAUSE:
        if message.has(notion, part.start, mention.start):
            yield f"clause:{name}"


_RIGHT_BEFORE: Sequence[tuple[str, Notion]] = (
    ("subsidy", Notion.SUBSIDY), ("other money", Notion.OTHER_MONEY),
    ("other time", Notion.OTHER_TIME), ("unit price", Notion.UNIT_PRICE), ("part", Notion.PART),
    ("elsewhere", Notion.ELSEWHERE), ("change", Notion.CHANGE), ("other count", Notion.OTHER_COUNT),
    ("short", Notion.SHORT), ("paid", Notion.PAID), ("sum", Notion.SUM), ("per", Notion.PER_PERIOD),
)  # fmt: skip
_RIGHT_AFTER: Sequence[tuple[str, Notion]] = (
    ("subsidy", Notion.SUBSIDY), ("void", Notion.VOID), ("unit price", Notion.UNIT_PRICE),
    ("other money", Notion.OTHER_MONEY), ("elsewhere", Notion.ELSEWHERE), ("part", Notion.PART),
    ("other count", Notion.OTHER_COUNT),
)  # fmt: skip
_AROUND: Sequence[tuple[str, Notion]] = (
    ("threshold", Notion.THRESHOLD), ("subsidy", Notion.SUBSIDY), ("unit price", Notion.UNIT_PRICE),
    ("void", Notion.VOID), ("change", Notion.CHANGE),
)  # fmt: skip
_IN_CLAUSE: Sequence[tuple[str, Notion]] = (
    ("subsidy", Notion.SUBSIDY), ("other money", Notion.OTHER_MONEY), ("other time", Notion.OTHER_TIME),
    ("other count", Notion.OTHER_COUNT), ("per", Notion.PER_PERIOD), ("elsewhere", Notion.ELSEWHERE),
    ("policy", Notion.POLICY), ("unsure", Notion.UNSURE), ("part of year", Notion.PART_OF_YEAR),
)  # fmt: skip
