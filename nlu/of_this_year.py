"""今年新认定的吗？不是，22年的; 嗯，去年评的: an answer by the year, to what is asked of this one."""

from __future__ import annotations

from .claim_features import ClaimReading
from .language.forms import form
from .senses import Sense

CENTURY = 100


def of_this_year(reading: ClaimReading, fact: str) -> Sense | None:
    """Whether what was asked of this year is said to be of this year or of an earlier one."""
    definition = reading.outline.facts[fact]
    if reading.context.pending != (fact,) or definition.role:
        return None
    if form("asked_of_this_year").search(f"{definition.label}{definition.question}") is None:
        return None
    told = [p for p in reading.message.clauses if not (p.asks or p.supposed or p.of_others)]
    text = ",".join(part.text.strip() for part in told)
    if form("unsettled_yet").search(text) is not None:
        return None
    if form("says_this_year").search(text) is not None:
        return Sense.TOLD
    now = reading.context.today.year % CENTURY
    earlier = any(int(year["year"]) < now for year in form("a_past_or_present_year").finditer(text))
    return Sense.DENIED if earlier or form("says_earlier_year").search(text) else None


def echoes_the_question(reading: ClaimReading, fact: str) -> bool:
    """租的呀, to whether it is rented: the first clause says nothing but what was asked."""
    first = reading.message.clauses[0] if reading.message.clauses else None
    if reading.context.pending != (fact,) or first is None or first.asks:
        return False
    found = form("echo").match(first.text.strip())
    definition = reading.outline.facts[fact]
    asked = set(f"{definition.label}{definition.question}")
    return found is not None and set(found["said"]) <= asked
