"""Training a model of labels (scikit-learn), from masked sentences to weights."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from .corpus import Sentence, fingerprint, sentence_numbers
from .features import Embed, Vector, symbols
from .label_model import LabelModel, Sharpness, softmax, spread, weigh
from .renewing import Progress

RARE = 2
"""Features seen in fewer sentences than this are left out."""
SOFTNESS = 1.0
FOLDS = 3
SHARPNESS = np.geomspace(1, 16, 25)
SEED = 20231221

Matrix: TypeAlias = sparse.csr_matrix
Labels = NDArray[np.int64]


def train(sentences: Sequence[Sentence], embed: Embed, progress: Progress) -> LabelModel:
    """Fit the labels of `sentences`; the same sentences give the same model.

    Every sentence is learned with its embedding and without, so that one model serves both.
    """
    named = [symbols(sentence.masked) for sentence in sentences]
    vocabulary, idf = _vocabulary(named)
    plain = _matrix(named, vocabulary, idf)
    vectors = _embeddings(sentences, embed, progress)
    mean = vectors.mean(axis=0)
    embedded = sparse.hstack([plain, sparse.csr_matrix(spread(vectors, mean))]).tocsr()
    plain = sparse.hstack([plain, sparse.csr_matrix(vectors.shape)]).tocsr()

    labels = tuple(sorted({str(sentence.label) for sentence in sentences}))
    wanted = np.array([labels.index(sentence.label) for sentence in sentences])
    sharpness = _sharpness(embedded, plain, wanted, progress)
    model = _fitted(embedded, plain, wanted)
    progress("训练", FOLDS + 1, FOLDS + 1)
    return LabelModel(
        vocabulary=vocabulary,
        idf=idf,
        labels=labels,
        weights=model.coef_.T.astype(np.float32),
        bias=model.intercept_.astype(np.float32),
        embedding_mean=mean,
        sharpness=sharpness,
        trained_on=sentence_numbers(sentence.text for sentence in sentences),
        fingerprint=fingerprint(sentences),
    )


def _embeddings(sentences: Sequence[Sentence], embed: Embed, progress: Progress) -> Vector:
    vectors = []
    for place, sentence in enumerate(sentences):
        vectors.append(embed(sentence.text))
        progress("取向量", place + 1, len(sentences))
    return np.stack(vectors)


def _fitted(embedded: Matrix, plain: Matrix, wanted: Labels) -> LinearSVC:
    both = sparse.vstack([embedded, plain]).tocsr()
    return LinearSVC(C=SOFTNESS, random_state=SEED).fit(both, np.concatenate([wanted, wanted]))


def _sharpness(embedded: Matrix, plain: Matrix, wanted: Labels, progress: Progress) -> Sharpness:
    """The softmax sharpness under which held-out folds are least surprising (calibration)."""
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    margins: tuple[list[Vector], list[Vector]] = ([], [])
    labels = []
    for done, (seen, unseen) in enumerate(folds.split(embedded, wanted)):
        model = _fitted(embedded[seen], plain[seen], wanted[seen])
        for found, matrix in zip(margins, (embedded, plain), strict=True):
            found.append(model.decision_function(matrix[unseen]).astype(np.float32))
        labels.append(wanted[unseen])
        progress("训练", done + 1, FOLDS + 1)
    truth = np.concatenate(labels)
    return Sharpness(*(_least_surprising(np.concatenate(found), truth) for found in margins))


def _least_surprising(margins: Vector, truth: Labels) -> float:
    places = np.arange(len(truth))
    losses = [
        -np.log(np.maximum(softmax(margins, float(s))[places, truth], 1e-9)).mean()
        for s in SHARPNESS
    ]
    return float(SHARPNESS[int(np.argmin(losses))])


def _vocabulary(named: Sequence[Sequence[str]]) -> tuple[dict[str, int], Vector]:
    seen = Counter(symbol for sentence in named for symbol in set(sentence))
    kept = sorted(symbol for symbol, count in seen.items() if count >= RARE)
    idf = [math.log((1 + len(named)) / (1 + seen[symbol])) + 1 for symbol in kept]
    return {symbol: place for place, symbol in enumerate(kept)}, np.array(idf, dtype=np.float32)


def _matrix(named: Sequence[Sequence[str]], vocabulary: dict[str, int], idf: Vector) -> Matrix:
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
