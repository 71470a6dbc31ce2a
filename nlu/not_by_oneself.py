"""不是我们自己的货入仓，1900票是仓库经营的票数: a number is not of what is said not to be one's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .language.forms import form
from .number_features import NumberReading
from .pack_words import WordKind
from .statements import Beside, Statement, Told

BECAUSE = "not by oneself"


def not_by_oneself(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, with such a number told of another fact, or of none."""
    return tuple(_as_called(reading, s) for s in said)


def _as_called(reading: NumberReading, statement: Statement) -> Statement:
    if not isinstance(statement, Told) or not _is_refused(reading, statement.fact):
        return statement
    for index, mention in enumerate(reading.message.mentions):
        if (mention.start, mention.end) == statement.span:
            meant = _meant(reading, index, statement.fact)
            if meant:
                return replace(statement, fact=meant, because=BECAUSE)
            return Beside(mention=mention, span=statement.span, because=BECAUSE)
    return statement


def _meant(reading: NumberReading, index: int, refused: str) -> str:
    """The one other fact that a number is called by, or that a known business is still asked for."""
    fits = [fact for fact in reading.candidates(index) if fact != refused]
    named = [fact for fact in fits if reading.is_named(index, fact)]
    context, outline = reading.context, reading.outline
    open_still = [fact for fact in fits if fact not in context.told]
    known = [f for f in open_still if any(outline.related(f, role) for role in context.roles)]
    return next((facts[0] for facts in (named, known) if len(facts) == 1), "")


def _is_refused(reading: NumberReading, fact: str) -> bool:
    """Whether all that calls it stands in words for what is not one's own."""
    message = reading.message
    cues = list(message.word(WordKind.NAME, fact))
    parts = [message.clause_at(cue.start) for cue in cues]
    return bool(cues) and all(
        part is not None
        and form("not_of_ones_own").search(message.text[part.start : cue.start]) is not None
        for cue, part in zip(cues, parts, strict=True)
    )
