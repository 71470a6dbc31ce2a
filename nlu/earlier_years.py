"""去年底入网35家, 七百万是前年: numbers of a year before, and of which year they are."""

from __future__ import annotations

from collections.abc import Sequence

from policy_engine import Period

from .clauses import Clause
from .language import Notion
from .language.forms import form
from .message import Message
from .several import Telling

_ENDS = frozenset("。?!;\n")
_BEFORE = (Notion.LAST_YEAR, Notion.YEARS_AGO)


def is_of_this_year(message: Message, told: Telling) -> bool:
    """今年到10月底是610万 is no figure of last year, whatever stands before it."""
    part, this_year = told.clause, str(message.today.year)
    named = any(found[1] == this_year for found in form("calendar_year").finditer(part.text))
    return not part.last_year and (named or message.has(Notion.NOW, part.start, part.end))


def is_said_to_be_of_before(message: Message, told: Telling) -> bool:
    """200万是去年的: that is all it says of the number."""
    return any(_is_said_to_be_of(message, told, notion) for notion in _BEFORE)


def _is_said_to_be_of(message: Message, told: Telling, notion: Notion) -> bool:
    end, part = told.mention.end, told.clause
    return part.start <= end + 1 < part.end and message.starts_at(notion, end + 1)


def of_the_year_before(message: Message, tellings: Sequence[Telling]) -> list[Telling]:
    """Without those of years before that: 去年九百万，七百万是前年."""
    last = [
        told
        for told in tellings
        if not _is_said_to_be_of(message, told, Notion.YEARS_AGO)
        and not message.has(Notion.YEARS_AGO, told.clause.start, told.clause.end)
    ]
    return last or list(tellings)


def stands_beside_this_year(message: Message, told: Telling, period: Period | None) -> bool:
    """去年底入网35家，成交3800万, of numbers known already: the year before does not change them."""
    part = told.clause
    if form("as_of_last_year").search(part.text):
        return True
    if part.last_year:
        asked = any(form("what_of_last_year").search(c.text) for c in message.clauses)
        return asked or period is Period.YEARLY
    before = _clause_before(message, part)
    carried = before is not None and form("as_of_last_year").search(before.text) is not None
    return carried and not is_of_this_year(message, told)


def _clause_before(message: Message, part: Clause) -> Clause | None:
    """The clause before one in its sentence."""
    earlier = [other for other in message.clauses if other.end <= part.start]
    if not earlier or any(char in _ENDS for char in message.text[earlier[-1].end : part.start]):
        return None
    return earlier[-1]
