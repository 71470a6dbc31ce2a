"""The quantities of a message, each given to a fact, to none, or left in doubt."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from policy_engine import COUNT, DURATION, MONEY, RATIO, Quantity, Unit, unit_of

from .asked_whether import is_asked_whether
from .clauses import Clause
from .deciding import NO_QUESTION, answers_alone, decided, opens_alone
from .drawn import is_condition_of_one, is_drawn
from .intents import IntentName
from .language import Notion
from .language.forms import form
from .learned.opinion import Opinion
from .llm.advice import NO_ADVICE, Advice, NumberAdvice
from .log_linear import LogLinear
from .message import Message
from .nothing_features import nothing_features
from .number_features import NumberReading
from .number_filters import says_nothing
from .on_top import comes_on_top
from .pack_words import WordKind
from .quantities import Mention
from .senses import NUMBER_SENSES, Sense
from .several import Telling
from .verdict_features import RuleNumber, number_choices, sense_choices
from .weighed import CERTAIN, Decided, Doubt, Weighed, advised

MOST_NUMBERS = 30
"""What is read is more than a person tells."""
KNOWN_CURRENCIES = ("CNY", "USD")
TEN_THOUSAND, FAR, NEAR = Decimal(10_000), 100, 20
"""A bare number so many times less than the sum told before is not of the same unit, unless
times ten thousand it is not that many times more or less."""
_SCALES = "万亿kKwW"
_NAMING = (WordKind.NAME, WordKind.NOUN, WordKind.SAID, WordKind.SCENE)
_NOT_KEPT = (Sense.PAST, Sense.OTHERS)
"""Nothing is asked about what is taken down in no unit."""
_DECIDING = (Notion.MISTAKE, Notion.NOW, Notion.QUALIFYING)
"""Words beside a number that make it the one that counts among several."""


@dataclass(frozen=True)
class NumberReader:
    """Gives quantities to facts: the rules by the weights of a model, then the verdict."""

    model: LogLinear
    verdict: LogLinear
    senses: LogLinear

    def read(
        self, reading: NumberReading, opinion: Opinion | None = None, advice: Advice = NO_ADVICE
    ) -> Iterator[Telling | Doubt]:
        """What each quantity tells, in reading order."""
        for weighed in self._weighed(reading, opinion):
            told = advice.numbers.get(weighed.index)
            found = advised(
                weighed, self._decided(reading, weighed), told,
                mention=reading.message.mentions[weighed.index],
                askable=reading.intent not in NO_QUESTION,
            )  # fmt: skip
            if isinstance(found, Doubt):
                yield found
            elif found is not None:
                yield from self._told(reading, weighed, *found, told)

    def doubtful(self, reading: NumberReading, opinion: Opinion | None = None) -> frozenset[int]:
        """The quantities of which the readers are unsure or think differently, by their place."""
        found = set()
        for weighed in self._weighed(reading, opinion):
            thought = self._decided(reading, weighed)
            if isinstance(thought, tuple):
                reading.given[weighed.index] = thought[0]
            if weighed.in_doubt or self._unsettled(reading, weighed, thought):
                found.add(weighed.index)
        return frozenset(found)

    def _unsettled(self, reading: NumberReading, weighed: Weighed, thought: Decided) -> bool:
        if isinstance(thought, tuple):
            return max(self._senses(reading, weighed, thought[0])) < CERTAIN
        return isinstance(thought, Doubt)

    def _weighed(self, reading: NumberReading, opinion: Opinion | None) -> Iterator[Weighed]:
        """What both readers think of each quantity that may be a fact, one after another: what is
        given to the earlier ones counts for the later."""
        for index, mention in enumerate(reading.message.mentions[:MOST_NUMBERS]):
            part = reading.message.clause_at(mention.core)
            facts = reading.candidates(index)
            if part is None or not facts or _no_fact(reading, index):
                continue
            void = reading.message.starts_at(Notion.VOID, mention.end, 1)
            mute = void or is_foreign(mention)
            learned = None if opinion is None or mute else opinion.numbers[index]
            rules = self.thought(reading, index, facts)
            if void:  # 6000万不算数: the rules know what that means
                rules = replace(rules, again=max(facts, key=lambda fact: rules.facts[fact]))
            choices = number_choices(rules, learned, facts, reading.context.pending)
            nothing, *shares = self.verdict.probabilities(choices)
            yield Weighed(
                index, part, facts,
                rules=rules, learned=learned, shares=(nothing, shares), mute=mute,
            )  # fmt: skip

    def _told(
        self, reading: NumberReading, weighed: Weighed, fact: str, because: str,
        advice: NumberAdvice | None,
    ) -> Iterator[Telling | Doubt]:  # fmt: skip
        index = weighed.index
        mention = reading.message.mentions[index]
        if advice is not None and advice.fact == fact and not weighed.mute:
            sense = advice.sense
        elif answers_alone(reading, index):
            sense = Sense.TOLD
        else:
            shares = self._senses(reading, weighed, fact)
            sense = NUMBER_SENSES[shares.index(max(shares))]
        if sense is Sense.TOLD and comes_on_top(reading, index, fact):
            sense = Sense.ADDED
        if sense not in _NOT_KEPT:  # last year's figure leaves the fact to this year's
            reading.given[index] = fact
        elif sense is Sense.PAST:
            reading.past[index] = fact
        if unit_in_doubt(reading, fact, mention) and sense not in _NOT_KEPT:
            yield Doubt(mention, (fact,))
        elif sense is not Sense.UNSAID:
            yield _telling(reading, index, weighed.part, fact, sense, because)

    def thought(self, reading: NumberReading, index: int, facts: Sequence[str]) -> RuleNumber:
        """What the rules think of a quantity."""
        features = [features_of(reading, index, fact) for fact in facts]
        nothing, *shares = self.model.probabilities([nothing_features(reading, index), *features])
        return RuleNumber(
            dict(zip(facts, shares, strict=True)),
            nothing,
            rule_sense(reading, index),
            _corrected(reading, facts) or _called_beside_a_yes_or_no(reading, index),
        )

    def _decided(self, reading: NumberReading, weighed: Weighed) -> Decided:
        found = decided(reading, weighed)
        return (found, self._because(reading, weighed, found)) if isinstance(found, str) else found

    def _senses(self, reading: NumberReading, weighed: Weighed, fact: str) -> list[float]:
        """How probable each sense is, supposing that it is this fact."""
        what_if = reading.intent is IntentName.WHAT_IF
        told_before = fact in reading.context.told
        choices = sense_choices(weighed.rules, weighed.learned, told_before, what_if)
        return self.senses.probabilities(choices)

    def _because(self, reading: NumberReading, weighed: Weighed, fact: str) -> str:
        rules, learned = weighed.rules, weighed.learned
        by_weight = self.model.telling(features_of(reading, weighed.index, fact))
        told = "，".join(f"{name} {weight:+.1f}" for name, weight in by_weight)
        network = "" if learned is None else f"；学到的 {math.exp(learned.facts[fact]):.2f}"
        return f"规则 {rules.facts[fact]:.2f}（{told}）{network}"


def _no_fact(reading: NumberReading, index: int) -> bool:
    nothing = reading.tells_nothing(index) or is_drawn(reading, index)
    return nothing or is_condition_of_one(reading, index) or is_asked_whether(reading, index)


def is_foreign(mention: Mention) -> bool:
    """Money of a third currency: the dialog asks for it to be converted, whatever it is of."""
    unit = None if mention.unit is None else unit_of(mention.unit)
    return unit is not None and unit.kind == MONEY and unit.code not in KNOWN_CURRENCIES


def rule_sense(reading: NumberReading, index: int) -> Sense:
    """How the words around a quantity say that it is meant."""
    message, mention = reading.message, reading.message.mentions[index]
    part = message.clause_at(mention.core)
    if part is None:
        return Sense.UNSAID
    if part.supposed:
        return Sense.SUPPOSED
    mark = part.mark_at(mention.core)
    if mark is not None:
        return Sense(mark)
    return Sense.ADDED if message.ends_at(Notion.ON_TOP, mention.end) else Sense.TOLD


def features_of(reading: NumberReading, index: int, fact: str) -> dict[str, float]:
    """Everything that speaks for or against one fact."""
    return {**reading.features(index, fact), **reading.likeness_feature(index, fact)}


def _corrected(reading: NumberReading, facts: Sequence[str]) -> str | None:
    """不对，应该是52家: a correction that names nothing means the fitting fact told last."""
    message, context = reading.message, reading.context
    if reading.intent is not IntentName.CORRECT or len(message.mentions) > 1:
        return None
    if any(True for kind in _NAMING for _ in message.words(kind)):
        return None
    told = [fact for fact in context.told if fact in facts]
    answers = any(fact in facts and fact not in told for fact in context.pending)
    return told[-1] if told and (not answers or _says_it_was_wrong(message)) else None


def _called_beside_a_yes_or_no(reading: NumberReading, index: int) -> str | None:
    """开了一年半 to a yes-or-no question: the one fact not yet told that the words beside it call."""
    pending, part = reading.context.pending, reading.clause(index)
    if len(pending) != 1 or not reading.outline.facts[pending[0]].is_claim:
        return None
    if part is None or part.asks or reading.message.mentions[index].article:
        return None
    called = [fact for fact in reading.called(index) if fact not in reading.context.told]
    return called[0] if len(called) == 1 else None


def _says_it_was_wrong(message: Message) -> bool:
    """不对，应该是三家 is no answer to what was asked next; 应该是三家 may be one."""
    numbers = [message.clause_at(mention.core) for mention in message.mentions]
    return any(
        message.has(Notion.MISTAKE, part.start, part.end)
        for part in message.clauses
        if part not in numbers
    )


def unit_in_doubt(reading: NumberReading, fact: str, mention: Mention) -> bool:
    """A bare 5000 for a turnover may mean 5000 元 or 5000 万元; 今年出口500万: dollars or yuan?"""
    if mention.unit is not None:
        return False
    definition = reading.outline.facts[fact]
    if definition.kind == MONEY and definition.unit.code != "CNY":
        known = fact in reading.context.pending or _told_in(reading, fact) is not None
        return not known and _currency_said(reading, fact) is None
    if not mention.interval.has_ceiling:
        return False
    return definition.kind == DURATION or is_too_little(reading, fact, mention)


def is_too_little(reading: NumberReading, fact: str, mention: Mention) -> bool:
    """A bare 20 is no sum of freight: nobody means so few 元."""
    scaled = mention.unit is not None or any(char in mention.text for char in _SCALES)
    money = reading.outline.facts[fact].kind == MONEY
    if not money or scaled or counts_in_ten_thousands(reading, fact, mention):
        return False
    return bool(0 < mention.interval.high < reading.outline.smallest_plausible(fact))


def counts_in_ten_thousands(reading: NumberReading, fact: str, mention: Mention) -> bool:
    """涨到五千五, where 4200万 was told: a bare number that is near it in 万, and far from it in 元."""
    beside = _last_year(reading, fact, mention)
    before = beside or reading.context.sums.get(fact)
    in_yuan = reading.outline.facts[fact].unit.code == "CNY"
    again = reading.intent is IntentName.CORRECT or fact in reading.context.pending
    corrects = again and not in_yuan
    part = reading.message.clause_at(mention.core)
    supposed = reading.intent is IntentName.WHAT_IF or (part is not None and part.supposed)
    if beside is None and not supposed and not corrects:
        return False  # of what is told for good it is asked
    if before is None or mention.unit is not None or mention.interval.low <= 0:
        return False
    if any(char in mention.text for char in _SCALES):
        return False
    number = mention.interval.low
    return number * FAR < before and before / NEAR <= number * TEN_THOUSAND <= before * NEAR


def currency_named(message: Message) -> Unit | None:
    """我们记的人民币账，1600万: the one currency that the message names outside its numbers."""
    inside = {i for m in message.mentions if m.unit for i in range(m.start, m.end)}
    codes = {
        code
        for code, notion in (("CNY", Notion.YUAN), ("USD", Notion.DOLLARS))
        if any(cue.start not in inside for cue in message.notion(notion))
    }
    return unit_of(codes.pop()) if len(codes) == 1 else None


def _turned_into_dollars(message: Message) -> Unit | None:
    """一千八百万，按几号的汇率折: what is to be made into dollars are yuan."""
    asked = form("turned_into_dollars").search(message.text)
    dollars = any(m.unit in KNOWN_CURRENCIES for m in message.mentions)
    return None if asked is None or dollars else unit_of(KNOWN_CURRENCIES[0])


def _last_year(reading: NumberReading, fact: str, mention: Mention) -> Decimal | None:
    """去年八百万，今年才三百五, 去年三百一十万，今年多了一百一: the figure told beside it of the
    same, or of the whole that it is the increase of."""
    alike = {fact, reading.outline.facts[fact].increase_of}
    beside = {**reading.past, **reading.given}
    mentions = reading.message.mentions
    told = [
        mentions[place].interval.low
        for place, other in sorted(beside.items())
        if other in alike and mentions[place] is not mention
    ]
    return told[-1] if told else None


def _currency_said(reading: NumberReading, fact: str) -> Unit | None:
    """The one currency of a message, named beside its sums or in one of them that tells something
    alike: neither what is paid out (一分钱没有, 能领2万元) nor what was spent."""
    told = {
        m.unit
        for index, m in enumerate(reading.message.mentions)
        if m.unit in KNOWN_CURRENCIES and not _says_no_currency(reading, index, fact)
    }
    named = currency_named(reading.message)
    return named or (unit_of(told.pop()) if len(told) == 1 else None)


def _says_no_currency(reading: NumberReading, index: int, fact: str) -> bool:
    mention = reading.message.mentions[index]
    if says_nothing(reading.message, mention) or is_drawn(reading, index):
        return True
    return reading.is_paid(mention) and not reading.outline.facts[fact].is_cost


def _told_in(reading: NumberReading, fact: str) -> Unit | None:
    """不对，是800万, after 900万美元, is dollars: the currency of what is being corrected."""
    code = reading.context.currencies.get(fact) or _told_of_its_like(reading, fact)
    return unit_of(code) if code is not None else None


def _told_of_its_like(reading: NumberReading, fact: str) -> str | None:
    """The one currency in which every other sum of its measures was told."""
    outline, currencies = reading.outline, reading.context.currencies
    codes = {code for other, code in currencies.items() if outline.related(fact, other)}
    return codes.pop() if len(codes) == 1 else None


def _telling(
    reading: NumberReading, index: int, part: Clause, fact: str, sense: Sense, because: str
) -> Telling:
    message, mention = reading.message, reading.message.mentions[index]
    (start, end), (after, last) = reading.window(index)
    names = [
        *message.word(WordKind.NAME, fact, start, end),
        *message.word(WordKind.NAME, fact, after, last),
    ]
    half = next(
        (
            h.value
            for h in (Notion.FIRST_HALF, Notion.SECOND_HALF)
            if message.has(h, part.start, part.end)
        ),
        "",
    )
    return Telling(
        fact=fact,
        mention=mention,
        clause=part,
        sense=sense,
        value=value_of(reading, fact, mention),
        total=message.ends_at(Notion.SUM, mention.start, 2),
        change=message.ends_at(Notion.CHANGE, mention.start, 1),
        half=half,
        corrects=any(message.has(notion, part.start, part.end) for notion in _DECIDING),
        called=message.text[names[-1].start : names[-1].end] if names else "",
        named=bool(names) or reading.in_scene(index, fact) or _is_meant(reading, index, fact),
        alone=reading.context.pending == (fact,) and opens_alone(reading, index),
        because=because,
    )


def _is_meant(reading: NumberReading, index: int, fact: str) -> bool:
    """现在2500平了, 进出口额总共4456万: what is so now, in all, or is called so, of the one fact
    told that it can be."""
    message, part = reading.message, reading.clause(index)
    if part is None or [f for f in reading.candidates(index) if f in reading.context.told] != [
        fact
    ]:
        return False
    start, end = part.start, part.end
    called = next(message.word(WordKind.GENERIC, fact, start, end), None) is not None
    total = message.ends_at(Notion.SUM, message.mentions[index].start, 2)
    return called or total or any(message.has(n, start, end) for n in (Notion.NOW, Notion.SETTLED))


def value_of(reading: NumberReading, fact: str, mention: Mention) -> Quantity:
    """The value that a quantity gives a fact, in the unit it was told in."""
    definition = reading.outline.facts[fact]
    if definition.kind == MONEY and mention.unit is None:
        said = _turned_into_dollars(reading.message) or currency_named(reading.message)
        if definition.unit.code != "CNY":
            said = said or _currency_said(reading, fact)
        unit = said or _told_in(reading, fact) or definition.unit
        times = TEN_THOUSAND if counts_in_ten_thousands(reading, fact, mention) else Decimal(1)
        return Quantity(mention.interval.scaled(times), unit, mention.approx)
    if definition.kind in (COUNT, RATIO) or mention.unit is None:
        return Quantity(mention.interval, definition.unit, mention.approx)
    return mention.quantity().canonical()
