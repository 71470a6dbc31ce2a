"""What is only supposed, by what is known: 再多10家, 翻一番, 晚半年申报, and several at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from policy_engine import COUNT, DURATION, MONEY, Interval, Quantity, unit_of

from .clauses import Clause
from .drawn import is_drawn
from .intents import IntentName
from .language import Notion
from .language.forms import form
from .message import Message
from .number_features import NumberReading
from .numbers import is_too_little, value_of
from .pack_words import WordKind
from .premises import presupposed
from .quantities import Mention
from .statements import (
    Added,
    Corrected,
    Later,
    OneMore,
    Span,
    Statement,
    Supposed,
    SupposedOneOf,
    Told,
)

_RELATIVE = (Notion.MORE, Notion.LESS, Notion.DOUBLED, Notion.LATER)
TWICE, PERCENT, TEN_THOUSAND = Decimal(2), Decimal(100), Decimal(10_000)
MOST_FACTS = 3
"""Of so many at most it is reckoned what a number comes to that may be any of them."""
TIMES, SHARE = "倍", "percent"
_ASKS = (IntentName.WHAT_IF, IntentName.ASK_ELIGIBILITY, IntentName.ASK_AMOUNT, IntentName.ASK_GAP)


def asks_on(message: Message) -> bool:
    """再招十家呢，成交额也涨到5000万: whether a clause asks with no word but 呢."""
    return any(part.text.endswith("呢") for part in message.clauses)


def supposing(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements with what they suppose made whole; those of no supposition with what is wished."""
    if any(isinstance(s, OneMore) for s in said):
        return tuple(said)  # whatever is supposed is of that one
    found = _Supposing(reading, tuple(said))
    return found.whole() if found.is_one else (*said, *found.wished())


@dataclass(frozen=True)
class _Supposing:
    reading: NumberReading
    said: tuple[Statement, ...]

    @property
    def is_one(self) -> bool:
        """Whether the message asks about another case than the real one."""
        message, intent = self.reading.message, self.reading.intent
        asks = message.has(Notion.QUESTION) or message.text.endswith(("呢", "?"))
        later = message.has(Notion.LATER) and (asks or intent in _ASKS)
        more = asks_on(message) and message.has(Notion.MORE)
        doubled = message.has(Notion.DOUBLED) and intent in _ASKS
        supposed = intent is IntentName.WHAT_IF or any(
            part is None or not part.is_settled
            for cue in message.notion(Notion.SUPPOSITION)
            for part in [message.clause_at(cue.start)]
        )
        reached = any(form("reaching_then").search(part.text) for part in message.clauses)
        return supposed or later or more or doubled or reached or self._plans_a_change

    @property
    def _plans_a_change(self) -> bool:
        """打算再扩1000平, 年底估计还能再出80万."""
        return any(
            self._is_change(Notion.MORE, m)
            and (part := self.reading.clause(i)) is not None
            and (part.mark_at(m.core) == "planned" or self._is_to_come(part, m))
            for i, m in enumerate(self.reading.message.mentions)
        )

    def _is_to_come(self, part: Clause, mention: Mention) -> bool:
        before = self.reading.message.text[part.start : mention.core]
        asks = self.reading.message.has(Notion.QUESTION) or self.reading.intent in _ASKS
        return asks and form("still_to_come").search(before) is not None

    def whole(self) -> tuple[Statement, ...]:
        """Every number that is supposed with its fact, and how it is meant."""
        relative = list({_about(s): s for s in self._relative()}.values())
        spans = [s.span for s in relative]
        kept = [s for s in self.said if not self._is_meant_otherwise(s, spans)]
        kept = [self._as_told(s) for s in kept]
        facts = {getattr(s, "fact", "") for s in (*relative, *kept) if isinstance(s, Supposed)}
        left = list(self._left_over([*relative, *kept], facts))
        whole = (*self._reached(kept), *relative, *left, *self._roles(facts))
        whole = whole or tuple(self._one_of_several())
        return (*whole, *presupposed(self.reading.outline, self.reading.message, whole))

    def _reached(self, said: Sequence[Statement]) -> Iterator[Statement]:
        """那个90平的要是打通，变130平: of two numbers the one that is reached is supposed."""
        message = self.reading.message
        reached = [m for m in message.mentions if message.ends_at(Notion.BECAME, m.core, 1)]
        for statement in said:
            mention = reached[-1] if reached and isinstance(statement, Supposed) else None
            index = self._mention_at(statement.span) if mention is not None else None
            if mention is None or index is None or message.mentions[index].unit != mention.unit:
                yield statement
                continue
            assert isinstance(statement, Supposed)
            value = value_of(self.reading, statement.fact, mention)
            yield replace(statement, value=value, span=(mention.start, mention.end))

    def _as_told(self, statement: Statement) -> Statement:
        """今年出口230万，要是做到500万: what comes before the supposition is told."""
        message = self.reading.message
        if not isinstance(statement, Supposed) or not any(p.supposed for p in message.clauses):
            return statement
        part = message.clause_at(statement.span[0])
        if part is None or part.supposed or self._is_hypothetical(statement.span[0]):
            return statement
        return Told(
            fact=statement.fact, value=statement.value, named=True, span=statement.span,
            because=statement.because,
        )  # fmt: skip

    def wished(self) -> Iterator[Statement]:
        """明年做到60家, 扩建到2200平能拿多少: a number that nobody read, of what is known."""
        taken = [s.span for s in self.said]
        for index, mention in enumerate(self.reading.message.mentions):
            part, span = self.reading.clause(index), (mention.start, mention.end)
            if part is None or mention.article or any(_overlap(span, other) for other in taken):
                continue
            if is_drawn(self.reading, index):
                continue
            reached = self.reading.message.ends_at(Notion.BECAME, mention.core, 1)
            asked = reached and self.reading.intent in _ASKS
            planned = part.mark_at(mention.core) == "planned"
            fact = self._better(index, "") if asked or planned else ""
            if fact in self.reading.context.told:
                value = value_of(self.reading, fact, mention)
                because = Notion.PLAN.value
                yield Told(fact=fact, value=value, mark="planned", span=span, because=because)

    def _relative(self) -> Iterator[Statement]:
        message = self.reading.message
        for index, mention in enumerate(message.mentions):
            span = (mention.start, mention.end)
            if self._is_time(mention) and message.covers(Notion.LATER, mention.core, mention.end):
                yield Later(time=_time(mention), span=span, because=Notion.LATER.value)
                continue
            more = self._is_change(Notion.MORE, mention)
            less = self._is_change(Notion.LESS, mention)
            if mention.unit in (TIMES, SHARE):
                fact = self._multiplied()
                factor = self._factor(mention, more, less)
                if fact and factor is not None:
                    yield _times(fact, factor, span)
            elif more or less:
                fact = self._changed(index) or self._better(index, "")
                if fact:
                    value = value_of(self.reading, fact, mention)
                    yield Supposed(
                        fact=fact, value=value, by="more" if more else "less", span=span,
                        because=(Notion.MORE if more else Notion.LESS).value,
                    )  # fmt: skip
        doubled = next(message.notion(Notion.DOUBLED), None)
        fact = self._multiplied() if doubled is not None else ""
        if doubled is not None and fact:
            yield _times(fact, TWICE, (doubled.start, doubled.end))

    def _is_change(self, notion: Notion, mention: Mention) -> bool:
        return self.reading.message.covers(notion, mention.core, mention.end)

    def _is_time(self, mention: Mention) -> bool:
        return mention.unit is not None and unit_of(mention.unit).kind == DURATION

    def _factor(self, mention: Mention, more: bool, less: bool) -> Decimal | None:
        """三倍 is 3; 多一倍 2; 涨三成 1.3; 少一半 0.5; 只有一半 0.5."""
        number = mention.interval.low
        if not mention.interval.is_exact:
            return None
        if mention.unit == TIMES:
            return number + 1 if more or number == 1 else number
        share = number / PERCENT
        if more:
            return 1 + share
        left = self.reading.message.covers(Notion.SHARE_LEFT, mention.core, mention.end)
        return share if left else 1 - share if less else None

    # -- which fact ---------------------------------------------------------------------------

    def _changed(self, index: int) -> str:
        """The fact told before that a change speaks of: the one that is called, else the last."""
        told = [f for f in self.reading.candidates(index) if f in self.reading.context.told]
        base = self._base(told)
        if base:
            return base
        called = [f for f in told if self._is_called(f)]
        whole = [f for f in told if not self.reading.outline.facts[f].may_be_negative]
        return (called or whole or told or [""])[-1]

    def _base(self, told: Sequence[str]) -> str:
        """在420的基础上再出80: the fact that is known to be so much."""
        found = form("on_the_base_of").search(self.reading.message.text)
        number = Decimal(found["number"]) if found is not None else Decimal(0)
        sums = self.reading.context.sums
        same = [f for f in told if number and sums.get(f) in (number, number * TEN_THOUSAND)]
        return same[-1] if same else ""

    def _multiplied(self) -> str:
        """The number told before that is multiplied: the one that is called, else the last count or sum."""
        told, facts = self.reading.context.told, self.reading.outline.facts
        called = [f for f in told if self._is_called(f)]
        counted = [f for f in told if facts[f].kind in (COUNT, MONEY)]
        return (called or counted or [*told] or [""])[-1]

    def _is_called(self, fact: str) -> bool:
        message, words = self.reading.message, self.reading.words
        if message.has_word(WordKind.NAME, fact) or words.counted_in(fact, message.text):
            return True
        named = {
            cue.key.of for cue in message.words(WordKind.NAME) if not isinstance(cue.key, Notion)
        }
        told_named = named.intersection(self.reading.context.told)
        return not told_named and message.has_word(WordKind.GENERIC, fact)

    # -- what the readers left, or gave to another fact ------------------------------------------

    def _is_meant_otherwise(self, statement: Statement, spans: Sequence[Span]) -> bool:
        """What was read of a number that is a change, or belongs to what is known and fits."""
        if not isinstance(statement, Told | Supposed | Added | Corrected):
            return False
        if isinstance(statement.value, bool) or not self._is_hypothetical(statement.span[0]):
            return False
        if any(_overlap(statement.span, span) for span in spans):
            return True
        index = self._mention_at(statement.span)
        if index is None:
            return False
        return isinstance(statement, Told) or self._better(index, statement.fact) != statement.fact

    def _left_over(self, statements: Sequence[Statement], facts: set[str]) -> Iterator[Statement]:
        taken = [s.span for s in statements if isinstance(s, Supposed | Later)]
        for index, mention in enumerate(self.reading.message.mentions):
            span = (mention.start, mention.end)
            if mention.article or any(_overlap(span, other) for other in taken):
                continue
            if not self._is_hypothetical(mention.core) or is_drawn(self.reading, index):
                continue
            if self.reading.message.covers(Notion.REPLACED, mention.core, mention.core + 1):
                continue
            fact = self._better(index, "")
            if fact and fact not in facts and not is_too_little(self.reading, fact, mention):
                facts.add(fact)
                value = value_of(self.reading, fact, mention)
                yield Supposed(fact=fact, value=value, span=span, because=Notion.SUPPOSITION.value)

    def _one_of_several(self) -> Iterator[SupposedOneOf]:
        """要是冲到五百万呢: the one number of a message, where it may be several facts in talk."""
        numbers = [
            (index, mention)
            for index, mention in enumerate(self.reading.message.mentions)
            if not mention.article and not is_drawn(self.reading, index)
        ]
        for index, mention in numbers if len(numbers) == 1 else ():
            facts = self._in_talk(index)
            plain = not (
                self._is_change(Notion.MORE, mention) or self._is_change(Notion.LESS, mention)
            )
            if plain and self._is_hypothetical(mention.core) and 1 < len(facts) <= MOST_FACTS:
                values = tuple((f, value_of(self.reading, f, mention)) for f in facts)
                span = (mention.start, mention.end)
                because = Notion.SUPPOSITION.value
                yield SupposedOneOf(values=values, span=span, because=because)

    def _in_talk(self, index: int) -> list[str]:
        """What a number may be: of what was told, else of a business that is known; where that is
        much, in the currency it is told in."""
        reading, mention = self.reading, self.reading.message.mentions[index]
        fits = [f for f in reading.candidates(index) if not is_too_little(reading, f, mention)]
        told = [f for f in fits if f in reading.context.told]
        known = [
            f for f in fits if any(reading.outline.related(f, r) for r in reading.context.roles)
        ]
        found = told or known
        same = [f for f in found if reading.outline.facts[f].unit.code == mention.unit]
        return same if len(found) > MOST_FACTS else found

    def _better(self, index: int, read: str) -> str:
        """The fact of a supposed number: the one called beside it, else the only one told that fits."""
        reading = self.reading
        fits = reading.candidates(index)
        called = [
            f for f in reading.called(index) if reading.words.scene(f) or f in reading.context.told
        ]
        if len(called) == 1:
            return called[0]
        if read and (read in reading.context.told or read in called):
            return read
        told = [f for f in fits if f in reading.context.told]
        known = [
            f for f in fits if any(reading.outline.related(f, r) for r in reading.context.roles)
        ]
        return told[-1] if len(told) == 1 else known[0] if len(known) == 1 else read

    def _is_hypothetical(self, place: int) -> bool:
        """Whether what stands there is supposed, and not told of the real case before it."""
        message = self.reading.message
        supposed = [part for part in message.clauses if part.supposed]
        if supposed:
            here = next((p for p in message.clauses if p.start <= place < p.end), None)
            if here is None or here in supposed:
                return here is not None
            real = any(message.has(n, here.start, here.end) for n in (Notion.SELF, Notion.NOW))
            return not real and message.ends_at(Notion.BECAME, place)
        cues = [c for n in _RELATIVE for c in message.notion(n)]
        first = message.clause_at(min(c.start for c in cues)) if cues else None
        return first is None or place >= first.start

    def _mention_at(self, span: Span) -> int | None:
        mentions = self.reading.message.mentions
        return next((i for i, m in enumerate(mentions) if _overlap(span, (m.start, m.end))), None)

    def _roles(self, facts: set[str]) -> Iterator[Statement]:
        """如果不是试点呢, 要是建起来了呢: a business supposed away, or supposed."""
        message, known = self.reading.message, self.reading.context.roles
        said = {getattr(s, "fact", "") for s in self.said} | facts
        for fact, definition in self.reading.outline.facts.items():
            if not definition.role or fact in said:
                continue
            for cue in message.word(WordKind.NOUN, fact):
                part, denied = (
                    message.clause_at(cue.start),
                    message.ends_at(Notion.DENIAL, cue.start, 1),
                )
                supposed = part is not None and part.supposed
                if (denied and fact in known) or (supposed and not denied and fact not in known):
                    span, because = (cue.start, cue.end), Notion.SUPPOSITION.value
                    yield Supposed(fact=fact, value=not denied, span=span, because=because)
                    break


def _about(statement: Statement) -> tuple[type[Statement], str]:
    """Of each fact there is one change, told last."""
    return type(statement), getattr(statement, "fact", "")


def _times(fact: str, factor: Decimal, span: Span) -> Supposed:
    value = Quantity(Interval.exactly(factor), unit_of(TIMES))
    return Supposed(fact=fact, value=value, by="times", span=span, because=Notion.DOUBLED.value)


def _time(mention: Mention) -> Quantity:
    """How much later, in months; 过三个月 is three."""
    later = mention.quantity().canonical()
    return (
        later
        if later.interval.is_exact
        else Quantity(Interval.exactly(later.interval.low), later.unit)
    )


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]
