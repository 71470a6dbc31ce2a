"""Numbers that found no place: told of nothing that fits, or of something that is known already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from nlu import (
    Amended,
    Beside,
    Corrected,
    Denied,
    Doubtful,
    Expense,
    IntentName,
    Meaning,
    Mention,
    Revised,
    SupposedOneOf,
    Things,
    Told,
)
from policy_engine import (
    COUNT,
    DATE,
    DURATION,
    MONEY,
    RATIO,
    FactDefinition,
    FactValue,
    Quantity,
    unit_of,
)

from .state import State
from .worded import worded

TELLS = frozenset(
    {
        IntentName.INFORM,
        IntentName.CORRECT,
        IntentName.AFFIRM,
        IntentName.DENY,
        IntentName.DONT_KNOW,
    }
)
"""Intents of messages that speak of the business, and ask nothing."""
MOST_PLACES = 4
"""A choice between more facts than these would not help."""
FAR = 50
"""So many times more or less than what is known, a number is not that again."""
FEW, MOST_FEW = frozenset(worded("questions")["few_of"]), 3
"""So few of anything are hardly a figure."""
CURRENCIES = ("CNY", "USD")
_SCALES = frozenset("万亿")
_UNSAID_OF = frozenset({DATE, DURATION, RATIO})
"""Days and years are spoken of all the time, and mostly mean nothing here."""


def replacing_unnamed(state: State, meaning: Meaning) -> tuple[Told, ...]:
    """Numbers that would replace a known one, though no word names it or corrects it."""
    if meaning.says(Revised):
        return ()
    asked = state.pending.facts if state.pending is not None else ()
    return tuple(
        told
        for told in meaning.of(Told)
        if told.mark is None
        and not told.named
        and told.fact not in asked
        and _replaces(state.facts.get(told.fact), told.value)
    )


def _replaces(before: FactValue | None, value: FactValue) -> bool:
    """Whether a number says something else than what is known, not just more exactly."""
    if not isinstance(before, Quantity) or not isinstance(value, Quantity) or before == value:
        return False
    if before.unit != value.unit:
        return True
    known, told = before.possible(), value.interval
    return not (known.low <= told.low and told.high <= known.high)


def misplaced(facts: Mapping[str, FactDefinition], meaning: Meaning) -> Mapping[str, Mention]:
    """Bare numbers of 万 that were taken for something but money, without naming it."""
    found: dict[str, Mention] = {}
    for told in meaning.statements:
        if not isinstance(told, Told | Corrected) or getattr(told, "named", False):
            continue
        mention = next((m for m in meaning.quantities if m.overlaps(told.span)), None)
        if mention is None or isinstance(told.value, bool) or facts[told.fact].kind == MONEY:
            continue
        if mention.unit is None and not _SCALES.isdisjoint(mention.text):
            found[told.fact] = mention
    return found


def narrowing(
    facts: Mapping[str, FactDefinition], state: State, meaning: Meaning
) -> Mapping[str, Quantity]:
    """Numbers without a name that say one known rough figure more exactly (四十多家 … 47家)."""
    found: dict[str, Quantity] = {}
    for mention in _unspoken_of(meaning):
        fits = [f for f in state.facts if f in facts and _measures(facts[f], mention)]
        if len(fits) == 1 and _is_inside(state.facts[fits[0]], mention):
            known = state.facts[fits[0]]
            assert isinstance(known, Quantity)
            found[fits[0]] = Quantity(mention.interval, known.unit, mention.approx)
    return found


def _is_inside(known: FactValue, mention: Mention) -> bool:
    if not isinstance(known, Quantity) or known.interval.is_exact:
        return False
    if known.unit.kind != COUNT and known.unit.code != mention.unit:
        return False
    low, high = mention.interval.low, mention.interval.high
    return known.interval.low <= low and high <= known.interval.high


@dataclass(frozen=True, slots=True)
class Places:
    """The facts that a number may be told of: those being talked about, and all the others."""

    facts: Mapping[str, FactDefinition]
    concerned: Sequence[str]
    others: Sequence[str]
    known: Mapping[str, FactValue]

    def is_known(self, mention: Mention) -> bool:
        """Whether just this is known, or more exactly: 三十几万，具体三十六万."""
        return any(
            _measures(self.facts[fact], mention)
            and isinstance(value, Quantity)
            and mention.interval.low <= value.interval.low
            and value.interval.high <= mention.interval.high
            for fact, value in self.known.items()
        )

    def _may_be(self, fact: str, mention: Mention) -> bool:
        """Whether a number may be meant of a fact: not where what is known is far from it."""
        if not _measures(self.facts[fact], mention):
            return False
        value, number = self.known.get(fact), mention.interval.low
        same = isinstance(value, Quantity) and value.unit.code == (mention.unit or value.unit.code)
        if not same or not isinstance(value, Quantity) or not number or not value.interval.low:
            return True
        return value.interval.low < number * FAR and number < value.interval.low * FAR

    def of(self, mention: Mention) -> tuple[str, ...] | None:
        """What a quantity may be, few enough to choose from; `None` where its unit fits nothing.

        What fits the business that is talked of is no other business's.
        """
        near = [fact for fact in self.concerned if self._may_be(fact, mention)]
        far = [fact for fact in self.others if self._may_be(fact, mention)]
        if not near and not far:
            return None
        if unit_of(mention.unit or "CNY").kind == MONEY and mention.unit not in (None, *CURRENCIES):
            return ()  # no fact in such money before it is converted
        if not near and mention.unit in FEW and mention.interval.high <= MOST_FEW:
            return None  # 两家企业要问
        few = far if len(far) <= MOST_PLACES else []
        return tuple(near[:MOST_PLACES] if near else few)


def in_doubt(places: Places, told: Iterable[Told], meaning: Meaning) -> Iterator[Doubtful]:
    """These tellings as numbers to ask about: the fact they would replace, and what else they fit."""
    for each in told:
        mention = next((m for m in meaning.quantities if m.overlaps(each.span)), None)
        if mention is not None:
            others = [fact for fact in places.of(mention) or () if fact != each.fact]
            yield Doubtful(
                mention=mention,
                facts=(each.fact, *others[: MOST_PLACES - 1]),
                span=each.span,
                because="记过别的数，没说是改它",
            )


def in_no_place(places: Places, mentions: Iterable[Mention]) -> Iterator[Doubtful]:
    """These quantities as numbers to ask about."""
    for mention in mentions:
        span = (mention.start, mention.end)
        found = places.of(mention) or ()
        yield Doubtful(mention=mention, facts=found, span=span, because="没对上")


def without_a_place(places: Places, meaning: Meaning) -> Iterator[Doubtful]:
    """Quantities that no statement speaks of, with a unit that fits some fact.

    Where all that is told is another's, planned or past, its numbers are as well.
    """
    told = [s for s in meaning.statements if isinstance(s, Told | Denied)]
    if told and all(s.mark is not None for s in told):
        return
    corrected = [places.facts[s.fact] for s in meaning.of(Corrected)]
    for mention in _unspoken_of(meaning):
        if any(_measures(definition, mention) for definition in corrected):
            continue  # 漏了三家，是12家: by how much it was wrong
        found = None if places.is_known(mention) else places.of(mention)
        if found is not None:
            span = (mention.start, mention.end)
            yield Doubtful(mention=mention, facts=found, span=span, because="没对上")


def _unspoken_of(meaning: Meaning) -> Iterator[Mention]:
    """The quantities that no statement speaks of."""
    spoken_of = [s.span for s in meaning.statements if _is_of_a_number(s)]
    for mention in meaning.quantities:
        if not mention.article and not any(mention.overlaps(span) for span in spoken_of):
            yield mention


def _is_of_a_number(statement: object) -> bool:
    value = getattr(statement, "value", None)
    if isinstance(statement, Things | Beside | SupposedOneOf):
        return True
    if isinstance(statement, Amended | Expense):
        return statement.mention is not None
    return isinstance(statement, Doubtful) or not (value is None or isinstance(value, bool))


def _measures(definition: FactDefinition, mention: Mention) -> bool:
    if not definition.is_number or definition.kind in _UNSAID_OF:
        return False
    if mention.unit is None:
        return definition.kind == MONEY and not _SCALES.isdisjoint(mention.text)
    if definition.is_whole:
        return mention.unit == definition.unit.code
    return unit_of(mention.unit).kind == definition.kind
