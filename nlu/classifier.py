"""The intent of a message: the interface, and the local engine behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from .features import Embed, symbols
from .intents import Intent, IntentName
from .label_model import LabelModel
from .masking import Masking
from .quantities import Mention


class Classifier(Protocol):
    """Any engine that tells the intent of a cleaned message."""

    def classify(self, text: str, mentions: Sequence[Mention]) -> Intent: ...


@dataclass(frozen=True)
class LocalClassifier:
    """The shipped model, with embeddings where there are any."""

    masking: Masking
    model: LabelModel
    embed: Embed | None = None

    def classify(self, text: str, mentions: Sequence[Mention]) -> Intent:
        embedding = self.embed(text) if self.embed is not None else None
        scores = self.model.scores(symbols(self.masking.masked(text, mentions)), embedding)
        best = int(scores.argmax())
        return Intent(IntentName(self.model.labels[best]), round(float(scores[best]), 4))
