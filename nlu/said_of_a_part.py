"""里头有两万四是发到长沙去的，冇走集散中心: what follows a part of what there is is said of that part."""

from __future__ import annotations

from .clauses import Clause
from .language.forms import form
from .message import Message


def is_said_of_a_part(message: Message, part: Clause) -> bool:
    """Whether the clause before tells of a number that is a part of what there is."""
    before = next((p for p in reversed(message.clauses) if p.end <= part.start), None)
    return before is not None and any(
        form("of_a_whole").search(message.text[before.start : m.start])
        for m in message.mentions
        if before.start <= m.core < before.end
    )
