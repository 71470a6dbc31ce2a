"""平台是第二年, 今年应该算第三年: the how manieth year it is of what one is known to do."""

from __future__ import annotations

from .claim_features import ClaimReading
from .language.forms import form
from .number_features import NumberReading
from .pack_words import WordKind
from .weighed import Weighed


def the_year_it_is(reading: NumberReading, weighed: Weighed) -> str | None:
    """The one fact that counts years so, where nothing is said but what its question asks."""
    mention, part = reading.message.mentions[weighed.index], weighed.part
    if not mention.ordinal or len(weighed.facts) != 1 or part.asks or part.supposed:
        return None
    fact, outline = weighed.facts[0], reading.outline
    if not any(outline.facts[r].role and outline.related(r, fact) for r in reading.context.roles):
        return None
    said = reading.message.text[part.start : mention.start]
    definition = outline.facts[fact]
    rest = form("beside_a_year").sub("", said)
    return fact if set(rest) <= set(f"{definition.label}{definition.question}") else None


def names_whose_year_it_is(reading: ClaimReading, fact: str) -> bool:
    """Whether the one noun of a business stands before such a year, which is of another one."""
    message, outline = reading.message, reading.outline
    years = [m for m in message.mentions if m.ordinal]
    if not years or not reading.numbered or fact in reading.context.pending:
        return False
    if any(outline.related(fact, number) for number in reading.numbered):
        return False
    cues = list(message.word(WordKind.NOUN, fact))
    return len(cues) == 1 and any(
        message.clause_at(cues[0].start) == message.clause_at(year.core) for year in years
    )
