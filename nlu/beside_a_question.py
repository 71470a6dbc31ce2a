"""加上去年有七千多, 120万不就过100万了吗: in a question a number of the year before, or one that the
policy itself holds against it, is no fact of this year, nor is it asked what it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .language import Notion
from .language.forms import form
from .number_features import NumberReading
from .numbers import value_of
from .statements import Beside, Doubtful, Statement, Told

BECAUSE = "beside a question"


def beside_a_question(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, with such numbers only standing beside what is asked."""
    message = reading.message
    if not (message.has(Notion.QUESTION) or message.text.endswith("?")):
        return tuple(said)
    found = tuple(_found(reading))
    spans = {beside.span for beside in found if _is_free(beside, said)}
    kept = (s for s in said if not (_is_guessed(s) and s.span in spans))
    return (*kept, *(beside for beside in found if beside.span in spans))


def _found(reading: NumberReading) -> Iterator[Beside]:
    for index, mention in enumerate(reading.message.mentions):
        part = reading.clause(index)
        if part is None or mention.article:
            continue
        if part.last_year or _is_held_against(reading, index):
            span = (mention.start, mention.end)
            yield Beside(mention=mention, span=span, because=BECAUSE)


def _is_held_against(reading: NumberReading, index: int) -> bool:
    """Whether it is said that what there is comes to just what the policy wants."""
    mention, part = reading.message.mentions[index], reading.clause(index)
    if part is None or not form("comes_to_it").search(part.text):
        return False
    before = reading.message.text[part.start : mention.core]
    thresholds = reading.outline.thresholds
    return form("passes").search(before) is not None and any(
        value_of(reading, fact, mention).interval.low == thresholds[fact]
        for fact in reading.candidates(index)
        if fact in thresholds
    )


def _is_free(beside: Beside, said: Sequence[Statement]) -> bool:
    """Whether nothing surer was read of it."""
    return all(_is_guessed(s) for s in said if beside.mention.overlaps(s.span))


def _is_guessed(statement: Statement) -> bool:
    unnamed = isinstance(statement, Told) and not statement.named and statement.mark is None
    return isinstance(statement, Doubtful) or unnamed
