"""Training the linear classifiers (scikit-learn), from sentences to weights."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from .clean import clean
from .features import Vector, symbols
from .linear_model import LinearModel, softmax, spread, weigh
from .pack_words import PackWords
from .quantities import scan
from .training_data import Example

RARE = 2
"""Features seen in fewer sentences than this are left out."""
INTENT_SOFTNESS, TOPIC_SOFTNESS = 1.0, 12.0
FOLDS = 3
SHARPNESS = np.geomspace(1, 16, 25)
SEED = 20231221

Progress = Callable[[str, int, int], None]


def no_progress(_step: str, _done: int, _of: int) -> None:
    return


def train(
    words: PackWords,
    examples: Sequence[Example],
    embeddings: Sequence[Vector] | None,
    progress: Progress = no_progress,
) -> LinearModel:
    """Fit intents and topics on `examples`, with or without their embeddings."""
    named = _features(words, examples, progress)
    vocabulary, idf = _vocabulary(named)
    matrix = _matrix(named, vocabulary, idf)
    mean: Vector | None = None
    if embeddings is not None:
        stacked = np.stack(embeddings)
        mean = stacked.mean(axis=0)
        matrix = sparse.hstack([matrix, sparse.csr_matrix(spread(stacked, mean))]).tocsr()

    intents = tuple(sorted({example.intent for example in examples}))
    wanted = np.array([intents.index(example.intent) for example in examples])
    topics = tuple(words.outline.measures)
    steps = FOLDS + 1 + len(topics)
    sharpness = _sharpness(matrix, wanted, lambda done: progress("训练", done, steps))
    model = _intent_classifier().fit(matrix, wanted)
    weights, biases = [], []
    for place, topic in enumerate(topics):
        about = np.array([topic in example.topics for example in examples], dtype=int)
        one = LogisticRegression(C=TOPIC_SOFTNESS, solver="liblinear", tol=1e-3)
        one.fit(matrix, about)
        weights.append(one.coef_[0])
        biases.append(float(one.intercept_[0]))
        progress("训练", FOLDS + place + 2, steps)
    return LinearModel(
        vocabulary, idf, intents,
        model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32),
        topics, np.array(weights, dtype=np.float32).T, np.array(biases, dtype=np.float32),
        mean, sharpness,
    )  # fmt: skip


def _features(words: PackWords, examples: Sequence[Example], progress: Progress) -> list[list[str]]:
    named = []
    for place, example in enumerate(examples):
        text = words.sounds.corrected(clean(example.text).text)
        named.append(symbols(text, scan(text), words))
        progress("取特征", place + 1, len(examples))
    return named


def _intent_classifier() -> LinearSVC:
    return LinearSVC(C=INTENT_SOFTNESS, random_state=SEED)


def _sharpness(
    matrix: sparse.csr_matrix, wanted: NDArray[np.int64], step: Callable[[int], None]
) -> float:
    """The softmax sharpness under which held-out folds are least surprising (calibration)."""
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    margins, labels = [], []
    for done, (seen, unseen) in enumerate(folds.split(matrix, wanted)):
        model = _intent_classifier().fit(matrix[seen], wanted[seen])
        margins.append(model.decision_function(matrix[unseen]).astype(np.float32))
        labels.append(wanted[unseen])
        step(done + 1)
    rows, truth = np.concatenate(margins), np.concatenate(labels)
    places = np.arange(len(truth))
    losses = [
        -np.log(np.maximum(softmax(rows, float(s))[places, truth], 1e-9)).mean() for s in SHARPNESS
    ]
    return float(SHARPNESS[int(np.argmin(losses))])


def _vocabulary(named: Sequence[Sequence[str]]) -> tuple[dict[str, int], NDArray[np.float32]]:
    seen = Counter(symbol for sentence in named for symbol in set(sentence))
    kept = sorted(symbol for symbol, count in seen.items() if count >= RARE)
    idf = [math.log((1 + len(named)) / (1 + seen[symbol])) + 1 for symbol in kept]
    return {symbol: place for place, symbol in enumerate(kept)}, np.array(idf, dtype=np.float32)


def _matrix(
    named: Sequence[Sequence[str]], vocabulary: dict[str, int], idf: NDArray[np.float32]
) -> sparse.csr_matrix:
    rows: list[int] = []
    columns: list[int] = []
    values: list[Vector] = []
    for row, sentence in enumerate(named):
        places, weights = weigh(sentence, vocabulary, idf)
        rows += [row] * len(places)
        columns += places
        values.append(weights)
    return sparse.csr_matrix(
        (np.concatenate(values), (rows, columns)), shape=(len(named), len(vocabulary))
    )
