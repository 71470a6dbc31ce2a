"""Whether a message supposes, goes on supposing, or only turns to something else."""

from __future__ import annotations

from collections.abc import Sequence

from policy_engine import unit_of

from .context import Context
from .intents import Intent, IntentName
from .language import Notion
from .language.forms import form
from .message import Message
from .outline import Outline
from .pack_words import Word, WordKind
from .statements import Later, Statement, Supposed, Told
from .supposing import asks_on

_TELLS_NUMBERS = {IntentName.INFORM, IntentName.CORRECT, IntentName.OUT_OF_SCOPE}
_ASKS_OF_NUMBERS = {IntentName.ASK_ELIGIBILITY, IntentName.ASK_AMOUNT}


def is_question(message: Message) -> bool:
    return message.has(Notion.QUESTION) or message.text.endswith("?") or asks_on(message)


def still_supposing(wanted: Intent, message: Message, context: Context, outline: Outline) -> Intent:
    """两个一起变，30家、3500万, after a what-if, is of that case too, unless it is said to be real.

    What was asked for is answered, and told.
    """
    if message.has(Notion.SETTLED) and not is_question(message):
        return Intent(IntentName.INFORM, 1.0)
    asked = any(not outline.facts[fact].is_claim for fact in context.pending)
    known = {outline.facts[fact].kind for fact in context.told}
    again = message.mentions and all(
        mention.unit is None or unit_of(mention.unit).kind in known for mention in message.mentions
    )
    goes_on = context.supposing and again and not asked
    if goes_on and form("amends_the_case").search(message.text):
        return Intent(IntentName.WHAT_IF, 1.0)
    real = message.has(Notion.NOW) or message.has(Notion.MISTAKE)
    called = any(message.has_word(WordKind.NAME, fact) for fact in context.told)
    asks = called and wanted.name in _ASKS_OF_NUMBERS  # 能拿30万吗 names what is paid
    if not goes_on or real or not (asks or wanted.name in _TELLS_NUMBERS):
        return wanted
    return Intent(IntentName.WHAT_IF, wanted.confidence)


def turns_to(said: Sequence[Statement], message: Message) -> list[str]:
    """那平台呢: the roles that it turns to, where it supposes nothing."""
    if any(part.supposed for part in message.clauses) or message.mentions:
        return []
    roles = [s.fact for s in said if isinstance(s, Told) and s.value is True and s.mark is None]
    if len(roles) < len(said):
        return []
    named = (cue.key.of for cue in message.words(WordKind.NOUN) if isinstance(cue.key, Word))
    return roles or list(dict.fromkeys(named))


def supposed_plainly(
    said: Sequence[Statement], message: Message, context: Context
) -> tuple[Statement, ...]:
    """In a what-if without 要是 or 如果 the plainly told numbers are the suppositions; what was not
    known yet and is told before the question is told."""
    supposes = any(part.supposed for part in message.clauses)
    if supposes or any(isinstance(statement, Supposed | Later) for statement in said):
        return tuple(said)
    return tuple(
        Supposed(fact=s.fact, value=s.value, span=s.span, because=s.because)
        if isinstance(s, Told) and s.mark is None and not _is_news(s, message, context)
        else s
        for s in said
    )


def _is_news(told: Told, message: Message, context: Context) -> bool:
    """六都寨那家120平。那高沙那家呢: it is told in a sentence before the one that asks."""
    if told.fact in context.told or not context.told:
        return False
    after = [part for part in message.clauses if part.start >= told.span[1]]
    here = message.clause_at(told.span[0])
    return here is not None and not here.asks and any(part.asks for part in after)
