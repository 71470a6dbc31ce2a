"""今年260万，去年190万, to how much more it is than before: what is told is both, not the rise."""

from __future__ import annotations

from collections.abc import Sequence

from policy_engine import Quantity

from .language.forms import form
from .number_features import NumberReading
from .numbers import value_of
from .pack_words import WordKind
from .quantities import Mention
from .statements import Corrected, Statement, Told

BECAUSE = "rise"


def risen_since(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, with this year's number read as the rise put right by last year's."""
    pending, message = reading.context.pending, reading.message
    rise = pending[0] if len(pending) == 1 else ""
    if not rise or form("called_a_rise").match(reading.outline.facts[rise].label) is None:
        return tuple(said)
    named = message.has_word(WordKind.NAME, rise) or form("more_than_before").search(message.text)
    pair = None if named else _pair(reading, rise)
    read = [s for s in said if isinstance(s, Told | Corrected) and s.fact == rise]
    if pair is None or len(read) != 1 or read[0].span != (pair[0].start, pair[0].end):
        return tuple(said)
    this, last = (value_of(reading, rise, mention) for mention in pair)
    if this.unit != last.unit:
        return tuple(said)
    value = Quantity(this.interval - last.interval, this.unit, this.approx or last.approx)
    told = Told(fact=rise, value=value, named=True, span=read[0].span, because=BECAUSE)
    spans = {(mention.start, mention.end) for mention in pair}
    return (*(s for s in said if s.span not in spans), told)


def _pair(reading: NumberReading, rise: str) -> tuple[Mention, Mention] | None:
    """This year's number and last year's, where these two are told."""
    mentions, definition = reading.message.mentions, reading.outline.facts[rise]
    if len(mentions) != 2 or not all(reading.measurable(definition, m) for m in mentions):
        return None
    starts = (0, mentions[0].end)
    before = [reading.message.text[a : m.core] for a, m in zip(starts, mentions, strict=True)]
    this, last = ([bool(form(name).search(text)) for text in before]
                  for name in ("this_year_is", "last_year_is"))  # fmt: skip
    if this == [True, False] and last == [False, True]:
        return mentions[0], mentions[1]
    if this == [False, True] and last == [True, False]:
        return mentions[1], mentions[0]
    return None
