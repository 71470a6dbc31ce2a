"""Linear classifiers at run time: a vocabulary, weights, and probabilities. No training here."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .features import Vector

EMBEDDING_SCALE = np.float32(0.5)


@dataclass(frozen=True)
class LinearModel:
    """Intent (one against the rest) and topic (independent logistic) weights over shared features.

    `sharpness` turns margins into probabilities that hold on held-out data.
    """

    vocabulary: Mapping[str, int]
    idf: NDArray[np.float32]
    intents: tuple[str, ...]
    intent_weights: NDArray[np.float32]
    intent_bias: NDArray[np.float32]
    topics: tuple[str, ...]
    topic_weights: NDArray[np.float32]
    topic_bias: NDArray[np.float32]
    embedding_mean: Vector | None
    sharpness: float

    @property
    def embedded(self) -> bool:
        return self.embedding_mean is not None

    def scores(self, symbols: Sequence[str], embedding: Vector | None) -> tuple[Vector, Vector]:
        """Probabilities of the intents and of each topic."""
        places, values = weigh(symbols, self.vocabulary, self.idf)
        intents = self.intent_bias + values @ self.intent_weights[places]
        topics = self.topic_bias + values @ self.topic_weights[places]
        if self.embedding_mean is not None and embedding is not None:
            scaled = spread(embedding, self.embedding_mean)
            size = len(self.vocabulary)
            intents = intents + scaled @ self.intent_weights[size:]
            topics = topics + scaled @ self.topic_weights[size:]
        one = np.float32(1)
        return softmax(intents, self.sharpness), one / (one + np.exp(-topics))

    def save(self, folder: Path) -> None:
        """Write the model; weights as arrays, never as pickled code."""
        folder.mkdir(parents=True, exist_ok=True)
        names = {"vocabulary": list(self.vocabulary), "intents": self.intents,
                 "topics": self.topics, "sharpness": self.sharpness}  # fmt: skip
        mean = np.zeros(0, np.float32) if self.embedding_mean is None else self.embedding_mean
        np.savez(
            folder / "weights.npz", idf=self.idf,
            intent_weights=self.intent_weights.astype(np.float16), intent_bias=self.intent_bias,
            topic_weights=self.topic_weights.astype(np.float16), topic_bias=self.topic_bias,
            embedding_mean=mean,
        )  # fmt: skip
        (folder / "names.json").write_text(json.dumps(names, ensure_ascii=False), "utf-8")

    @classmethod
    def load(cls, folder: Path) -> LinearModel:
        """Read a saved model. Raises OSError, KeyError or ValueError when it is damaged."""
        names = json.loads((folder / "names.json").read_text("utf-8"))
        with np.load(folder / "weights.npz", allow_pickle=False) as arrays:
            return cls(
                {name: place for place, name in enumerate(names["vocabulary"])},
                arrays["idf"],
                tuple(names["intents"]),
                arrays["intent_weights"].astype(np.float32),
                arrays["intent_bias"],
                tuple(names["topics"]),
                arrays["topic_weights"].astype(np.float32),
                arrays["topic_bias"],
                arrays["embedding_mean"] if arrays["embedding_mean"].size else None,
                float(names["sharpness"]),
            )


def softmax(margins: Vector, sharpness: float) -> Vector:
    """Probabilities of a row (or of rows) of margins."""
    shifted = np.exp((margins - margins.max(axis=-1, keepdims=True)) * np.float32(sharpness))
    probabilities: Vector = shifted / shifted.sum(axis=-1, keepdims=True)
    return probabilities


def spread(embedding: Vector, mean: Vector) -> Vector:
    """Embeddings lie in a narrow cone; what tells sentences apart is the way from its middle."""
    apart = embedding - mean
    length = np.linalg.norm(apart, axis=-1, keepdims=True)
    scaled: Vector = apart / np.maximum(length, np.float32(1e-6)) * EMBEDDING_SCALE
    return scaled


def weigh(
    symbols: Sequence[str], vocabulary: Mapping[str, int], idf: NDArray[np.float32]
) -> tuple[list[int], Vector]:
    """Places and tf-idf weights of the known symbols, of unit length."""
    counts = Counter(vocabulary[symbol] for symbol in symbols if symbol in vocabulary)
    places = list(counts)
    values = np.array([1 + math.log(counts[p]) for p in places], dtype=np.float32) * idf[places]
    length = float(np.sqrt((values * values).sum()))
    return places, values / length if length else values
