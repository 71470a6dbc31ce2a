"""一共14家，里头9家是邵阳的: of a whole and its part the fact is the part where the words of the
fact stand there and not before; else it is the whole (86家，里面活跃的52家).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from policy_engine import Quantity

from .language import Notion
from .language.forms import form
from .message import Message
from .number_features import SCALES
from .outline import Outline
from .quantities import Mention
from .statements import Beside, Span, Statement, Told


def of_the_right_part(
    said: Sequence[Statement], message: Message, outline: Outline
) -> Iterator[Statement]:
    """What is said, with counts of a whole and of its part put right."""
    spans = [s.span for s in said if isinstance(s, Told) and isinstance(s.value, Quantity)]
    pairs = tuple(p for p in wholes_and_parts(message) if _is_open(p, spans))
    meant: dict[Mention, str] = {}
    for statement in said:
        told = isinstance(statement, Told) and isinstance(statement.value, Quantity)
        pair = next((p for p in pairs if told and statement.span in map(_span, p)), None)
        if not isinstance(statement, Told) or pair is None:
            yield statement
            continue
        right, other = _in_order(statement.fact, pair, message, outline)
        if right not in meant:
            meant[right] = statement.fact
            yield _with(statement, right)
            yield Beside(mention=other, span=_span(other), because=Notion.PART.value)


def _with(told: Told, mention: Mention) -> Told:
    """What is told, of this number."""
    if told.span == _span(mention) or not isinstance(told.value, Quantity):
        return told
    value = Quantity(mention.interval, told.value.unit, mention.approx)
    return replace(told, value=value, span=_span(mention), because=Notion.PART.value)


def _span(mention: Mention) -> Span:
    return mention.start, mention.end


def wholes_and_parts(message: Message) -> Iterator[tuple[Mention, Mention]]:
    """Neighbours of one unit, the second of which is called a part and is no more than the first."""
    for whole, part in pairwise(message.mentions):
        between = message.text[whole.end : part.start]
        called = message.has(Notion.PART, whole.end, _end(message, part)) or (
            form("part_named_first").match(between) is not None
        )
        alike = whole.unit == part.unit and (whole.unit is not None or _are_sums(whole, part))
        if called and alike and not part.article and part.interval.low <= whole.interval.low:
            yield whole, part


def _are_sums(*mentions: Mention) -> bool:
    return not any(SCALES.isdisjoint(m.text) or m.ordinal for m in mentions)


def _is_open(pair: tuple[Mention, Mention], spans: Sequence[Span]) -> bool:
    """Of two sums, each of which is told of something, both stay what they are."""
    return pair[0].unit is not None or not all(_span(mention) in spans for mention in pair)


def _end(message: Message, part: Mention) -> int:
    clause = message.clause_at(part.start)
    return len(message.text) if clause is None else clause.end


def _in_order(
    fact: str, pair: tuple[Mention, Mention], message: Message, outline: Outline
) -> tuple[Mention, Mention]:
    """Which of a whole and its part a fact is, then the other."""
    whole, part = pair
    label = {a + b for a, b in pairwise(outline.facts[fact].label)}
    begins, apart = message.clause_at(whole.start), _end(message, whole)
    turn = whole.end if apart > part.start else apart
    before = message.text[begins.start if begins else 0 : turn]
    near = message.text[turn : _end(message, part)]
    named = any(two in near and two not in before for two in label)
    return (part, whole) if named else (whole, part)
