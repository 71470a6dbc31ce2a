"""The intent of an answer: what answers a question is told, whatever it looks like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .claim_features import ABOUT_POLICY
from .context import Context
from .intents import Intent, IntentName
from .language.forms import form
from .message import Message
from .statements import Denied, Statement, Told
from .what_ifs import is_question

TOLD = {IntentName.INFORM, IntentName.CORRECT, IntentName.AFFIRM, IntentName.DENY}
SURE = 0.5
"""How sure the intent of a plain answer is at least."""
_ASKS = {IntentName.ASK_MEASURES, IntentName.ASK_DEFINITION, IntentName.ASK_ELIGIBILITY}
LONGEST_ANSWER = 12
"""Characters of a bare answer."""


def as_meant(intent: IntentName, message: Message, context: Context) -> IntentName:
    """Names or numbers in answer to a question are told, whatever they look like."""
    expected = len(context.pending) > 1 or (context.pending and message.mentions)
    if (
        expected
        and not context.supposing
        and not is_question(message)
        and intent in {*ABOUT_POLICY, IntentName.WHAT_IF}
    ):
        return IntentName.INFORM
    return intent


def settled(
    intent: Intent, message: Message, said: Sequence[Statement], context: Context
) -> Intent:
    """A bare answer to the question just asked is `inform`, whatever it looks like; what else
    counts (除了面积还看什么) is asked of what is talked of; and whether it is enough (条件够不够),
    of the enterprise."""
    if intent.name in _ASKS and form("what_else_counts").search(message.text):
        return Intent(IntentName.ASK_CONDITIONS, intent.confidence)
    judged = bool(context.roles) and form("whether_enough").search(message.text) is not None
    if intent.name is IntentName.ASK_CONDITIONS and judged:
        return Intent(IntentName.ASK_ELIGIBILITY, intent.confidence)
    verdicts = list(_answers(said, context))
    if not verdicts or is_question(message):
        return intent
    sure = max(intent.confidence, SURE)
    if len(context.pending) == 1 and isinstance(verdicts[0], bool):
        if intent.name is not IntentName.CORRECT:
            return Intent(IntentName.AFFIRM if verdicts[0] else IntentName.DENY, sure)
    elif intent.name not in TOLD and len(message.text) <= LONGEST_ANSWER:
        return Intent(IntentName.INFORM, sure)
    if message.mentions and intent.name in (IntentName.AFFIRM, IntentName.DENY):
        return Intent(IntentName.INFORM, intent.confidence)
    return intent


def _answers(said: Sequence[Statement], context: Context) -> Iterator[object]:
    """The values that a message gives what was asked for."""
    for statement in said:
        if (
            getattr(statement, "fact", None) in context.pending
            and getattr(statement, "mark", None) is None
        ):
            if isinstance(statement, Denied):
                yield False
            elif isinstance(statement, Told):
                yield statement.value
