"""对，入网的; 不是，是学员: a yes or a no to whether a number is of the one fact that it may be."""

from __future__ import annotations

from .called import is_called
from .context import Context
from .language.forms import form
from .message import Message
from .pack_words import PackWords
from .statements import Chosen

BECAUSE = "one offered"


def offers_one(context: Context) -> bool:
    """Whether one fact is offered, and else that it is none."""
    real = [option for option in context.options if option.fact in context.pending]
    return not context.several and len(real) == 1 and len(context.options) > 1


def answer_to_the_one_offered(
    message: Message, words: PackWords, context: Context
) -> Chosen | None:
    """The one fact that is offered, where it is agreed to; or that it is none."""
    facts = [option.fact for option in context.options]
    (fact,) = (fact for fact in facts if fact in context.pending)
    place, none = facts.index(fact), next(p for p, f in enumerate(facts) if f != fact)
    if message.mentions or any(part.asks or part.supposed for part in message.clauses):
        return None
    agrees = form("agrees").match(message.text)
    called = agrees and is_called(message, words, fact)
    denies = form("says_no").search(message.text)
    if agrees and not denies and (called or agrees.end() == len(message.text)):
        return Chosen(options=(place,), because=BECAUSE)
    return (
        Chosen(options=(none,), because=BECAUSE)
        if form("disagrees").fullmatch(message.text)
        else None
    )
