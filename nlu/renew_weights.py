"""Fitting the fact reader's weights on everything labelled of a policy (`wence nlu train`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from policy_engine import Policy

from .clean import clean
from .context import Context
from .fact_weights import FOLDER
from .fit_readers import (
    Lesson,
    answer_examples,
    claim_examples,
    lesson,
    number_examples,
)
from .fitting import Example, fit
from .gold import GoldSentence, load_sentences
from .labelled import as_gold, load_labelled
from .loading import local_classifier
from .message import Annotator
from .pack_words import PackWords
from .parse import Understanding, as_meant
from .quantities import scan
from .topic_features import TopicWords
from .training_packs import load_training_pack, training_packs

DEVELOPMENT, LABELLED = Path("评测", "开发"), "训练"
"""Of a pack's folder: gold sentences that may be tuned on, and labelled training sentences."""
TODAY = date(2026, 3, 1)
ANSWERS_SOFTNESS = 0.05
TOPICS_SOFTNESS = 0.001


def renew_weights(policy: Policy, understanding: Understanding, folder: Path = FOLDER) -> int:
    """Fit and write the weights; returns on how many sentences. Raises TrainingDataError."""
    taught = [*_of_the_policy(policy, understanding), *_of_training_packs(understanding)]
    claims = [example for words, one in taught for example in claim_examples(words, one)]
    models = {
        "numbers": fit([e for words, one in taught for e in number_examples(words, one)]),
        "says": fit([says for says, _ in claims]),
        "denies": fit([denies for _, denies in claims if denies is not None]),
        "answers": fit(
            [e for words, one in taught for e in answer_examples(words, one)], ANSWERS_SOFTNESS
        ),
    }
    models["topics"] = fit(list(_topic_examples(policy, understanding)), TOPICS_SOFTNESS)
    folder.mkdir(parents=True, exist_ok=True)
    for name, model in models.items():
        model.save(folder / f"{name}.yml")
    return len(taught)


Taught = tuple[PackWords, Lesson]


def _of_the_policy(policy: Policy, understanding: Understanding) -> Iterator[Taught]:
    sentences = load_sentences(policy, policy.directory / DEVELOPMENT)
    for file in sorted((policy.directory / LABELLED).glob("*.jsonl")):
        sentences += map(as_gold, load_labelled(policy.facts, file))
    for gold in sentences:
        yield understanding.words, _lesson(understanding, gold)


def _of_training_packs(understanding: Understanding) -> Iterator[Taught]:
    """Sentences about other policies, so that the weights hold for those never seen."""
    for folder in training_packs().values():
        words = load_training_pack(folder)
        other = replace(understanding, words=words, classifier=local_classifier(words))
        for file in sorted(folder.glob("*.jsonl")):
            for sentence in load_labelled(words.outline.facts, file):
                yield words, _lesson(other, as_gold(sentence))


def _lesson(understanding: Understanding, gold: GoldSentence) -> Lesson:
    context = Context(TODAY, gold.pending, roles=gold.roles, told=gold.told)
    text = understanding.words.sounds.corrected(clean(gold.text).text)
    message = understanding.annotated(text, context)
    heard = understanding.classified(message).name
    return lesson(gold, message, as_meant(heard, message, context), context)


def _topic_examples(policy: Policy, understanding: Understanding) -> Iterator[Example]:
    """Every measure of every sentence; once more as if nobody had written down the pack's words."""
    sentences = load_sentences(policy, policy.directory / DEVELOPMENT)
    sense = understanding.topics.words.sense
    for words in (understanding.words, PackWords(understanding.outline)):
        topics, annotator = TopicWords(words, sense), Annotator.of(words)
        for gold in sentences:
            text = words.sounds.corrected(clean(gold.text).text)
            message = annotator.annotated(text, scan(text), TODAY)
            found = topics.features(message, Context(TODAY, gold.pending))
            for measure, features in found.items():
                yield Example([features, {}], 0 if measure in gold.topics else 1)
