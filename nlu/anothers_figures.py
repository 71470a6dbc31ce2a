"""长沙有家平台80家入网、8000万成交，人家拿了30万，我们能拿多少: what is told of a firm that is not the
speaker's, up to where the speaker's own is told of again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from .clauses import Clause
from .language import Notion
from .language.forms import form
from .message import Message
from .number_features import NumberReading
from .outline import Outline
from .quantities import Mention
from .statements import (
    Added,
    Beside,
    Corrected,
    Denied,
    Doubtful,
    Statement,
    Supposed,
    Told,
)

BECAUSE = "another's figures"
OPENING = 6
"""Characters from the beginning of a clause within which its subject is named."""
_OF_NUMBERS = (Told, Corrected, Added, Doubtful, Supposed, Beside)


def anothers_figures(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, with what is told of another firm as another's."""
    theirs = list(_of_another(reading.message))
    if not theirs:
        return tuple(said)
    meant = [_meant(reading.outline, s) if _lies_in(s, theirs) else s for s in said]
    spans = [s.span for s in meant if isinstance(s, _OF_NUMBERS)]
    unread = [m for m in _numbers(reading.message, theirs) if (m.start, m.end) not in spans]
    return (*meant, *map(_beside, unread))


def _meant(outline: Outline, statement: Statement) -> Statement:
    if isinstance(statement, Told | Denied) and not _is_a_fee(outline, statement):
        return replace(statement, mark="others")
    if isinstance(statement, Corrected | Added):
        return Told(
            fact=statement.fact, value=statement.value, mark="others",
            span=statement.span, because=BECAUSE,
        )  # fmt: skip
    return _beside(statement.mention) if isinstance(statement, Doubtful) else statement


def _is_a_fee(outline: Outline, statement: Told | Denied) -> bool:
    """人家平台一年收三万: what another takes is what the speaker pays."""
    definition = outline.facts[statement.fact]
    return definition.is_cost or form("pays_a_fee").search(definition.label) is not None


def _beside(mention: Mention) -> Beside:
    return Beside(mention=mention, span=(mention.start, mention.end), because=BECAUSE)


def _lies_in(statement: Statement, parts: Sequence[Clause]) -> bool:
    start, end = statement.span
    return any(part.start <= start and end <= part.end for part in parts)


def _numbers(message: Message, parts: Sequence[Clause]) -> Iterator[Mention]:
    for mention in message.mentions:
        if not mention.article and any(p.start <= mention.core < p.end for p in parts):
            yield mention


def _of_another(message: Message) -> Iterator[Clause]:
    """The clauses that tell of another firm."""
    if form("is_ours_as_well").search(message.text):
        return
    goes_on = False
    for part in message.clauses:
        begins = _begins(message, part)
        goes_on = begins or (goes_on and not _is_of_oneself(message, part))
        one_of_ours = form("one_of_ours").match(part.text.strip()) is not None
        if (goes_on or one_of_ours) and not part.supposed:
            yield part


def _begins(message: Message, part: Clause) -> bool:
    text = part.text.strip()
    if form("comes_or_goes").search(text):
        return False
    if form("another_firm_there_is").match(text):
        return True
    spoken_of = form("they").search(message.text[part.start :]) is not None
    if spoken_of and form("one_there_is").match(text):
        return True
    others = message.notion(Notion.OTHERS, part.start, part.start + OPENING)
    return part.of_others and any(
        form("a_firm_elsewhere").match(message.text[cue.start : part.end])
        and not message.has(Notion.SELF, part.start, part.end)
        for cue in others
    )


def _is_of_oneself(message: Message, part: Clause) -> bool:
    """Whether a clause turns to the speaker, to what is so by now, or to what there is in all."""
    if form("by_now_or_in_all").match(part.text.strip()):
        return True
    return any(
        form("leads_to_oneself").fullmatch(message.text[part.start : cue.start])
        for cue in message.notion(Notion.SELF, part.start, part.end)
    )
