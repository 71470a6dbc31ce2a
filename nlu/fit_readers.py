"""Fitting the weights of the fact reader from gold sentences (`wence nlu train`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policy_engine import FactValue, Quantity

from .bare_answers import answer_choices, answer_features
from .claim_features import ClaimReading
from .clauses import Clause
from .context import Context
from .fitting import Example
from .gold import GoldSentence
from .intents import IntentName
from .likeness import Likeness
from .message import Message
from .nothing_features import nothing_features
from .number_features import NumberReading
from .numbers import features_of, value_of
from .pack_words import PackWords, WordKind
from .reckoning import reckoned
from .same_value import same

NOTHING = 0
"""The place of “no fact” among the choices of a quantity."""


@dataclass(frozen=True)
class Lesson:
    """One gold sentence as the reader sees it."""

    gold: GoldSentence
    message: Message
    intent: IntentName
    context: Context


def lesson(gold: GoldSentence, message: Message, intent: IntentName, context: Context) -> Lesson:
    """A gold sentence, annotated."""
    return Lesson(gold, reckoned(message), intent, context)


# -- numbers ------------------------------------------------------------------------------------


def number_examples(words: PackWords, lesson: Lesson) -> Iterator[Example]:
    """What each quantity of a sentence is, among what it could be."""
    reading = NumberReading(
        words, Likeness(words.outline), lesson.message, lesson.context, lesson.intent
    )
    targets = _targets(reading, lesson.gold)
    matched = set(targets.values())
    unmatched = any(
        isinstance(v, Quantity) and f not in matched for f, v in lesson.gold.facts.items()
    )
    for index, mention in enumerate(lesson.message.mentions):
        facts = reading.candidates(index)
        part = lesson.message.clause_at(mention.core)
        if not facts or part is None or reading.is_replaced(mention):
            continue
        fact = targets.get(index)
        if fact is None and (unmatched or _is_marked(part, mention.core)):
            continue
        choices = [
            nothing_features(reading, index),
            *(features_of(reading, index, f) for f in facts),
        ]
        yield Example(choices, NOTHING if fact is None else 1 + facts.index(fact))
        if fact is not None:
            reading.given[index] = fact


def _is_marked(part: Clause, place: int) -> bool:
    """Whether a fact told there would be none of the speaker's present anyway."""
    return part.supposed or part.last_year or part.mark_at(place) is not None


def _targets(reading: NumberReading, gold: GoldSentence) -> dict[int, str]:
    """Which quantity each number fact of a gold sentence is told by."""
    found: dict[int, str] = {}
    for fact, value in (*gold.facts.items(), *gold.marked):
        if not isinstance(value, Quantity):
            continue
        fitting = [
            index
            for index, mention in enumerate(reading.message.mentions)
            if index not in found
            and fact in reading.candidates(index)
            and same(value, value_of(reading, fact, mention))
        ]
        if fitting:
            found[max(fitting, key=lambda index: (_is_named(reading, index, fact), index))] = fact
    return found


def _is_named(reading: NumberReading, index: int, fact: str) -> bool:
    return any(
        next(reading.message.word(WordKind.NAME, fact, *window), None) is not None
        for window in reading.window(index)
    )


# -- bare answers -------------------------------------------------------------------------------


def answer_examples(words: PackWords, lesson: Lesson) -> Iterator[Example]:
    """What a message that names nothing says to the yes-or-no question just asked."""
    pending = lesson.context.pending
    if len(pending) != 1 or not words.outline.facts[pending[0]].is_claim:
        return
    if any(fact == pending[0] for fact, _ in lesson.gold.marked):
        return
    value = lesson.gold.facts.get(pending[0])
    place = 2 if not isinstance(value, bool) else 0 if value else 1
    yield Example(answer_choices(answer_features(lesson.message, lesson.intent)), place)


# -- claims -------------------------------------------------------------------------------------


ClaimExample = tuple[Example, Example | None]
"""Whether a clause says anything of a claim, and if so whether it denies it."""


def claim_examples(words: PackWords, lesson: Lesson) -> Iterator[ClaimExample]:
    """What each clause says of each claim it concerns."""
    numbered = frozenset(f for f, v in lesson.gold.facts.items() if isinstance(v, Quantity))
    reading = ClaimReading(
        words, Likeness(words.outline), lesson.message, lesson.context, lesson.intent, numbered
    )
    for fact, definition in words.outline.facts.items():
        if not definition.is_claim:
            continue
        parts = [part for part in lesson.message.clauses if reading.concerns(fact, part)]
        value = lesson.gold.facts.get(fact)
        if isinstance(value, bool):
            if not parts:
                continue
            best = max(parts, key=lambda part: (_strength(reading, fact, part, value), part.start))
            yield _claim_example(reading, fact, best, value)
            continue
        if any(fact == marked for marked, _ in lesson.gold.marked):
            continue
        for part in parts:
            evidence = reading.evidence(fact, part)
            if not _is_marked(part, evidence.start if evidence else part.start):
                yield _claim_example(reading, fact, part, None)


def _strength(reading: ClaimReading, fact: str, part: Clause, value: FactValue) -> int:
    """How plainly a clause says it: the one that does so most plainly is what the gold rests on."""
    kinds = (WordKind.NOUN, WordKind.SAID, WordKind.DENIED)
    strength = sum(
        place + 1
        for place, kind in enumerate(kinds)
        if next(reading.message.word(kind, fact, part.start, part.end), None) is not None
    )
    denied = {n for n in reading.denial_features(fact, part) if n.startswith("denied ")}
    return strength + 4 * (bool(denied) is (value is False))


def _claim_example(
    reading: ClaimReading, fact: str, part: Clause, value: bool | None
) -> ClaimExample:
    features = reading.features(fact, part)
    says = Example([features, {}], 1 if value is None else 0)
    if value is None:
        return says, None
    return says, Example([reading.denial_features(fact, part), {}], 1 if value else 0)
