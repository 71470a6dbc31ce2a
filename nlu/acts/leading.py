"""An answer by option that stands before or after the rest of a message: 1，那运费呢; 是的是的，2."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from policy_engine import UNLISTED

from ..clean import MAX_LENGTH, clean
from ..context import Context
from ..language.acts import Act
from ..language.forms import form
from ..quantities import Mention, scan
from ..statements import Chosen, NoneOfTheRest, Span, Statement
from .options import chosen
from .places import places_named
from .words import act_words

_MARKS = r"\s,，、.。!！?？;；:：~…"
_SEGMENT = re.compile(rf"(?:[^{_MARKS}]|\.(?=\d))+[{_MARKS}]*")
"""A stretch between marks; the point of a number is no mark."""
_SPOKEN = re.compile(r"^(第[一二三四五六七八九十\d]{1,2}[个项条])[咯嘞啦啊嘛哒吧呀噻](?=\w)")
"""第一个咯今年多出来的: a voice message has no marks."""
_NUMBERED = re.compile(r"\b(?:number|option)\s*(\d{1,2})\b", re.IGNORECASE)
"""so number 2: the option by its number, in a sentence."""
_ASKS = ("?", "？")
MOST_SEGMENTS = 8


@dataclass(frozen=True, slots=True)
class Lead:
    """What is chosen, and the rest of the message with its place in the whole."""

    choice: Statement
    rest: str
    start: int


def leading(message: str, context: Context, measures: Container[str]) -> Lead | None:
    """The choice that a message begins with (or ends with, by number alone) and what else it says.

    A number that is part of a quantity (3 家) is no choice, nor is a segment that asks; a message
    that chooses and says nothing else has no rest.
    """
    if not context.options:
        return None
    text = unicodedata.normalize("NFKC", message[:MAX_LENGTH])
    if len(text) != len(message[:MAX_LENGTH]):
        return None
    text = _SPOKEN.sub(lambda found: f"{found[1]},", text)
    if _chosen(text, context, measures) is not None:
        return None
    listed = places_named(text, len(context.options))
    if listed is not None and (context.several or len(listed.places) == 1):
        return Lead(Chosen(options=listed.places, because=Act.CHOICE_FOLLOWS.value), listed.rest, 0)
    segments = [(found.start(), found.end()) for found in _SEGMENT.finditer(text)]
    if len(segments) < 2:
        return None
    named = _NUMBERED.search(text)
    if named is not None and 1 <= int(named[1]) <= len(context.options) and not context.several:
        return Lead(Chosen(options=(int(named[1]) - 1,), because=named[0]), "", len(text))
    return _first_or_last(message, text, segments, context, measures=measures)


def _first_or_last(
    message: str, text: str, segments: Sequence[Span], context: Context, *, measures: Container[str]
) -> Lead | None:
    """The choice that the first segments make, or the last one."""
    mentions = scan(text)
    for start, end, rest in _candidates(text, segments):
        part = text[start:end]
        if part.rstrip().endswith(_ASKS) or _cuts(mentions, start + len(part.rstrip())):
            continue
        found = _chosen(part, context, measures)
        if isinstance(found, Chosen) and _is_by_name(part) and _goes_on(text[end:], context):
            return None
        if found is not None and not _is_otherwise(found, part, mentions, (start, end), context):
            return _once(Lead(found, message[rest[0] : rest[1]], rest[0]), context, measures)
    return None


def _is_by_name(part: str) -> bool:
    return not any(char.isdigit() for char in part)


def _is_otherwise(
    found: Statement, part: str, mentions: Sequence[Mention], place: Span, context: Context
) -> bool:
    """Whether what looks like a choice tells a quantity, or only objects (不是，我问的是钱)."""
    if not isinstance(found, Chosen):
        return _objects(part)
    unlisted = any(context.options[option].label == UNLISTED for option in found.options)
    return _counts(mentions, *place) or (unlisted and _objects(part))


def _goes_on(rest: str, context: Context) -> bool:
    """甲、乙都没有; 甲，去年的，乙没有: what is named first is not chosen by that."""
    sentence = re.split(r"[。!！?？;；\n]", rest, maxsplit=1)[0]
    others = any(option.label in rest or option.fact in rest for option in context.options)
    denied = form("all_of_those").search(sentence) and form("phrase_denies").search(sentence)
    return context.several and (others or denied is not None)


def _once(lead: Lead, context: Context, measures: Container[str]) -> Lead:
    """Without what chooses the same again: 3，都不是，那是平方."""
    again = leading(lead.rest, context, measures)
    if again is None or again.choice != lead.choice:
        return lead
    return Lead(lead.choice, again.rest, lead.start + again.start)


def _candidates(
    text: str, segments: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, tuple[int, int]]]:
    """The longest beginning first, then the last segment if it is a number alone."""
    first = segments[0][0]
    for count in range(min(len(segments) - 1, MOST_SEGMENTS), 0, -1):
        end = segments[count - 1][1]
        yield first, end, (end, len(text))
    start, end = segments[-1]
    if _bare_number(text[start:end]):
        yield start, end, (0, start)


def _bare_number(part: str) -> bool:
    return part.strip(" .。!！~").isdigit()


def _cuts(mentions: Sequence[Mention], end: int) -> bool:
    """Whether a segment ends inside a quantity: 3 家."""
    return any(m.start < end < m.end for m in mentions)


def _counts(mentions: Sequence[Mention], start: int, end: int) -> bool:
    """Whether a segment tells a quantity with its unit."""
    return any(start <= m.start < end and m.unit is not None for m in mentions)


def _chosen(part: str, context: Context, measures: Container[str]) -> Statement | None:
    typed = part.strip()
    found = chosen(typed, act_words(clean(typed).text), context, measures)
    single = found[0] if len(found) == 1 else None
    return single if isinstance(single, Chosen | NoneOfTheRest) else None


def _objects(part: str) -> bool:
    """不是，我问的是…: what was understood is wrong, not what was listed."""
    words = act_words(clean(part).text)
    return words.only(Act.OBJECTION, Act.PARTICLE, Act.EXCLAMATION) is not None
