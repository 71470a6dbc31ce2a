"""An answer by option that stands before or after the rest of a message: 1，那运费呢; 是的是的，2."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from ..clean import MAX_LENGTH, clean
from ..context import Context
from ..language.acts import Act
from ..quantities import Mention, scan
from ..statements import Chosen, NoneOfTheRest, Statement
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
    listed = places_named(text, len(context.options)) if context.several else None
    if listed is not None:
        return Lead(Chosen(options=listed.places, because=Act.CHOICE_FOLLOWS.value), listed.rest, 0)
    segments = [(found.start(), found.end()) for found in _SEGMENT.finditer(text)]
    if len(segments) < 2:
        return None
    mentions = scan(text)
    named = _NUMBERED.search(text)
    if named is not None and 1 <= int(named[1]) <= len(context.options) and not context.several:
        return Lead(Chosen(options=(int(named[1]) - 1,), because=named[0]), "", len(text))
    for start, end, rest in _candidates(text, segments):
        part = text[start:end]
        if part.rstrip().endswith(_ASKS) or _cuts(mentions, start + len(part.rstrip())):
            continue
        found = _chosen(part, context, measures)
        counts = isinstance(found, Chosen) and _counts(mentions, start, end)
        objects = isinstance(found, NoneOfTheRest) and _objects(part)
        if found is not None and not counts and not objects:
            return _once(Lead(found, message[rest[0] : rest[1]], rest[0]), context, measures)
    return None


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
