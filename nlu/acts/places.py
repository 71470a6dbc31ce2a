"""Options of a list that a message names by their places, among other things that it says:
1有，8也算有吧，9月租了个仓。2也有."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ..language.acts import Act
from ..language.forms import form
from ..quantities import scan
from .nothing_left import Left, nothing_left
from .options import places_in
from .words import one_of

_SENTENCE_ENDS = tuple("。.!！?？;；\n")
_MARKS = r",，。.!！;；:：~\n"


LONGEST = 200
"""Characters in which an answer by places is looked for; a list is answered early."""


@dataclass(frozen=True, slots=True)
class PlacesNamed:
    """The places, from 0, that hold, and the message with blanks where they stood."""

    places: tuple[int, ...]
    rest: str


def places_named(text: str, count: int) -> PlacesNamed | None:
    """The places of a list of `count` that a message says it has; `None` where it names none, or
    one that is not on the list. A number with a unit (9月, 3家) is no place.

    >>> places_named("1有，8也算有吧，9月租了个仓。2也有", 10)
    PlacesNamed(places=(0, 1, 7), rest='         9月租了个仓。   ')
    >>> places_named("3家有，今年12月", 10)
    """
    held: set[int] = set()
    rest, plain = list(text), False
    answers = list(_answer().finditer(text[:LONGEST]))
    counted = [(m.start, m.end) for m in scan(text) if m.unit is not None] if answers else []
    for found in answers:
        if any(
            start < found.end("places") and found.start("places") < end for start, end in counted
        ):
            continue
        named = {place - 1 for place in places_in(found["places"])}
        answers_so = found["yes"] or found["no"] or _leads(text, found)
        if not (answers_so or _stands_alone(text, found, len(named))):
            continue
        if not all(0 <= place < count for place in named):
            return None
        denies = found["no"] is not None and found["but"] is None
        plain = plain or not denies
        if found["but"] and found["yes"]:  # 除了3都有
            named = set(range(count)) - named
        held = held - named if denies else held | named
        rest[found.start() : found.end()] = " " * (found.end() - found.start())
    return PlacesNamed(tuple(sorted(held)), "".join(rest)) if held and plain else None


def _leads(text: str, found: re.Match[str]) -> bool:
    """Whether bare numbers stand where an answer begins."""
    return not text[: found.start()].strip(" ," + _MARKS) or bool(found["lead"])


def _stands_alone(text: str, found: re.Match[str], count: int) -> bool:
    """我不是刚说了吗。1和4，别的没有: several places that begin a sentence, or that the rest is
    denied after."""
    begins = text[: found.start()].rstrip()[-1:] in _SENTENCE_ENDS
    after = text[found.end() :].lstrip(_MARKS)
    following = re.split(f"[{_MARKS}]", after, maxsplit=1)[0]
    left = nothing_left(following) if following else None
    return begins and (count > 1 or (left is not None and left[0] is Left.ELSE))


@cache
def _answer() -> re.Pattern[str]:
    lead = one_of(
        Act.CHOICE_FOLLOWS, Act.FILLER, Act.EVERY_ONE, Act.PARTICLE, Act.EXCLAMATION, Act.OBJECTION
    )
    filler = one_of(Act.FILLER, Act.EVERY_ONE, Act.PARTICLE)
    yes, no, but = one_of(Act.HELD), one_of(Act.NONE_THERE), one_of(Act.EXCEPT)
    after = one_of(Act.FILLER, Act.PARTICLE, Act.ENDING)
    end = rf"{after}*+(?:\s+|\s*$|\s*[{_MARKS}]+)(?![?？])"
    places = form("option_places").pattern
    return re.compile(
        rf"(?:^|(?<=[{_MARKS}?？\s]))\s*(?P<lead>(?:(?P<but>{but})|{lead})++\s*)?"
        rf"(?P<places>{places})\s*(?:{filler}{{0,4}}?(?:(?P<yes>{yes})|(?P<no>{no})))?{end}",
        re.IGNORECASE,
    )
