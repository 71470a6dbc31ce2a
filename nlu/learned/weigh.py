"""Fitting how the two readers are weighed against each other (`make reader`):
`python -m nlu.learned.weigh FOLDER…`, one folder a part of the sentences that a network was
trained without. Neither reader has learned from what it is weighed on.
"""

from __future__ import annotations

import math
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from policy_engine import load_policy

from ..claim_features import ClaimReading
from ..fact_weights import FOLDER, VERDICTS, rules_of
from ..fitting import Example, fit
from ..gold_sets import Taught, gold_sets
from ..intents import IntentName
from ..likeness import Likeness
from ..loading import load_understanding
from ..log_linear import LogLinear
from ..named_values import value_thought
from ..number_features import NumberReading
from ..renew_weights import fitted_rules
from ..senses import CLAIM_SENSES, NUMBER_SENSES, Sense
from ..stating import FactReader
from ..training_packs import home_pack
from ..verdict_features import RuleClaim, claim_choices, number_choices, sense_choices
from .lessons import IGNORED, NOTHING, Row, row
from .opinion import ClaimOpinion, NumberOpinion, sense_of
from .reader import by_status
from .sayings import Saying, Sayings
from .statuses import STATUSES

SIZE = 48
"""Sentences that the training scored at once."""
SOFTNESS = 0.002
PLAIN, KEPT = 0.03, 0.02
"""Of what both readers hold for unsaid (up to this much) a small share is enough."""

Array = NDArray[np.float32]


@dataclass(frozen=True)
class Score:
    """What a network thinks of one sentence: quantities by facts and nothing, quantities by
    statuses, facts by statuses; `at_home`: whether it learned of the policy from other authors."""

    pairs: Array
    statuses: Array
    claims: Array
    at_home: bool


@dataclass(frozen=True)
class Scores:
    """What a network thinks of a set that it did not learn from, in batches of `SIZE`."""

    arrays: Mapping[str, NDArray[np.generic]]
    name: str
    at_home: bool
    """Of the first policy other authors were learned from, of the others nobody."""

    def by_sentence(self) -> dict[int, Score]:
        """By the fingerprint of each sentence."""
        found: dict[int, Score] = {}
        line, batch = 0, -1
        for place, (sentence, count) in enumerate(self.arrays[f"{self.name}|sentences"].tolist()):
            if place // SIZE != batch:
                line, batch = 0, place // SIZE
                pairs, statuses, claims = (self._part(batch, kind) for kind in _KINDS)
            until = line + count
            found[sentence] = Score(
                pairs[line:until], statuses[line:until], claims[place % SIZE], self.at_home
            )
            line = until
        return found

    def _part(self, batch: int, kind: str) -> Array:
        return self.arrays[f"{self.name}|{batch}|{kind}"].astype(np.float32)


_KINDS = ("pairs", "statuses", "claims")


@dataclass
class Examples:
    """For each of the three verdicts."""

    numbers: list[Example]
    senses: list[Example]
    claims: list[Example]


def weigh(folders: Sequence[Path]) -> dict[str, LogLinear]:
    """Fit the verdicts and write them. Raises PackError and TrainingDataError."""
    policy = load_policy(home_pack())
    sets = list(gold_sets(policy, load_understanding(policy)))
    found = Examples([], [], [])
    for folder in folders:
        arrays = dict(np.load(folder / "scores.npz"))
        held = {key.split("|")[0] for key in arrays}
        others = [one for name, _, several in sets if name not in held for one in several]
        rules = rules_of(fitted_rules(others))
        for name, pack, several in sets:
            if name in held:
                at_home = pack == policy.directory.name
                _add(found, Scores(arrays, name, at_home), several, rules)
    models = (found.numbers, found.senses, found.claims)
    verdicts = {
        name: fit(examples, SOFTNESS) for name, examples in zip(VERDICTS, models, strict=True)
    }
    for name, model in verdicts.items():
        model.save(FOLDER / f"{name}.yml")
    return verdicts


def _add(found: Examples, scores: Scores, taught: Sequence[Taught], rules: FactReader) -> None:
    """The examples of a set; sentences that changed since they were scored are left out."""
    chance, known = random.Random(scores.name), scores.by_sentence()
    for one in taught:
        marks, count = row(one), len(one.lesson.message.mentions)
        score = known.get(marks["sentence"])
        if score is None or len(score.pairs) != count:
            continue
        numbers = [_number(one, score, i) for i in range(count)]
        told = list(_numbers(one, marks, numbers, rules, found))
        _claims(one, marks, score, told=told, rules=rules, found=found, chance=chance)


def _number(taught: Taught, score: Score, index: int) -> NumberOpinion:
    pairs = score.pairs[index]
    places = Sayings(taught.words).places
    facts = {fact: float(pairs[p]) for (fact, value), p in places.items() if not value}
    statuses = by_status(score.statuses[index])
    return NumberOpinion(facts, float(pairs[len(places)]), statuses, score.at_home)


def _numbers(
    taught: Taught,
    marks: Row,
    opinions: Sequence[NumberOpinion],
    rules: FactReader,
    found: Examples,
) -> Iterator[str]:
    """The examples of quantities; yields the facts that are told."""
    one = taught.lesson
    outline = taught.words.outline
    reading = NumberReading(taught.words, Likeness(outline), one.message, one.context, one.intent)
    sayings = Sayings(taught.words).all
    for index, opinion in enumerate(opinions):
        facts, target = reading.candidates(index), marks["targets"][index]
        facts = [fact for fact in facts if fact in opinion.facts]
        if (
            not facts
            or target == IGNORED
            or reading.tells_nothing(index)
            or one.message.clause_at(one.message.mentions[index].core) is None
        ):
            continue
        thought = rules.numbers.thought(reading, index, facts)
        choices = number_choices(thought, opinion, facts, one.context.pending)
        if target == NOTHING:
            found.numbers.append(Example(choices, 0))
            continue
        fact = sayings[target].fact
        found.numbers.append(Example(choices, 1 + facts.index(fact)))
        reading.given[index] = fact
        yield fact
        status = marks["statuses"][index]
        if taught.statements is not None and status != IGNORED:
            sense = sense_of(STATUSES[status])
            what_if = one.intent is IntentName.WHAT_IF
            senses = sense_choices(thought, opinion, fact in one.context.told, what_if)
            wanted = Sense.TOLD if sense is Sense.DENIED else sense
            found.senses.append(Example(senses, NUMBER_SENSES.index(wanted)))


def _claims(
    taught: Taught,
    marks: Row,
    score: Score,
    *,
    told: Sequence[str],
    rules: FactReader,
    found: Examples,
    chance: random.Random,
) -> None:
    one, outline = taught.lesson, taught.words.outline
    reading = ClaimReading(
        taught.words, Likeness(outline), one.message, one.context, one.intent, frozenset(told)
    )
    answer = rules.claims.answers.shares(reading)
    for place, saying in enumerate(Sayings(taught.words).all):
        if not saying.is_claim or place in marks["unknown"]:
            continue
        logs = score.claims[place]
        opinion = ClaimOpinion(float(logs[0]), by_status(logs[1:]), at_home=score.at_home)
        thought = _thought(rules, reading, saying, answer)
        status = marks["claims"].get(str(place))
        sense = Sense.UNSAID if status is None else sense_of(STATUSES[status])
        sense = Sense.TOLD if sense is Sense.ADDED else sense
        plain = thought.said < PLAIN and math.exp(opinion.unsaid) > 1 - PLAIN
        if plain and not thought.answer and sense is Sense.UNSAID and chance.random() > KEPT:
            continue
        weight = 1 / KEPT if plain and sense is Sense.UNSAID and not thought.answer else 1.0
        found.claims.append(
            Example(claim_choices(thought, opinion), CLAIM_SENSES.index(sense), weight)
        )


def _thought(
    rules: FactReader, reading: ClaimReading, saying: Saying, answer: Mapping[Sense, float]
) -> RuleClaim:
    if saying.value:
        return value_thought(reading, saying.fact, saying.value)[0]
    return rules.claims.thought(reading, saying.fact, answer)[0]


if __name__ == "__main__":
    weigh([Path(one) for one in sys.argv[1:]])
