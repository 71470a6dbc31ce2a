"""From what was read of a message to its statements about facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from policy_engine import (
    AREA,
    COUNT,
    DURATION,
    MONEY,
    FactValue,
    Interval,
    OneOf,
    Period,
    Quantity,
    unit_of,
)  # fmt: skip

from .amending import amended
from .as_meant_together import as_meant_together
from .bare_answers import answers_nothing, is_of_a_thing, nothing_there
from .claim_features import ClaimReading
from .claims import Claim, ClaimReader
from .context import Context
from .earlier_years import (
    is_of_this_year,
    is_said_to_be_of_before,
    of_the_year_before,
    stands_beside_this_year,
)
from .intents import IntentName
from .kept_apart import without_costs
from .language import Notion
from .learned import LearnedReader, Opinion
from .like_things import like_things, one_asked_of
from .likeness import Likeness
from .llm import ModelReader
from .llm.reader import Doubts
from .message import Message
from .monthly import is_monthly
from .number_features import NumberReading
from .numbers import KNOWN_CURRENCIES, NumberReader
from .one_more import one_more
from .one_place import is_said_again, rooms_of_one
from .pack_words import PackWords, WordKind
from .reckoning import reckoned
from .said_in_doubt import never_denied
from .senses import Sense
from .several import Telling, settle
from .statements import (
    Added,
    Corrected,
    Denied,
    Doubtful,
    Foreign,
    Later,
    OneMore,
    Statement,
    Supposed,
    SupposedOneOf,
    Things,
    Told,
    Withdrawn,
    says,
    told_of,
)
from .supposing import supposing
from .the_same import the_same
from .unknown_again import unknown_again
from .weighed import Doubt

_OF_ANOTHER_CASE = Supposed | SupposedOneOf | Later | OneMore


@dataclass(frozen=True)
class FactReader:
    """Reads the facts of messages about one pack: by rule, by the network (`learned`), and with
    the word of a language model (`model`) where there is one."""

    words: PackWords
    numbers: NumberReader
    claims: ClaimReader
    learned: LearnedReader | None = None
    model: ModelReader | None = None

    def only(self, words: PackWords) -> FactReader:
        """The reader of some of the facts."""
        learned = None if self.learned is None else self.learned.only(words)
        return replace(self, words=words, learned=learned)

    def read(self, message: Message, intent: IntentName, context: Context) -> tuple[Statement, ...]:
        """The statements about facts, in reading order; spans are those of the cleaned text."""
        heard = _Hearing(self, message, intent, context, Likeness(self.words.outline))
        if answers_nothing(message):
            return (*unknown_again(heard.numbers(), ()), *never_denied(heard.numbers()))
        message = reckoned(message)
        heard = replace(heard, message=message)
        reading, told, claimed = heard.all()
        told = without_costs(reading, told)
        said = _Statements(self.words, message, intent, context, claimed=claimed, read=told).all()
        said = as_meant_together(reading, said)
        opened = unknown_again(reading, said)
        if opened:
            return opened
        rooms = rooms_of_one(reading, said)
        if rooms is not None:
            return rooms
        said = supposing(reading, one_asked_of(reading, one_more(reading, said)))
        if is_said_again(said) or any(isinstance(s, _OF_ANOTHER_CASE) for s in said):
            return said
        said = like_things(reading, said)
        if any(isinstance(s, Things) for s in said):
            return said
        again = amended(reading, said)
        gone = {s.fact for s in again if isinstance(s, Withdrawn)}
        return (*(s for s in said if not (isinstance(s, Denied) and s.fact in gone)), *again)


@dataclass(frozen=True)
class _Hearing:
    """One message before its readers."""

    reader: FactReader
    message: Message
    intent: IntentName
    context: Context
    likeness: Likeness

    def all(self) -> tuple[NumberReading, list[Telling | Doubt], list[Claim]]:
        """Its quantities as they were read, and what they and its claims come to."""
        reader, opinion, reading = self.reader, self._opinion(), self.numbers()
        told = list(reader.numbers.read(reading, opinion))
        claims = self._claims(told)
        if reader.model is None or not self.message.text.strip():
            return reading, told, list(reader.claims.read(claims, opinion))
        doubts = Doubts(
            reader.numbers.doubtful(self.numbers(), opinion),
            reader.claims.doubtful(claims, opinion),
        )
        advice, reading = reader.model.advice(claims, opinion, doubts), self.numbers()
        told = list(reader.numbers.read(reading, opinion, advice))
        return reading, told, list(reader.claims.read(self._claims(told), opinion, advice))

    def numbers(self) -> NumberReading:
        """Afresh: what is given to a quantity is noted in it."""
        words = self.reader.words
        return NumberReading(words, self.likeness, self.message, self.context, self.intent)

    def _claims(self, told: Sequence[Telling | Doubt]) -> ClaimReading:
        numbered = frozenset(t.fact for t in told if isinstance(t, Telling))
        words = self.reader.words
        return ClaimReading(words, self.likeness, self.message, self.context, self.intent, numbered)

    def _opinion(self) -> Opinion | None:
        learned, message = self.reader.learned, self.message
        if learned is None or not message.text.strip():
            return None
        numbers = self.numbers()
        candidates = [numbers.candidates(i) for i in range(len(message.mentions))]
        return learned.read(message, self.context, candidates)


@dataclass(frozen=True)
class _Statements:
    """What one message comes to."""

    words: PackWords
    message: Message
    intent: IntentName
    context: Context
    claimed: Sequence[Claim]
    read: Sequence[Telling | Doubt]

    def all(self) -> tuple[Statement, ...]:
        tellings = [
            t for t in self.read
            if isinstance(t, Telling) and not self._untimely(t) and t.fact not in self._denied
        ]  # fmt: skip
        void = {
            t.fact: t for t in tellings if self.message.starts_at(Notion.VOID, t.mention.end, 1)
        }
        standing = [t for t in tellings if t not in void.values()]
        told = [*self._claims(), *self._numbers(standing)]
        facts = {s.fact for s in told if isinstance(s, Told | Corrected | Added)}
        withdrawn = [
            Withdrawn(fact=fact, span=(t.mention.start, t.mention.end), because=t.because)
            for fact, t in void.items()
            if fact not in facts
        ]
        told += self._risen(told)
        statements = [*told, *withdrawn, *self._doubts()]
        nothing = self._nothing(statements)
        same = the_same(self.words.outline, self.message, self.context, statements)
        return tuple(sorted((*statements, *nothing, *same), key=lambda s: s.span))

    # -- claims --------------------------------------------------------------------------------

    def _claims(self) -> Iterator[Statement]:
        named: dict[tuple[str, Sense], list[Claim]] = {}
        for claim in self.claimed:
            if self._is_in_doubt(claim):
                continue
            if claim.value:
                named.setdefault((claim.fact, claim.sense), []).append(claim)
            else:
                yield _claim(claim, claim.sense is not Sense.DENIED)
        for several in named.values():
            yield _claim(several[-1], OneOf(tuple(claim.value for claim in several)))

    def _is_in_doubt(self, claim: Claim) -> bool:
        """我们是不是平台，我也说不好."""
        unsure = self.intent is IntentName.DONT_KNOW and self.message.has(Notion.UNSURE)
        return unsure and claim.sense is Sense.TOLD and self.message.has(Notion.WHETHER)

    # -- numbers -------------------------------------------------------------------------------

    def _numbers(self, tellings: Sequence[Telling]) -> Iterator[Statement]:
        groups: dict[tuple[str, Sense], list[Telling]] = {}
        for told in tellings:
            sense = told.sense
            if sense is Sense.ADDED and told.fact not in self.context.told:
                sense = Sense.TOLD  # a part beside other parts, on top of nothing told before
            not_this_year = told.clause.last_year and self._period(told.fact) is Period.THIS_YEAR
            beside = self._is_last_years_beside_this(told, tellings)
            of_before = is_said_to_be_of_before(self.message, told) or self._is_of_before(told)
            if not_this_year or beside or of_before:
                sense = Sense.PAST
            elif sense is Sense.PAST and (
                self._is_the_last_full_year(told, tellings) or is_of_this_year(self.message, told)
            ):
                sense = Sense.TOLD
            groups.setdefault((told.fact, sense), []).append(told)
        for (fact, sense), several in groups.items():
            if all(self._is_a_rise(told) for told in several):
                yield from self._as_increase(fact, several[-1], sense)
                continue
            correcting = self.intent is IntentName.CORRECT
            if sense is Sense.PAST:
                several = of_the_year_before(self.message, several)
                correcting = correcting or self.message.has(Notion.MISTAKE)
            settled = settle(self.words.outline.facts[fact], several, correcting)
            if settled is not None:
                yield self._number(settled[0], settled[1], sense, len(several) == 1)

    def _is_of_before(self, told: Telling) -> bool:
        """去年底入网35家, where this year's is known and nothing is corrected."""
        known = told.fact in self.context.told and told.fact not in self.context.pending
        corrects = self.intent is IntentName.CORRECT or self.message.has(Notion.MISTAKE)
        if not known or corrects or told.sense is Sense.SUPPOSED:
            return False
        return stands_beside_this_year(self.message, told, self._period(told.fact))

    def _is_a_rise(self, told: Telling) -> bool:
        """产值涨了3000万: how much more than the year before is not how much it is."""
        core, end = told.mention.core, told.mention.end
        rises = self.message.covers(Notion.CHANGE, core, end)
        return rises and told.fact in self.words.outline.growing

    def _as_increase(self, whole: str, told: Telling, sense: Sense) -> Iterator[Statement]:
        """比去年多250万 after how much it was: the fact that counts just that, if there is one."""
        facts = self.words.outline.facts
        rises = [f for f, definition in facts.items() if definition.increase_of == whole]
        if len(rises) == 1 and told.value.interval.low >= 0:
            risen = replace(told, fact=rises[0], named=True)
            how = Sense.TOLD if sense is Sense.ADDED else sense
            yield self._number(told.value, risen, how, True)

    def _risen(self, told: Sequence[Statement]) -> list[Statement]:
        """去年120万，今年200万: how much more than the year before, where a policy counts that."""
        found: list[Statement] = []
        for fact, definition in self.words.outline.facts.items():
            whole = definition.increase_of
            before = told_of(told, (whole, fact), "past") if whole else None
            this_year = told_of(told, (whole,), None) or self._sum_told(whole)
            if before is None or this_year is None or told_of(told, (fact,), None):
                continue
            if this_year.unit == before.unit:
                value = Quantity(this_year.interval - before.interval, before.unit, before.approx)
                because, span = Notion.LAST_YEAR.value, (0, len(self.message.text))
                found.append(Told(fact=fact, value=value, named=True, span=span, because=because))
        return found

    def _sum_told(self, fact: str) -> Quantity | None:
        """A sum that was told before, in the currency it was told in."""
        sums, currencies = self.context.sums, self.context.currencies
        if fact not in sums:
            return None
        return Quantity(Interval.exactly(sums[fact]), unit_of(currencies[fact]))

    def _number(self, value: Quantity, told: Telling, sense: Sense, alone: bool) -> Statement:
        fact, span, because = told.fact, (told.mention.start, told.mention.end), told.because
        if sense is Sense.SUPPOSED:
            return Supposed(fact=fact, value=value, span=span, because=because)
        if value.unit.kind == MONEY and value.unit.code not in KNOWN_CURRENCIES:
            return Foreign(fact=fact, value=value, span=span, because=because)
        before = fact in self.context.told
        if sense is Sense.ADDED and before and alone:
            return Added(fact=fact, value=value, span=span, because=because)
        if sense is Sense.TOLD and before and self.intent is IntentName.CORRECT:
            return Corrected(fact=fact, value=value, span=span, because=because)
        mark, named = sense.mark, told.named
        return Told(fact=fact, value=value, mark=mark, named=named, span=span, because=because)

    def _is_the_last_full_year(self, told: Telling, tellings: Sequence[Telling]) -> bool:
        """去年成交六千万, where a year's figure is wanted and this year's is not told beside it."""
        if not told.clause.last_year or self._period(told.fact) is not Period.YEARLY:
            return False
        others = [t for t in tellings if t.fact == told.fact and t is not told]
        return not any(other.sense is Sense.TOLD for other in others)

    def _is_last_years_beside_this(self, told: Telling, tellings: Sequence[Telling]) -> bool:
        """更正：仍为2300票。去年做了1500多票: where this year's is known and told again."""
        if not told.clause.last_year or told.fact not in self.context.told:
            return False
        return any(
            t.fact == told.fact and not t.clause.last_year and t.sense is not Sense.PAST
            and not is_said_to_be_of_before(self.message, t)
            for t in tellings
        )  # fmt: skip

    def _period(self, fact: str) -> Period | None:
        return self.words.outline.facts[fact].counted_over

    def _untimely(self, told: Telling) -> bool:
        """A month's figure is no year's, nor is half a year's; another half may be told as well."""
        yearly = (
            self._period(told.fact) is not None or self.words.outline.facts[told.fact].kind == MONEY
        )
        if not yearly or told.half or is_monthly(self.words.outline.facts[told.fact]):
            return False
        part = told.clause
        if self.message.has(Notion.PER_PERIOD, part.start, part.end):
            return True
        of_a_part = self.message.has(Notion.PART_OF_YEAR, part.start, part.end)
        return of_a_part and self._period(told.fact) is Period.YEARLY

    def _doubts(self) -> Iterator[Statement]:
        for found in self.read:
            if isinstance(found, Doubt):
                mention = found.mention
                part = self.message.clause_at(mention.core)
                if part is None or part.mark_at(mention.core) or part.supposed:
                    continue
                yield Doubtful(
                    mention=mention,
                    facts=found.facts,
                    span=(mention.start, mention.end),
                    because="拿不准",
                )

    # -- none of what was asked ------------------------------------------------------------------

    @cached_property
    def _denied(self) -> tuple[str, ...]:
        """没有出口: the number asked for, if its word is denied and no number stands beside it."""
        message = self.message
        return tuple(
            fact
            for fact in self.context.pending[:1]
            if any(
                message.ends_at(Notion.DENIAL, cue.start)
                and not self._has_number(cue.start)
                and not is_of_a_thing(message, cue)
                for cue in message.word(WordKind.NAME, fact)
            )
        )

    def _has_number(self, place: int) -> bool:
        part = self.message.clause_at(place)
        return part is None or any(part.start <= m.core < part.end for m in self.message.mentions)

    def _nothing(self, statements: Sequence[Statement]) -> Iterator[Statement]:
        pending = self.context.pending
        if len(pending) != 1 or any(says(s, pending[0]) for s in statements):
            return
        definition = self.words.outline.facts[pending[0]]
        if definition.kind not in _COUNTED or any(isinstance(s, Doubtful) for s in statements):
            return
        if nothing_there(definition, self.message) or pending[0] in self._denied:
            value = Quantity(Interval.exactly(0), definition.unit)
            span = (0, len(self.message.text))
            yield Told(fact=pending[0], value=value, span=span, because="答所问")


_COUNTED = (AREA, COUNT, DURATION, MONEY)


def _claim(claim: Claim, value: FactValue) -> Statement:
    fact, span, because = claim.fact, claim.span, claim.because
    if claim.sense is Sense.SUPPOSED:
        return Supposed(fact=fact, value=value, span=span, because=because)
    if claim.sense is Sense.DENIED:
        return Denied(fact=fact, span=span, because=because)
    return Told(fact=fact, value=value, mark=claim.sense.mark, span=span, because=because)
