"""进出口额先别当5600万，我不确定; 先记成还不确定: what was told is not known any more, for now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .clauses import Clause
from .language import Notion
from .language.forms import form
from .number_features import NumberReading
from .pack_words import WordKind
from .quantities import Mention
from .statements import Amended, Beside, Skipped, Statement, Withdrawn

BECAUSE = "unknown_again"


def unknown_again(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """Nothing where no such clause is; else the statements with what it leaves open, and none
    that was read in it."""
    parts = [part for part in reading.message.clauses if _leaves_open(part)]
    found = tuple(each for part in parts for each in _left(reading, part))
    if not found:
        return ()
    rest = (s for s in said if not any(p.start <= s.span[0] < p.end for p in parts))
    return (*rest, *found)


def _leaves_open(part: Clause) -> bool:
    return not part.asks and form("unknown_again").search(part.text) is not None


def _left(reading: NumberReading, part: Clause) -> Iterator[Statement]:
    """What the clause names of what was told, or says again; else what was asked again, or told
    last where it points back."""
    span, context = (part.start, part.end), reading.context
    mentions = [m for m in reading.message.mentions if part.start <= m.core < part.end]
    named = _named(reading, part)
    again = [f for f in context.pending if f in context.told or f in context.roles]
    if not named and len(again) == 1 and not mentions:
        named = again
    for fact in named:
        yield Withdrawn(fact=fact, span=span, because=BECAUSE)
    if named:
        yield Skipped(facts=tuple(named), span=span, because=BECAUSE)
        yield from (Beside(mention=m, span=(m.start, m.end), because=BECAUSE) for m in mentions)
        return
    yield from (_said_again(mention) for mention in mentions)
    points_back = reading.message.has(Notion.EARLIER_WORDS, part.start, part.end)
    if not mentions and (points_back or not context.pending):
        yield Amended(way="taken_back", span=span, because=BECAUSE)


def _named(reading: NumberReading, part: Clause) -> list[str]:
    """What is known and called there, by name or else by a word that is only its own there."""
    message, context = reading.message, reading.context
    known = (*context.told, *sorted(context.roles))
    for kinds in ((WordKind.NAME, WordKind.SAID, WordKind.NOUN), (WordKind.GENERIC,)):
        found = [f for f in known if any(_has(reading, k, f, part) for k in kinds)]
        if found:
            return found if len(kinds) > 1 or len(found) == 1 else []
    return [
        f for f in context.told if reading.words.counted_in(f, message.text[part.start : part.end])
    ]


def _has(reading: NumberReading, kind: WordKind, fact: str, part: Clause) -> bool:
    return next(reading.message.word(kind, fact, part.start, part.end), None) is not None


def _said_again(mention: Mention) -> Amended:
    span = (mention.start, mention.end)
    return Amended(way="taken_back", mention=mention, span=span, because=BECAUSE)
