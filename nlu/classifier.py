"""Intent and topics of a message: the interface, and the local engine behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from .features import Embed, symbols
from .intents import Intent, IntentName
from .linear_model import LinearModel
from .pack_words import PackWords
from .quantities import Mention

TOPIC_LIKELY = 0.5


@dataclass(frozen=True, slots=True)
class Classified:
    """What a message wants, and the measures it probably speaks of."""

    intent: Intent
    topics: tuple[str, ...] = ()


class Classifier(Protocol):
    """Any engine that tells intent and topics of a cleaned message."""

    def classify(self, text: str, mentions: Sequence[Mention]) -> Classified: ...


@dataclass(frozen=True)
class LocalClassifier:
    """The linear models trained here, with embeddings where there are any."""

    words: PackWords
    model: LinearModel
    embed: Embed | None = None

    def classify(self, text: str, mentions: Sequence[Mention]) -> Classified:
        embedding = self.embed(text) if self.embed is not None and self.model.embedded else None
        intents, topics = self.model.scores(symbols(text, mentions, self.words), embedding)
        best = int(intents.argmax())
        likely = tuple(
            name
            for name, probability in zip(self.model.topics, topics, strict=True)
            if probability > TOPIC_LIKELY
        )
        return Classified(
            Intent(IntentName(self.model.intents[best]), round(float(intents[best]), 4)), likely
        )
