"""Vectors of the texts of a pack, kept so that a start need not compute them again."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from .features import Vector


def kept_vectors(
    texts: Sequence[str],
    compute: Callable[[Sequence[str]], Vector],
    *,
    by: str,
    kind: str,
    folder: Path | None,
) -> Vector:
    """One vector a text, from `folder` if they are there, else computed and put there.

    The name of the file tells the texts and what they are computed `by`, so what is found is
    never old.
    """
    if not texts or folder is None:
        return compute(texts)
    digest = hashlib.sha256("\n".join((by, *texts)).encode())
    file = folder / f"{kind}-{digest.hexdigest()[:24]}.npy"
    with contextlib.suppress(OSError, ValueError):
        found: Vector = np.load(file)
        return found
    found = compute(texts)
    with contextlib.suppress(OSError):
        _write(file, found)
    return found


def _write(file: Path, found: Vector) -> None:
    """Whole or not at all: several processes may start at once."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=file.parent, suffix=".npy", delete=False) as out:
        np.save(out, found)
    os.replace(out.name, file)
