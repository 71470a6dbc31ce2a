"""Roles and properties that a message claims or denies: 我们平台…, 没有海外仓, 一站式都有."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from policy_engine import UNLISTED

from .acts.words import act_words
from .bare_answers import BareAnswerReader, whole_answer
from .by_part import told_by_part
from .claim_features import ClaimReading
from .clauses import Clause
from .intents import IntentName
from .language import Notion
from .language.acts import Act
from .language.forms import form
from .learned.opinion import ClaimOpinion, Opinion
from .llm.advice import NO_ADVICE, Advice
from .log_linear import LogLinear
from .message import Message
from .named_values import claim_sense, value_thought
from .not_ones_own import (
    asks_whether_nothing_is_paid,
    is_only_planned,
    is_plainly_denied,
    says_something_else,
    says_there_is_none,
    sense_of_what_is_named,
)
from .of_this_year import of_this_year
from .ordinal_years import names_whose_year_it_is
from .pack_words import OF_A_FACT
from .senses import CLAIM_SENSES, Sense
from .told_before import takes_back_unsaid
from .unread_claims import believed, is_of_another
from .verdict_features import RuleClaim, claim_choices
from .weighed import LLM, claim_in_doubt
from .weighed_claim import WeighedClaim, plainly_told

SURE, SURE_AWAY = 0.6, 0.7
"""A sense so probable is taken, a more probable one of a policy that the network never read of."""
_NO_ANSWERS = {
    IntentName.GREET, IntentName.THANK, IntentName.BYE, IntentName.HELP, IntentName.RESTART,
    IntentName.HANDOFF, IntentName.DONT_KNOW,
}  # fmt: skip
NO_ANSWER = 0.8
"""So probably neither yes nor no, a message (你好) does not answer what was asked."""
WEAK = 0.3
_ANSWERS = (Sense.TOLD, Sense.DENIED, Sense.PLANNED)
MOST_CLAUSES = 120


@dataclass(frozen=True, slots=True)
class Claim:
    """What a message says of a yes-or-no fact, or (`value`) of a named one; the words it rests
    on, and why."""

    fact: str
    sense: Sense
    span: tuple[int, int]
    because: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class _Clause:
    """Of one clause: whether it says anything of a fact, and whether that denies it."""

    said: float
    denied: float
    sense: Sense
    span: tuple[int, int]
    because: str


@dataclass(frozen=True)
class ClaimReader:
    """Reads claims: by rule two models tell whether anything is said of a fact and whether that
    denies it, a third what a bare answer says; the verdict weighs them against the network."""

    says: LogLinear
    denies: LogLinear
    answers: BareAnswerReader
    verdict: LogLinear

    def read(
        self, reading: ClaimReading, opinion: Opinion | None = None, advice: Advice = NO_ADVICE
    ) -> Iterator[Claim]:
        """What is said of each yes-or-no fact and each named one."""
        every = list(self._weighed(reading, opinion))
        plain = [w for w in every if plainly_told(w.rules)]
        away = any(w.is_away for w in every)
        by_part = told_by_part(reading) if away else {}
        for fact, (sense, span) in by_part.items():
            named = not reading.outline.facts[fact].is_claim
            told_so = Sense.TOLD if named else sense
            because = reading.message.text[slice(*span)]
            yield Claim(fact, told_so, span, because, UNLISTED if named else "")
        for weighed in every:
            if weighed.fact in by_part:
                continue
            told = advice.claims.get((weighed.fact, weighed.value))
            sense = self._meant(weighed, reading) if told is None else told.sense
            if told is None and is_of_another(weighed, plain, reading.message):
                continue
            if sense is Sense.UNSAID or (weighed.value and sense is Sense.DENIED):
                continue
            span, because = weighed.span, _why(weighed)
            if told is not None:
                span, because = told.span, f"{because}；{LLM}"
            yield Claim(weighed.fact, sense, span, because, weighed.value)

    def doubtful(
        self, reading: ClaimReading, opinion: Opinion | None = None
    ) -> frozenset[tuple[str, str]]:
        """The claims of which the readers are unsure or think differently, by fact and value."""
        if _names_nothing(reading.message):
            return frozenset()
        return frozenset(
            (weighed.fact, weighed.value)
            for weighed in self._weighed(reading, opinion)
            if _certain(weighed.rules.answer) is None
            and claim_in_doubt(weighed.shares, weighed.rules, weighed.learned)
        )

    def thought(
        self, reading: ClaimReading, fact: str, answer: Mapping[Sense, float]
    ) -> tuple[RuleClaim, _Clause | None]:
        """What the rules think of a fact, and of the clause that says it most plainly."""
        clauses = [
            self._clause(reading, fact, part)
            for part in reading.message.clauses[:MOST_CLAUSES]
            if reading.concerns(fact, part)
        ]
        best = max(clauses, key=lambda c: (c.said >= SURE, c.said >= SURE or c.said, c.span)) if (
            clauses
        ) else None  # fmt: skip
        asked, answers = _asked(reading, fact, answer)
        if best is None:
            return RuleClaim(answer=answers, asked=asked), None
        return RuleClaim(best.said, best.denied, best.sense, answers, asked), best

    def _weighed(self, reading: ClaimReading, opinion: Opinion | None) -> Iterator[WeighedClaim]:
        """What both readers think of everything that may be claimed."""
        answer = self.answers.shares(reading)
        if _names_nothing(reading.message):
            opinion = None
        for fact, definition in reading.outline.facts.items():
            if fact in reading.words.narrowing:
                continue
            if definition.options is not None:
                for value in definition.options.listed:
                    rules, span = value_thought(reading, fact, value)
                    learned = None if opinion is None else opinion.claims.get((fact, value))
                    yield self._compared(fact, value, rules, learned, span=span)
            elif definition.is_claim:
                learned = None if opinion is None else opinion.claims.get((fact, ""))
                rules, clause = self.thought(reading, fact, answer)
                span = _span(reading, clause, learned)
                because = "" if clause is None else clause.because
                yield self._compared(fact, "", rules, learned, span=span, because=because)

    def _compared(
        self, fact: str, value: str, rules: RuleClaim, learned: ClaimOpinion | None, *,
        span: tuple[int, int], because: str = "",
    ) -> WeighedClaim:  # fmt: skip
        shares = self.verdict.probabilities(claim_choices(rules, learned))
        return WeighedClaim(fact, value, rules, learned, shares, span, because=because)

    def _meant(self, weighed: WeighedClaim, reading: ClaimReading) -> Sense:
        sense = self._answered(weighed, reading)
        if sense is Sense.DENIED and _denies_nothing(reading, weighed):
            return Sense.UNSAID
        if weighed.value:
            return sense
        if sense is Sense.UNSAID and is_plainly_denied(reading, weighed.fact):
            return Sense.DENIED
        if sense in (Sense.TOLD, Sense.DENIED) and is_only_planned(reading, weighed.fact, sense):
            return Sense.PLANNED
        if sense in (Sense.UNSAID, Sense.TOLD) and says_there_is_none(reading, weighed.fact):
            return Sense.DENIED
        if sense is not Sense.TOLD:
            return sense
        return sense_of_what_is_named(reading, weighed.fact) or sense

    def _answered(self, weighed: WeighedClaim, reading: ClaimReading) -> Sense:
        """What is decided, as the answer to what may have been asked."""
        sense = self._decided(weighed, reading)
        if sense is Sense.PAST and reading.asks_ever(weighed.fact):
            return Sense.TOLD
        by_year = None if weighed.value else of_this_year(reading, weighed.fact)
        if by_year is not None:
            return by_year
        certain = _certain(weighed.rules.answer) is not None
        answers = sense in _ANSWERS and weighed.rules.said < WEAK and not certain
        if answers and says_something_else(reading, weighed.fact, sense):
            return Sense.UNSAID
        if answers and names_whose_year_it_is(reading, weighed.fact):
            return Sense.UNSAID
        return sense

    def _decided(self, weighed: WeighedClaim, reading: ClaimReading) -> Sense:
        certain = _certain(weighed.rules.answer)
        if certain is not None:
            return certain
        if weighed.value and weighed.rules.asked == "alone":
            return weighed.rules.sense  # a name that was asked for, and was said
        share, sense = max(zip(weighed.shares, CLAIM_SENSES, strict=True))
        away = weighed.is_away
        by_rule = believed(weighed, reading, sense) if away else None
        if by_rule is not None:
            return by_rule
        if sense is Sense.TOLD and _is_taken_as_not(weighed, reading.message):
            return Sense.DENIED
        if sense is Sense.TOLD and self._is_of_none(weighed.rules, reading):
            return Sense.UNSAID
        if sense is Sense.DENIED and plainly_told(weighed.rules):
            return Sense.TOLD  # 我们有海外仓 holds no word that could deny it
        return sense if share >= (SURE_AWAY if away else SURE) else Sense.UNSAID

    @staticmethod
    def _is_of_none(rules: RuleClaim, reading: ClaimReading) -> bool:
        """我自己在外面住，都没有那些: of what was listed it names nothing and denies it all."""
        listed = rules.asked == "with others" and rules.said < WEAK
        return listed and any(
            not part.asks and act_words(part.text).has(Act.NONE_OF_THEM)
            for part in reading.message.clauses
        )

    def _clause(self, reading: ClaimReading, fact: str, part: Clause) -> _Clause:
        features = reading.features(fact, part)
        denied = self.denies.probability(reading.denial_features(fact, part))
        evidence = reading.evidence(fact, part)
        span = (evidence.start, evidence.end) if evidence else (part.start, part.end)
        told = "，".join(f"{name} {weight:+.1f}" for name, weight in self.says.telling(features))
        sense = claim_sense(reading, fact, part, span[0])
        return _Clause(self.says.probability(features), denied, sense, span, told)


def _asked(
    reading: ClaimReading, fact: str, answer: Mapping[Sense, float]
) -> tuple[str, Mapping[Sense, float]]:
    """Whether a fact was asked for and may be answered, and what a bare answer says of it."""
    pending = reading.context.pending
    if fact not in pending:
        return "", {}
    if reading.intent in _NO_ANSWERS and _certain(answer) is None:
        return "", {}
    if len(pending) > 1:
        return "with others", {}
    return ("" if answer.get(Sense.UNSAID, 0.0) >= NO_ANSWER else "alone"), answer


def _denies_nothing(reading: ClaimReading, weighed: WeighedClaim) -> bool:
    """Whether what was heard as a no is none of this claim."""
    message = reading.message
    if _only_numbers_deny(message) or takes_back_unsaid(reading, weighed):
        return True
    if weighed.value:
        return False
    return _only_asks(message) or asks_whether_nothing_is_paid(reading, weighed.fact)


def _only_numbers_deny(message: Message) -> bool:
    """去年390万，那个是去年的: numbers are told, and no word says that anything is not so."""
    return bool(message.mentions) and not any(message.has(notion) for notion in _DENYING)


def _only_asks(message: Message) -> bool:
    """那我还差什么: a question with no word that says that anything is not so."""
    asks = bool(message.clauses) and all(part.asks for part in message.clauses)
    return asks and not any(message.has(notion) for notion in _DENYING)


_DENYING = (
    Notion.DENIAL, Notion.DOUBLE_DENIAL, Notion.NO, Notion.NOTHING, Notion.STOPPED, Notion.ONLY,
    Notion.ELSEWHERE, Notion.UNQUALIFIED, Notion.NOT_OPEN, Notion.UNDER_CONSTRUCTION, Notion.PLAN,
    Notion.OTHERS, Notion.VOID, Notion.TAKE_AWAY, Notion.FORMERLY, Notion.SHORT, Notion.MISTAKE,
)  # fmt: skip


def _is_taken_as_not(weighed: WeighedClaim, message: Message) -> bool:
    """资源型的边文件没写明白，那先按不是算: in the clause that names it, or in the next, which
    names nothing."""
    said, parts = form("taken_as_not"), message.clauses
    at = next((i for i, p in enumerate(parts) if p.start <= weighed.span[0] < p.end), None)
    if at is None or not said.search(message.text):
        return False
    nameless = [p for p in parts[at + 1 : at + 2] if not _names_a_fact(message, p)]
    return any(said.search(part.text) for part in (parts[at], *nameless))


def _names_a_fact(message: Message, part: Clause) -> bool:
    return any(True for kind in OF_A_FACT for _ in message.words(kind, part.start, part.end))


def _names_nothing(message: Message) -> bool:
    """Whether a message is all yes, all no or all numbers: the network has nothing to go by."""
    return whole_answer(message) is not None or _only_numbers(message)


def _only_numbers(message: Message) -> bool:
    """2000平: no word that could claim anything."""
    told = {place for m in message.mentions for place in range(m.start, m.end)}
    return bool(told) and not any(
        char.isalpha() for place, char in enumerate(message.text) if place not in told
    )


def _certain(answer: Mapping[Sense, float]) -> Sense | None:
    """The yes or no, to the one thing asked, of a message that is nothing else."""
    return next((sense for sense in (Sense.TOLD, Sense.DENIED) if answer.get(sense) == 1.0), None)


def _span(
    reading: ClaimReading, clause: _Clause | None, learned: ClaimOpinion | None
) -> tuple[int, int]:
    if clause is not None and clause.said >= SURE:
        return clause.span
    if learned is not None and learned.span[1] > learned.span[0]:
        return learned.span
    return (0, len(reading.message.text))


def _why(weighed: WeighedClaim) -> str:
    rules, learned = weighed.rules, weighed.learned
    told = f"（{weighed.because}）" if weighed.because else ""
    answer = f"，答所问 {max(rules.answer.values()):.2f}" if rules.answer else ""
    network = "" if learned is None else f"；学到的 {1 - math.exp(learned.unsaid):.2f}"
    return f"规则 {rules.said:.2f}{told}{answer}{network}"
