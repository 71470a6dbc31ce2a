"""第二个，5500万; 入网的那个; 对，入网的: the option of a choice between facts that an answer calls by
its place or by its words, or agrees to where there is only one."""

from __future__ import annotations

from . import acts
from .acts import ActWords
from .called import is_called
from .context import Context
from .language import Notion
from .language.forms import form
from .message import Message
from .pack_words import PackWords
from .statements import Chosen
from .what_ifs import is_question

BECAUSE, AGREED = "called", "agreed"
LONGEST = 16
"""Characters of an answer that chooses between facts by one of their words."""


def option_named(
    message: Message, words: PackWords, said: ActWords, context: Context
) -> Chosen | None:
    """The one option of a choice between facts that a short answer calls by its words."""
    one = _offers_one(context)
    few = context.several or (len(context.pending) < 2 and not one)
    if few or len(message.text) > LONGEST:
        return None
    agreed = _agreed(message, words, context) if one else None
    if agreed is not None:
        return agreed
    offered = [place for place, o in enumerate(context.options) if o.fact in context.pending]
    if not offered or is_question(message) or message.has(Notion.SELF):
        return None  # 我们是平台企业 says more than which
    first = acts.placed_first(said, context, message.mentions)
    called = [p for p in offered if is_called(message, words, context.options[p].fact)]
    found = first or called
    return Chosen(options=(found[0],), because=BECAUSE) if len(found) == 1 else None


def _offers_one(context: Context) -> bool:
    """Whether one fact is offered, and else that it is none."""
    real = [option for option in context.options if option.fact in context.pending]
    return not context.several and len(real) == 1 and len(context.options) > 1


def _agreed(message: Message, words: PackWords, context: Context) -> Chosen | None:
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
        return Chosen(options=(place,), because=AGREED)
    return (
        Chosen(options=(none,), because=AGREED)
        if form("disagrees").fullmatch(message.text)
        else None
    )
