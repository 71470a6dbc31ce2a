"""Fitting the fact reader's weights on everything labelled of a policy (`wence nlu train`)."""

from __future__ import annotations

from collections.abc import Iterator
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
from .fitting import fit
from .gold import GoldSentence, load_sentences
from .labelled import as_gold, load_labelled
from .parse import Understanding, as_meant

DEVELOPMENT, LABELLED = Path("评测", "开发"), "训练"
"""Of a pack's folder: gold sentences that may be tuned on, and labelled training sentences."""
TODAY = date(2026, 3, 1)
ANSWERS_SOFTNESS = 0.05


def renew_weights(policy: Policy, understanding: Understanding, folder: Path = FOLDER) -> int:
    """Fit and write the weights; returns on how many sentences. Raises TrainingDataError."""
    lessons = [_lesson(understanding, gold) for gold in _sentences(policy)]
    words = understanding.words
    claims = [example for one in lessons for example in claim_examples(words, one)]
    models = {
        "numbers": fit([e for one in lessons for e in number_examples(words, one)]),
        "says": fit([says for says, _ in claims]),
        "denies": fit([denies for _, denies in claims if denies is not None]),
        "answers": fit(
            [e for one in lessons for e in answer_examples(words, one)], ANSWERS_SOFTNESS
        ),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, model in models.items():
        model.save(folder / f"{name}.yml")
    return len(lessons)


def _sentences(policy: Policy) -> Iterator[GoldSentence]:
    yield from load_sentences(policy, policy.directory / DEVELOPMENT)
    for file in sorted((policy.directory / LABELLED).glob("*.jsonl")):
        yield from map(as_gold, load_labelled(policy.facts, file))


def _lesson(understanding: Understanding, gold: GoldSentence) -> Lesson:
    context = Context(TODAY, gold.pending, roles=gold.roles, told=gold.told)
    text = understanding.words.sounds.corrected(clean(gold.text).text)
    message = understanding.annotated(text, context)
    heard = understanding.classified(message).intent.name
    return lesson(gold, message, as_meant(heard, message, context), context)
