"""The vectors of what may be said of a pack, kept so that a start need not compute them again."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from .model import Floats, Network


def vectors(network: Network, texts: Sequence[str], kept: Path | None = None) -> Floats:
    """One vector a text, from the folder `kept` if they are there, else computed and put there.

    The name of the file tells texts and network, so what is found is never old.
    """
    if not texts or kept is None:
        return network.vectors(texts)
    digest = hashlib.sha256("\n".join((network.fingerprint, *texts)).encode())
    file = kept / f"reader-{digest.hexdigest()[:24]}.npy"
    with contextlib.suppress(OSError, ValueError):
        found: Floats = np.load(file)
        return found
    found = network.vectors(texts)
    with contextlib.suppress(OSError):
        _write(file, found)
    return found


def _write(file: Path, found: Floats) -> None:
    """Whole or not at all: several processes may start at once."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=file.parent, suffix=".npy", delete=False) as out:
        np.save(out, found)
    os.replace(out.name, file)
