"""不开店了, 那店就不考虑了, 我没开店: a business that is spoken of, and is not or no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .called import is_named
from .context import Context
from .language import Notion
from .language.forms import form
from .message import Message
from .pack_words import PackWords
from .said_of_a_part import is_said_of_a_part
from .statements import Denied, Statement

LONGEST = 14
"""Characters of a clause that says just this."""


def given_up(
    words: PackWords, message: Message, context: Context, said: Sequence[Statement]
) -> Iterator[Denied]:
    """The one role known or in talk whose word stands in a short clause that says it is not done."""
    told = {getattr(statement, "fact", None) for statement in said}
    talked_of = {f for key in context.focus[:1] for f in words.outline.measures[key].facts}
    possible = [
        fact for fact, definition in words.outline.facts.items()
        if definition.role and fact not in told and fact in (context.roles | talked_of)
    ]  # fmt: skip
    for part in message.clauses:
        long = len(part.text.strip()) > LONGEST or part.asks or part.of_others or part.supposed
        if long or not form("not_done").search(part.text):
            continue
        if any(part.start <= m.core < part.end for m in message.mentions):
            continue
        if is_said_of_a_part(message, part):
            continue
        named = [fact for fact in possible if is_named(message, words, fact, part)]
        if len(named) == 1:
            yield Denied(fact=named[0], span=(part.start, part.end), because=Notion.DENIAL.value)
            return
