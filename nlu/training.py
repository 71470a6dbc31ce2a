"""Training the linear classifiers (scikit-learn), from sentences to weights."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from .clean import clean
from .features import Vector, symbols
from .lexicon import Lexicon
from .linear_model import EMBEDDING_SCALE, LinearModel, weigh
from .quantities import scan
from .training_data import Example

RARE = 2
"""Features seen in fewer sentences than this are left out."""
INTENT_SOFTNESS, TOPIC_SOFTNESS = 12.0, 12.0

Progress = Callable[[str, int, int], None]


def no_progress(_step: str, _done: int, _of: int) -> None:
    return


def train(
    lexicon: Lexicon,
    examples: Sequence[Example],
    embeddings: Sequence[Vector] | None,
    progress: Progress = no_progress,
) -> LinearModel:
    """Fit intents and topics on `examples`, with or without their embeddings."""
    from scipy import sparse
    from sklearn.linear_model import LogisticRegression

    named = []
    for place, example in enumerate(examples):
        text = clean(example.text).text
        named.append(symbols(text, scan(text), lexicon))
        progress("取特征", place + 1, len(examples))
    vocabulary, idf = _vocabulary(named)
    matrix = _matrix(named, vocabulary, idf)
    if embeddings is not None:
        dense = sparse.csr_matrix(np.stack(embeddings) * EMBEDDING_SCALE)
        matrix = sparse.hstack([matrix, dense]).tocsr()

    intents = tuple(sorted({example.intent for example in examples}))
    topics = tuple(lexicon.policy.measures)
    steps = 1 + len(topics)
    progress("训练", 0, steps)
    wanted = np.array([intents.index(example.intent) for example in examples])
    model = LogisticRegression(C=INTENT_SOFTNESS, max_iter=300, tol=1e-3)
    model.fit(matrix, wanted)
    progress("训练", 1, steps)
    topic_weights, topic_bias = [], []
    for place, topic in enumerate(topics):
        about = np.array([topic in example.topics for example in examples], dtype=int)
        one = LogisticRegression(C=TOPIC_SOFTNESS, solver="liblinear", tol=1e-3)
        one.fit(matrix, about)
        topic_weights.append(one.coef_[0])
        topic_bias.append(float(one.intercept_[0]))
        progress("训练", place + 2, steps)
    return LinearModel(
        vocabulary, idf, intents,
        model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32),
        topics, np.array(topic_weights, dtype=np.float32).T, np.array(topic_bias, dtype=np.float32),
        embeddings is not None,
    )  # fmt: skip


def _vocabulary(named: Sequence[Sequence[str]]) -> tuple[dict[str, int], NDArray[np.float32]]:
    seen = Counter(symbol for sentence in named for symbol in set(sentence))
    kept = sorted(symbol for symbol, count in seen.items() if count >= RARE)
    idf = [math.log((1 + len(named)) / (1 + seen[symbol])) + 1 for symbol in kept]
    return {symbol: place for place, symbol in enumerate(kept)}, np.array(idf, dtype=np.float32)


def _matrix(
    named: Sequence[Sequence[str]], vocabulary: dict[str, int], idf: NDArray[np.float32]
) -> object:
    from scipy import sparse

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
