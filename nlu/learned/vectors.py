"""The vectors of what may be said of a pack, by the network."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..kept_vectors import kept_vectors
from .model import Floats, Network


def vectors(network: Network, texts: Sequence[str], kept: Path | None = None) -> Floats:
    """One vector a text, from the folder `kept` if they are there."""
    return kept_vectors(texts, network.vectors, by=network.fingerprint, kind="reader", folder=kept)
