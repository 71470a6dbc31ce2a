"""今年230万 比去年多了120万; 去年做了110万今年做到230万了: of the number of this year, that of a year
before, and how much more it is, each is told as what it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from policy_engine import Period, Quantity

from .intents import IntentName
from .language import Notion
from .language.forms import form
from .number_features import NumberReading
from .numbers import is_foreign, unit_in_doubt, value_of
from .pack_words import WordKind
from .statements import Added, Beside, Corrected, Doubtful, Span, Statement, Supposed, Told

Year = Literal["this", "before", "rise"]
BECAUSE = "year by year"
WITHIN = 16
"""Characters before a number in which its year, or that it is a rise, is told."""
_OF_NUMBERS = (Told, Corrected, Added, Doubtful, Supposed, Beside)
_ENDS = "。.;；!！?？\n"


def year_by_year(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, with such numbers of a fact that counts this year alone put right."""
    years = _years(reading)
    if not years:
        return tuple(said)
    for rise, whole in growing(reading):
        found = _Growth(reading, tuple(said), years, rise, whole).told()
        if found:
            spans, facts = {s.span for s in found}, {getattr(s, "fact", "") for s in found}
            rest = (
                s
                for s in said
                if not isinstance(s, _OF_NUMBERS)
                or (s.span not in spans and getattr(s, "fact", None) not in facts)
            )
            return (*rest, *found)
    return (*said, *_last_years(reading, said, years))


def _last_years(
    reading: NumberReading, said: Sequence[Statement], years: Mapping[int, Year]
) -> Iterator[Told]:
    """服务费去年15.2万，今年18.6万: the first is the last year's of what the other is heard as."""
    mentions = reading.message.mentions
    spans = {(mentions[i].start, mentions[i].end): year for i, year in years.items()}
    now = [s for s in said if isinstance(s, Told | Corrected) and spans.get(s.span) == "this"]
    heard = {s.span for s in said if not isinstance(s, Doubtful)}
    for index, year in years.items():
        span = (mentions[index].start, mentions[index].end)
        if year == "before" and len(now) == 1 and span not in heard:
            fact = now[0].fact
            if fact in reading.candidates(index):
                value = value_of(reading, fact, mentions[index])
                yield Told(fact=fact, value=value, mark="past", span=span, because=BECAUSE)


def growing(reading: NumberReading) -> Iterator[tuple[str, str]]:
    """Each rise that counts, with the number of this year that rises."""
    facts = reading.outline.facts
    for rise, definition in facts.items():
        whole = definition.increase_of
        if whole in facts and facts[whole].counted_over is Period.THIS_YEAR:
            yield rise, whole


def rises_of(reading: NumberReading, whole: str) -> tuple[str, ...]:
    """The rises that go with a number of this year: its own, and others of its measures."""
    facts = reading.outline.facts
    return tuple(
        fact
        for fact, definition in facts.items()
        if (definition.increase_of == whole or form("called_a_rise").match(definition.label))
        and definition.is_number
        and reading.outline.related(fact, whole)
    )


def _years(reading: NumberReading) -> Mapping[int, Year]:
    """Of which year each number is said to be."""
    found = ((index, _year(reading, index)) for index in range(len(reading.message.mentions)))
    return {index: year for index, year in found if year is not None}


def _year(reading: NumberReading, index: int) -> Year | None:
    mention, text = reading.message.mentions[index], reading.message.text
    part = reading.clause(index)
    if part is None or part.asks or part.supposed or part.of_others:
        return None
    if mention.article or is_foreign(mention):
        return None
    before = _before(reading, index)
    if form("is_how_much_more").search(before):
        return "rise"
    named = [(end, year) for year, end in _years_named(reading, before)]
    if named:
        return max(named)[1]
    return "before" if form("was_last_years").match(text[mention.end :]) else None


def _years_named(reading: NumberReading, before: str) -> Iterator[tuple[Year, int]]:
    today = reading.message.today.year
    for found in form("a_year_named").finditer(before):
        if found["this"] or (found["year"] and int(found["year"]) == today):
            yield "this", found.end()
        elif found["last"] or (found["year"] and int(found["year"]) < today):
            yield "before", found.end()


def _before(reading: NumberReading, index: int) -> str:
    """What stands before a number in its sentence, and after the number before it."""
    mentions, text = reading.message.mentions, reading.message.text
    core = mentions[index].core
    earlier = [m.end for m in mentions[:index] if m.unit is not None or not _is_a_year(m.text)]
    start = max([core - WITHIN, *earlier[-1:], *(text.rfind(e, 0, core) + 1 for e in _ENDS)])
    return text[max(0, start) : core].rstrip(" ,，:：")


def _is_a_year(text: str) -> bool:
    return form("a_bare_year").fullmatch(text) is not None


@dataclass(frozen=True)
class _Growth:
    """The numbers of one message, as they may be of a number of this year and of its rise."""

    reading: NumberReading
    said: tuple[Statement, ...]
    years: Mapping[int, Year]
    own: str
    whole: str

    def told(self) -> tuple[Statement, ...]:
        """What is told of them; nothing where they may be of something else."""
        if not self._is_plain or not self._is_talked_of:
            return ()
        this, before, rise = (self._of(year) for year in ("this", "before", "rise"))
        if rise is None and any(self._is_named(f) for f in rises_of(self.reading, self.whole)):
            return ()  # 新增出口去年50万，今年70万
        if rise is None and (this is None or before is None):
            return tuple(self._past()) if this is None and self._names_years else ()
        found = [*self._now(this), *self._past()]
        if rise is not None:
            return (*found, *self._risen(rise))
        return (*found, *self._difference(this, before))

    @cached_property
    def _is_plain(self) -> bool:
        """Whether each of them can be it, is told once, and holds today."""
        mentions = self.reading.message.mentions
        for index, year in self.years.items():
            part = self.reading.clause(index)
            fact = self.own if year == "rise" else self.whole
            if fact not in self.reading.candidates(index) or part is None or part.planned:
                return False
        values = {(y, mentions[i].interval) for i, y in self.years.items() if y != "before"}
        return len(values) == len({year for year, _ in values})

    @cached_property
    def _is_talked_of(self) -> bool:
        """Whether it is named, asked for, or what the numbers were heard as."""
        facts = {self.whole, *rises_of(self.reading, self.whole)}
        heard = {fact for statement in self._heard for fact in _facts_of(statement)}
        if heard and heard.isdisjoint(facts):
            return False
        named = any(self.reading.message.has_word(WordKind.NAME, fact) for fact in facts)
        return bool(heard) or named or not facts.isdisjoint(self._pending)

    @property
    def _heard(self) -> Iterator[Statement]:
        spans = {self._span(index) for index in self.years}
        yield from (s for s in self.said if s.span in spans and not isinstance(s, Beside))

    @property
    def _names_years(self) -> bool:
        """Whether calendar years are told (2024年, 2023年), all of them over."""
        return form("calendar_year_named").search(self.reading.message.text) is not None

    def _of(self, year: Year) -> int | None:
        return next((index for index, each in self.years.items() if each == year), None)

    def _span(self, index: int) -> Span:
        mention = self.reading.message.mentions[index]
        return mention.start, mention.end

    def _value(self, index: int, fact: str) -> Quantity:
        return value_of(self.reading, fact, self.reading.message.mentions[index])

    def _now(self, index: int | None) -> Iterator[Statement]:
        if index is not None:
            yield self._number(index, self.whole, named=self._is_named(self.whole))

    def _past(self) -> Iterator[Statement]:
        for place, year in self.years.items():
            if year == "before":
                yield Told(
                    fact=self.whole, value=self._value(place, self.whole), mark="past",
                    span=self._span(place), because=BECAUSE,
                )  # fmt: skip

    def _risen(self, index: int) -> Iterator[Statement]:
        """How much more it is, of each place where that is told."""
        fact = self._rise_meant(index)
        for place, year in self.years.items():
            if year == "rise" and fact is not None:
                yield self._number(place, fact, named=True)

    def _rise_meant(self, index: int) -> str | None:
        """The rise that is named, else the one that is asked for, else that of the whole itself."""
        rises = rises_of(self.reading, self.whole)
        named = [fact for fact in rises if self._is_named(fact)]
        asked = [fact for fact in rises if fact in self._pending]
        for facts in (named, asked, [self.own]):
            if facts:
                own = self.own if self.own in facts else None
                return facts[0] if len(facts) == 1 else own
        return None

    def _difference(self, this: int | None, before: int | None) -> Iterator[Statement]:
        """今年230万，去年110万: how much more it is, where both are told in one currency."""
        if this is None or before is None:
            return
        now, then = self._value(this, self.whole), self._value(before, self.whole)
        if now.unit == then.unit:
            value = Quantity(now.interval - then.interval, now.unit, now.approx or then.approx)
            ends = [place for index in (this, before) for place in self._span(index)]
            span = (min(ends), max(ends))
            asked = [f for f in rises_of(self.reading, self.whole) if f in self._pending]
            for fact in asked or [self.own]:
                yield self._new(fact, value, span, named=True)

    @property
    def _pending(self) -> tuple[str, ...]:
        return self.reading.context.pending

    def _is_named(self, fact: str) -> bool:
        return self.reading.message.has_word(WordKind.NAME, fact)

    def _number(self, index: int, fact: str, *, named: bool) -> Statement:
        mention = self.reading.message.mentions[index]
        if unit_in_doubt(self.reading, fact, mention):
            span = self._span(index)
            return Doubtful(mention=mention, facts=(fact,), span=span, because=BECAUSE)
        return self._new(fact, self._value(index, fact), self._span(index), named=named)

    def _new(self, fact: str, value: Quantity, span: Span, *, named: bool) -> Told | Corrected:
        corrects = self.reading.intent is IntentName.CORRECT
        again = corrects or self.reading.message.has(Notion.MISTAKE)
        if again and fact in self.reading.context.told:
            return Corrected(fact=fact, value=value, span=span, because=BECAUSE)
        return Told(fact=fact, value=value, named=named, span=span, because=BECAUSE)


def _facts_of(statement: Statement) -> tuple[str, ...]:
    return statement.facts if isinstance(statement, Doubtful) else (getattr(statement, "fact", ""),)
