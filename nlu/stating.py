"""From what was read of a message to its statements about facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policy_engine import MONEY, Period, Quantity

from .bare_answers import BareAnswerReader
from .claim_features import ClaimReading
from .claims import Claim, ClaimReader
from .clauses import Clause
from .context import Context
from .intents import IntentName
from .language import Notion
from .likeness import Likeness
from .message import Message
from .number_features import NumberReading
from .numbers import Doubt, NumberReader
from .pack_words import PackWords
from .reckoning import reckoned
from .several import Telling, settle
from .statements import (
    Added,
    Corrected,
    Denied,
    Doubtful,
    Foreign,
    Mark,
    Statement,
    Supposed,
    Told,
    Withdrawn,
)

_KNOWN_CURRENCIES = ("CNY", "USD")


@dataclass(frozen=True)
class FactReader:
    """Reads the facts of messages about one pack."""

    words: PackWords
    numbers: NumberReader
    claims: ClaimReader
    answers: BareAnswerReader

    def read(self, message: Message, intent: IntentName, context: Context) -> tuple[Statement, ...]:
        """The statements about facts, in reading order; spans are those of the cleaned text."""
        message = reckoned(message)
        likeness = Likeness(self.words.outline)
        reading = NumberReading(self.words, likeness, message, context, intent)
        told = list(self.numbers.read(reading))
        numbered = frozenset(t.fact for t in told if isinstance(t, Telling))
        asked = ClaimReading(self.words, likeness, message, context, intent, numbered)
        claimed = list(self.claims.read(asked))
        return _Statements(
            self.words, message, intent, context, claimed=claimed, read=told, answers=self.answers
        ).all()


@dataclass(frozen=True)
class _Statements:
    """What one message comes to."""

    words: PackWords
    message: Message
    intent: IntentName
    context: Context
    claimed: Sequence[Claim]
    read: Sequence[Telling | Doubt]
    answers: BareAnswerReader

    def all(self) -> tuple[Statement, ...]:
        tellings = [t for t in self.read if isinstance(t, Telling) and not self._untimely(t)]
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
        statements = [*told, *withdrawn, *self._doubts()]
        answer = self._answer(statements)
        return tuple(sorted((*statements, *answer), key=lambda s: s.span))

    # -- claims --------------------------------------------------------------------------------

    def _claims(self) -> Iterator[Statement]:
        last: dict[tuple[str, bool], Claim] = {}
        for claim in self.claimed:
            last[claim.fact, claim.clause.supposed] = claim
        for claim in last.values():
            yield self._claim(claim)

    def _claim(self, claim: Claim) -> Statement:
        span, because, part = claim.span, claim.because, claim.clause
        if part.supposed:
            return Supposed(fact=claim.fact, value=claim.holds, span=span, because=because)
        mark = self._mark(part, claim.span[0], claim.fact)
        if not claim.holds:
            return Denied(fact=claim.fact, mark=mark, span=span, because=because)
        return Told(fact=claim.fact, value=True, mark=mark, span=span, because=because)

    def _mark(self, part: Clause, place: int, fact: str) -> Mark | None:
        definition = self.words.outline.facts[fact]
        if (
            part.under_construction
            and not definition.true_when_under_construction
            and definition.is_claim
        ):
            return "planned"
        return part.mark_at(place)

    # -- numbers -------------------------------------------------------------------------------

    def _numbers(self, tellings: Sequence[Telling]) -> Iterator[Statement]:
        groups: dict[tuple[str, bool, Mark | None], list[Telling]] = {}
        for told in tellings:
            mark = self._mark(told.clause, told.mention.core, told.fact)
            if told.clause.last_year and self._period(told.fact) is Period.THIS_YEAR:
                mark = "past"
            groups.setdefault((told.fact, told.clause.supposed, mark), []).append(told)
        for (fact, supposed, mark), several in groups.items():
            correcting = self.intent is IntentName.CORRECT
            settled = settle(self.words.outline.facts[fact], several, correcting)
            if settled is not None:
                yield self._number(settled[0], settled[1], supposed, mark, len(several) == 1)

    def _number(
        self, value: Quantity, told: Telling, supposed: bool, mark: Mark | None, alone: bool
    ) -> Statement:
        fact, span, because = told.fact, (told.mention.start, told.mention.end), told.because
        if supposed:
            return Supposed(fact=fact, value=value, span=span, because=because)
        if value.unit.kind == MONEY and value.unit.code not in _KNOWN_CURRENCIES:
            return Foreign(fact=fact, value=value, span=span, because=because)
        before = fact in self.context.told
        if (
            mark is None
            and before
            and alone
            and self.message.ends_at(Notion.ON_TOP, told.mention.end)
        ):
            return Added(fact=fact, value=value, span=span, because=because)
        if mark is None and before and self.intent is IntentName.CORRECT:
            return Corrected(fact=fact, value=value, span=span, because=because)
        named = told.named
        return Told(fact=fact, value=value, mark=mark, named=named, span=span, because=because)

    def _period(self, fact: str) -> Period | None:
        return self.words.outline.facts[fact].counted_over

    def _untimely(self, told: Telling) -> bool:
        """A month's figure is no year's, nor is half a year's; another half may be told as well."""
        yearly = (
            self._period(told.fact) is not None or self.words.outline.facts[told.fact].kind == MONEY
        )
        if not yearly or told.half:
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

    # -- the bare answer -----------------------------------------------------------------------

    def _answer(self, statements: Sequence[Statement]) -> Iterator[Statement]:
        pending = self.context.pending
        if len(pending) != 1 or any(_says(s, pending[0]) for s in statements):
            return
        counted = bool(self.message.mentions) and self.words.outline.facts[pending[0]].is_claim
        if (statements or counted) and not self._begins_with_an_answer():
            return
        value = self.answers.read(self.words.outline, self.message, self.intent, self.context)
        if value is None or (
            not isinstance(value, bool) and any(isinstance(s, Doubtful) for s in statements)
        ):
            return
        span = (0, len(self.message.text))
        if value is False:
            yield Denied(fact=pending[0], span=span, because="答所问")
        else:
            yield Told(fact=pending[0], value=value, span=span, because="答所问")

    def _begins_with_an_answer(self) -> bool:
        first = self.message.clauses[0]
        return any(self.message.has(n, first.start, first.end) for n in (Notion.YES, Notion.NO))


def _says(statement: Statement, fact: str) -> bool:
    told = getattr(statement, "fact", None)
    return told == fact and getattr(statement, "mark", None) is None
