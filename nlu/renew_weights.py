"""Fitting the fact reader's weights on everything labelled of a policy (`wence nlu train`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from policy_engine import Policy

from .clean import clean
from .context import Context
from .fact_weights import FOLDER
from .fit_readers import answer_examples, claim_examples, number_examples
from .fitting import Example, fit
from .gold import load_sentences
from .gold_sets import DEVELOPMENT, TODAY, Taught, gold_sets
from .log_linear import LogLinear
from .message import Annotator
from .pack_words import PackWords
from .parse import Understanding
from .quantities import scan
from .topic_features import TopicWords

ANSWERS_SOFTNESS = 0.05
TOPICS_SOFTNESS = 0.001


def renew_weights(policy: Policy, understanding: Understanding, folder: Path = FOLDER) -> int:
    """Fit and write the weights; returns on how many sentences. Raises TrainingDataError."""
    taught = [one for _, _, several in gold_sets(policy, understanding) for one in several]
    models = fitted_rules(taught)
    models["topics"] = fit(list(_topic_examples(policy, understanding)), TOPICS_SOFTNESS)
    folder.mkdir(parents=True, exist_ok=True)
    for name, model in models.items():
        model.save(folder / f"{name}.yml")
    return len(taught)


def fitted_rules(taught: Sequence[Taught]) -> dict[str, LogLinear]:
    """The weights of the rules, from sentences."""
    claims = [e for one in taught for e in claim_examples(one.words, one.lesson)]
    answers = [e for one in taught for e in answer_examples(one.words, one.lesson)]
    return {
        "numbers": fit([e for one in taught for e in number_examples(one.words, one.lesson)]),
        "says": fit([says for says, _ in claims]),
        "denies": fit([denies for _, denies in claims if denies is not None]),
        "answers": fit(answers, ANSWERS_SOFTNESS),
    }


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
