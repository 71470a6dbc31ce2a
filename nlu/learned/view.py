"""What the network sees of a message at its point of a conversation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..context import Context
from ..message import Message
from .sayings import Saying, Sayings
from .tokens import Tokens, tokens

MOST = 224
"""Pieces of a message that are read."""
LONGEST, SHORTEST = 180, 60
"""Characters that are read at once, at most, and at least where a message is cut."""
LONGEST_PREFIX = 60
FLAGS = 9
"""asked alone, asked with others, known to hold, told before, told last, yes-or-no; and of one
measure with something known to hold, with the one thing asked, with what was told last."""


@dataclass(frozen=True)
class View:
    """Pieces, which of them each quantity is, and what is known of each saying."""

    tokens: Tokens
    offset: int
    """Where the message begins in the text that was cut into pieces."""
    mentions: Sequence[tuple[int, ...]]
    flags: NDArray[np.float32]

    def covering(self, start: int, end: int) -> tuple[int, ...]:
        """The pieces of a stretch of the message."""
        return self.tokens.covering(start + self.offset, end + self.offset)


def view(
    sayings: Sayings, message: Message, context: Context, *, start: int = 0, end: int | None = None
) -> View:
    """The view of a message from `start` to `end`, with the question before it."""
    end = len(message.text) if end is None else end
    before = f"query: {prefix(sayings, context)}"
    found = tokens(before + message.text[start:end], MOST)
    offset = len(before) - start
    inside = [start <= m.start and m.end <= end for m in message.mentions]
    mentions = [
        found.covering(m.start + offset, m.end + offset) if here else ()
        for m, here in zip(message.mentions, inside, strict=True)
    ]
    return View(found, offset, mentions, _flags(sayings, context))


def stretches(text: str) -> list[tuple[int, int]]:
    """A long message in pieces that can be read at once, cut at ends of lines or sentences.

    >>> stretches("短的"), len(stretches("一句不短的话。" * 100)) > 2
    ([(0, 2)], True)
    """
    found, start = [], 0
    while len(text) - start > LONGEST:
        cuts = [text.rfind(end, start + SHORTEST, start + LONGEST) for end in _ENDS]
        end = next((cut + 1 for cut in cuts if cut >= 0), start + LONGEST)
        found.append((start, end))
        start = end
    return [*found, (start, len(text))]


_ENDS = ("\n", "。", ";", ",", " ")


def prefix(sayings: Sayings, context: Context) -> str:
    """问：…（刚说：…）答：, or nothing where nothing went before."""
    facts = sayings.outline.facts
    asked, told = context.pending, context.told
    said = ""
    if len(asked) == 1 and asked[0] in facts:
        said += f"问：{facts[asked[0]].question}"
    elif asked and all(facts[fact].is_number for fact in asked if fact in facts):
        said += "问：这个数是指哪一项？"
    elif asked:
        said += "问：您的企业有下面哪些情况？"
    if told and told[-1] in facts:
        said += f"（刚说：{facts[told[-1]].label}）"
    return f"{said[:LONGEST_PREFIX]}答：" if said else ""


def _flags(sayings: Sayings, context: Context) -> NDArray[np.float32]:
    asked, last = context.pending, context.told[-1:]
    alone = asked if len(asked) == 1 else ()

    def beside(saying: Saying, others: Iterable[str]) -> bool:
        return any(sayings.outline.related(saying.fact, o) for o in others if o != saying.fact)

    return np.array(
        [
            (
                saying.fact in alone,
                saying.fact in asked and not alone,
                saying.fact in context.roles,
                saying.fact in context.told,
                saying.fact in last,
                saying.is_claim,
                beside(saying, context.roles),
                beside(saying, alone),
                beside(saying, last),
            )
            for saying in sayings.all
        ],
        dtype=np.float32,
    ).reshape(len(sayings.all), FLAGS)
