"""The stretches of a message that ask something, each with the half sentence it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from .clauses import Clause
from .message import Message
from .phrases import Span

LONGEST, MOST = 48, 4
"""Characters of a question with what leads to it; questions of one message that are answered."""
_ENDS = frozenset("。?!;:\n…")


def question_parts(message: Message) -> tuple[Span, ...]:
    """Where the questions of a message stand, in reading order.

    去年没报，能补吗？钱什么时候到 holds two; what is told before a question in its sentence leads to it.
    """
    return tuple(_parts(message))[:MOST]


def _parts(message: Message) -> Iterator[Span]:
    leading: list[Clause] = []
    for part in message.clauses:
        if leading and _ended(message.text, leading[-1].end, part.start):
            leading = []
        leading.append(part)
        if part.asks:
            yield _begin(leading), part.end
            leading = []


def _begin(parts: list[Clause]) -> int:
    """As far back in the sentence as a question may reach."""
    end = parts[-1].end
    return next((part.start for part in parts if end - part.start <= LONGEST), parts[-1].start)


def _ended(text: str, start: int, end: int) -> bool:
    """Whether a sentence ends between two clauses."""
    return any(char in _ENDS for char in text[start:end])
