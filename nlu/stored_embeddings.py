"""Embeddings of the training sentences, kept beside them so that training takes seconds.

Eight bits a component are enough to train on. A sentence that is not in the file is
embedded on the spot; `save` brings the file up to date after the data has changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .features import Embed, Vector

FILE = Path(__file__).parent / "data" / "embeddings.npz"
STEPS = 400
"""Components of a unit vector this long stay well within ±127/400."""


def embeddings_for(
    texts: Sequence[str], embed: Embed, progress: Callable[[str, int, int], None], file: Path = FILE
) -> list[Vector]:
    """The embedding of every text, from the file where it is there."""
    stored = _load(file)
    found = []
    for place, text in enumerate(texts):
        key = _key(text)
        if key not in stored:
            stored[key] = _quantized(embed(text))
        found.append(stored[key].astype(np.float32) / np.float32(STEPS))
        progress("取向量", place + 1, len(texts))
    return found


def save(texts: Sequence[str], embed: Embed, file: Path = FILE) -> int:
    """Write the file for exactly these texts; returns how many were new."""
    stored = _load(file)
    keys = [_key(text) for text in texts]
    fresh = {key: text for key, text in zip(keys, texts, strict=True) if key not in stored}
    stored |= {key: _quantized(embed(text)) for key, text in fresh.items()}
    kept = sorted(set(keys))
    np.savez_compressed(
        file,
        keys=np.array([int(key, 16) for key in kept], dtype=np.uint64),
        vectors=np.stack([stored[key] for key in kept]),
    )
    return len(fresh)


def _load(file: Path) -> dict[str, NDArray[np.int8]]:
    if not file.exists():
        return {}
    with np.load(file, allow_pickle=False) as arrays:
        return {
            f"{int(key):016x}": vector
            for key, vector in zip(arrays["keys"], arrays["vectors"], strict=True)
        }


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _quantized(vector: Vector) -> NDArray[np.int8]:
    return np.clip(np.rint(vector * STEPS), -127, 127).astype(np.int8)
