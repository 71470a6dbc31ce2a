"""A trained model of labels at run time (of intents, of kinds of questions): a vocabulary, weights,
and probabilities. No training here."""

from __future__ import annotations

import math
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .features import Vector

_FOLDER = Path(__file__).parent / "data" / "model"
INTENTS, QUESTIONS = _FOLDER / "intents.npz", _FOLDER / "questions.npz"
EMBEDDING_SCALE = np.float32(0.5)


class ModelError(Exception):
    """The shipped model cannot be read."""


@dataclass(frozen=True, slots=True)
class Sharpness:
    """What turns margins into probabilities that hold on unseen sentences."""

    embedded: float
    plain: float


@dataclass(frozen=True)
class LabelModel:
    """One label against the rest: weights over the symbols, then over the embedding.

    It works with the embedding of a message or without. `trained_on` are the numbers
    (`sentence_numbers` of corpus.py) of the sentences it learned from, `fingerprint` stands for them all.
    """

    vocabulary: Mapping[str, int]
    idf: Vector
    labels: tuple[str, ...]
    weights: Vector
    bias: Vector
    embedding_mean: Vector
    sharpness: Sharpness
    trained_on: NDArray[np.uint32]
    fingerprint: str

    def scores(self, symbols: Sequence[str], embedding: Vector | None) -> Vector:
        """The probability of each label."""
        places, values = weigh(symbols, self.vocabulary, self.idf)
        margins = self.bias + values @ self.weights[places]
        if embedding is None:
            return softmax(margins, self.sharpness.plain)
        spread_out = spread(embedding, self.embedding_mean)
        margins = margins + spread_out @ self.weights[len(self.vocabulary) :]
        return softmax(margins, self.sharpness.embedded)

    def save(self, file: Path) -> None:
        """Write the model: plain arrays, half precision, never pickled code."""
        file.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(
            file, vocabulary=_as_bytes(self.vocabulary), idf=self.idf.astype(np.float16),
            labels=_as_bytes(self.labels), weights=self.weights.astype(np.float16),
            bias=self.bias, embedding_mean=self.embedding_mean.astype(np.float16),
            sharpness=np.array([self.sharpness.embedded, self.sharpness.plain], np.float32),
            trained_on=self.trained_on, fingerprint=_as_bytes([self.fingerprint]),
        )  # fmt: skip

    @classmethod
    def load(cls, file: Path) -> LabelModel:
        """Read a saved model. Raises ModelError."""
        try:
            with np.load(BytesIO(file.read_bytes()), allow_pickle=False) as arrays:
                embedded, plain = arrays["sharpness"].tolist()
                return cls(
                    vocabulary={n: i for i, n in enumerate(_as_names(arrays["vocabulary"]))},
                    idf=arrays["idf"].astype(np.float32),
                    labels=tuple(_as_names(arrays["labels"])),
                    weights=arrays["weights"].astype(np.float32),
                    bias=arrays["bias"],
                    embedding_mean=arrays["embedding_mean"].astype(np.float32),
                    sharpness=Sharpness(embedded, plain),
                    trained_on=arrays["trained_on"],
                    fingerprint=_as_names(arrays["fingerprint"])[0],
                )
        except (OSError, EOFError, KeyError, ValueError, zipfile.BadZipFile) as error:
            raise ModelError(
                f"{file}：理解模型读不了（{type(error).__name__}）；重新装一遍问策，"
                "或在源码里运行 wence nlu train"
            ) from None


@cache
def shipped_model(file: Path = INTENTS) -> LabelModel:
    """A model that came with the package, read once. Raises ModelError."""
    return LabelModel.load(file)


def _as_bytes(names: Sequence[str] | Mapping[str, int]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(names).encode(), np.uint8)


def _as_names(array: NDArray[np.uint8]) -> list[str]:
    return array.tobytes().decode().split("\n")


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
    symbols: Sequence[str], vocabulary: Mapping[str, int], idf: Vector
) -> tuple[list[int], Vector]:
    """Places and tf-idf weights of the known symbols, of unit length."""
    counts = Counter(vocabulary[symbol] for symbol in symbols if symbol in vocabulary)
    places = list(counts)
    values = np.array([1 + math.log(counts[p]) for p in places], dtype=np.float32) * idf[places]
    length = float(np.sqrt((values * values).sum()))
    return places, values / length if length else values
