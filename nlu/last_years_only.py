"""260万美元是去年的，不是今年的: what was told as this year's is not, and this year's is not known yet."""

from __future__ import annotations

from collections.abc import Sequence

from policy_engine import Period

from .language.forms import form
from .number_features import NumberReading
from .quantities import Mention
from .statements import Amended, Statement, Told

BECAUSE = "last year's only"


def last_years_only(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, with such a number taken back, and nothing that was reckoned from it."""
    for mention in reading.message.mentions:
        fact = _told_as(reading, mention)
        if fact is None:
            continue
        facts = reading.outline.facts
        rises = {name for name, d in facts.items() if d.increase_of == fact}
        now = any(isinstance(s, Told) and s.fact == fact and _is_now(s, mention) for s in said)
        if now:
            continue
        span = (mention.start, mention.end)
        rest = (s for s in said if getattr(s, "fact", None) not in {fact, *rises})
        return (*rest, Amended(way="taken_back", mention=mention, span=span, because=BECAUSE))
    return tuple(said)


def _is_now(statement: Told, mention: Mention) -> bool:
    return statement.mark is None and statement.span != (mention.start, mention.end)


def _told_as(reading: NumberReading, mention: Mention) -> str | None:
    """The fact of this year that is known to be just so much, where it is said to be last year's."""
    if form("is_last_years").match(reading.message.text, mention.end) is None:
        return None
    value = mention.quantity().canonical().interval
    if not value.is_exact:
        return None
    for fact, known in reading.context.values.items():
        definition = reading.outline.facts.get(fact)
        of_this_year = definition is not None and definition.counted_over is Period.THIS_YEAR
        if of_this_year and known == value.low:
            return fact
    return None
