"""入网46家，其中邵东12家、武冈7家: what follows the first part of a number are parts of it as well, and
no number of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .language import Notion
from .number_features import NumberReading
from .partitive import wholes_and_parts
from .quantities import Mention
from .statements import Added, Beside, Corrected, Doubtful, Statement, Told

_OF_NUMBERS = (Told, Corrected, Added, Doubtful)
_ENDS = "。;；!！?？\n"


def parts_after(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, with the further parts of a number that was told beside it."""
    spans = {(m.start, m.end): m for m in _further(reading, said)}
    rest = (s for s in said if not (isinstance(s, _OF_NUMBERS) and s.span in spans))
    beside = (Beside(mention=m, span=s, because=Notion.PART.value) for s, m in spans.items())
    return (*rest, *beside) if spans else tuple(said)


def _further(reading: NumberReading, said: Sequence[Statement]) -> Iterator[Mention]:
    message = reading.message
    for whole, part in wholes_and_parts(message):
        fact = _heard_as(said, whole)
        if fact is None:
            continue
        sum_of_parts = part.interval.low
        for mention in message.mentions[list(message.mentions).index(part) + 1 :]:
            between = message.text[part.end : mention.start]
            sum_of_parts += mention.interval.low
            ends = mention.unit != part.unit or any(end in between for end in _ENDS)
            if ends or sum_of_parts > whole.interval.low or _is_of_another(said, mention, fact):
                break
            yield mention


def _heard_as(said: Sequence[Statement], whole: Mention) -> str | None:
    span = (whole.start, whole.end)
    told = (s for s in said if isinstance(s, Told | Corrected) and s.span == span)
    return next((s.fact for s in told), None)


def _is_of_another(said: Sequence[Statement], mention: Mention, fact: str) -> bool:
    span = (mention.start, mention.end)
    return any(isinstance(s, Told | Corrected) and s.span == span and s.fact != fact for s in said)
