"""开了个进口超市，我自己不做进出口: that clause denies what it names, and nothing told before it."""

from __future__ import annotations

from collections.abc import Sequence

from .clauses import Clause
from .language import Notion
from .language.forms import form
from .message import Message
from .number_features import NumberReading
from .pack_words import OF_A_FACT, WordKind
from .statements import Denied, Statement, Told

BECAUSE = "denied_of_oneself"
_NAMES = (*OF_A_FACT, WordKind.GENERIC, WordKind.SCENE)


def denied_of_oneself(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, with what is plainly owned told, whatever else one does not do oneself."""
    return tuple(_told(s) if _is_owned(reading, s) else s for s in said)


def _told(statement: Statement) -> Statement:
    assert isinstance(statement, Denied)
    return Told(fact=statement.fact, value=True, span=statement.span, because=BECAUSE)


def _is_owned(reading: NumberReading, statement: Statement) -> bool:
    message = reading.message
    part = message.clause_at(statement.span[0])
    if not isinstance(statement, Denied) or statement.mark is not None or part is None:
        return False
    plain = not (part.asks or part.supposed or part.planned or part.of_others or part.past)
    denies = any(message.has(n, part.start, part.end) for n in (Notion.DENIAL, Notion.STOPPED))
    owned = message.has(Notion.OWN, part.start, part.end) or form("put_up").search(part.text)
    later = [p for p in message.clauses if p.start >= part.end]
    if any(form("did_not_build").search(p.text.strip()) for p in later):
        return False  # 租的是海外仓里的一块地方，自己没建
    apart = any(_denies_something(message, p) for p in later)
    return plain and not denies and bool(owned) and apart


def _denies_something(message: Message, part: Clause) -> bool:
    """Whether a clause says of oneself that one does not do what it names."""
    denies = form("not_by_oneself").search(part.text.strip()) is not None
    return denies and any(True for k in _NAMES for _ in message.words(k, part.start, part.end))
