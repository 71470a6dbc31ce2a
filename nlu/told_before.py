"""A yes told before stands, unless words of its own deny it: 也没有自己的货入仓 is said of no warehouse
that was told of."""

from __future__ import annotations

from .claim_features import ClaimReading
from .language import Notion
from .message import Message
from .pack_words import OF_A_FACT, WordKind
from .weighed_claim import WeighedClaim

WEAK = 0.3
_TAKES_BACK = (
    Notion.STOPPED, Notion.FORMERLY, Notion.MISTAKE, Notion.VOID, Notion.TAKE_AWAY,
    Notion.UNDER_CONSTRUCTION, Notion.PLAN,
)  # fmt: skip


def takes_back_unsaid(reading: ClaimReading, weighed: WeighedClaim) -> bool:
    """Whether a denial would turn a yes told before into a no, where the words say that of others."""
    fact, message = weighed.fact, reading.message
    told = fact in reading.context.roles and fact not in reading.context.pending
    if not told or weighed.rules.said >= WEAK or _takes_back(message, weighed):
        return False
    if any(message.has_word(kind, fact) for kind in (*OF_A_FACT, WordKind.DENIED)):
        return False
    return any(True for kind in OF_A_FACT for _ in message.words(kind))


def _takes_back(message: Message, weighed: WeighedClaim) -> bool:
    """Whether it is taken back where the denial was read: 不对，……。我司没有货入仓 is said of others."""
    part = message.clause_at(weighed.span[0])
    if part is None:
        return any(message.has(notion) for notion in _TAKES_BACK)
    beside = [p for p in message.clauses if p.end == part.start - 1 or p == part]
    return any(message.has(n, p.start, p.end) for n in _TAKES_BACK for p in beside)
