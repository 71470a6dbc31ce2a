"""Bare answers to the question just asked: 有, 没得, 是的, 一家都没有."""

from __future__ import annotations

from policy_engine import FactValue, Interval, Quantity

from .context import Context
from .intents import IntentName
from .language import Notion
from .message import Message
from .outline import Outline

LONGEST = 24
"""Characters of a message that may be nothing but an answer."""
_NEVER = {IntentName.DONT_KNOW, IntentName.GREET, IntentName.THANK}


def bare_answer(outline: Outline, message: Message, intent: IntentName, context: Context) -> FactValue | None:
    """The value that a bare yes, no or nothing gives the one fact that was asked for."""
    if len(context.pending) != 1:
        return None
    asked = outline.facts[context.pending[0]]
    if asked.is_claim:
        return None if intent in _NEVER else yes_or_no(message)
    not_open = asked.runs_from_opening and message.has(Notion.NOT_OPEN)
    if not_open or message.has(Notion.NOTHING):
        return Quantity(Interval.exactly(0), asked.unit)
    return None


def yes_or_no(message: Message) -> bool | None:
    """Whether a message begins (or ends) with a plain yes or no to what was asked."""
    parts = [part for part in message.clauses if not _holds_number(message, part.start, part.end)]
    if not parts or message.has(Notion.NO_ANSWER) or message.has(Notion.UNSURE):
        return None
    if any(part.asks for part in parts):
        return None
    for part in dict.fromkeys((parts[0], parts[-1])):
        if message.has(Notion.DOUBLE_DENIAL, part.start, part.end):
            return True
        if message.has(Notion.NO, part.start, part.end):
            return False
        if message.has(Notion.YES, part.start, part.end):
            return True
    return None


def _holds_number(message: Message, start: int, end: int) -> bool:
    return any(start <= mention.core < end for mention in message.mentions)
