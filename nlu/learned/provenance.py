"""What the shipped network was trained on: fingerprints of its sentences, each at its point of a
conversation, and of the texts of its policies' facts."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import cache

import numpy as np

from ..context import Context
from ..message import Message
from ..pack_words import PackWords
from .sayings import Sayings
from .tokens import FOLDER, LONGEST_FACT, tokens
from .view import view

TRAINED_ON, AT_HOME = "trained_on.npy", "at_home.npy"


def fingerprint(ids: Sequence[int]) -> int:
    """Of a message as the network sees it."""
    return zlib.crc32(np.asarray(ids, dtype=np.int32).tobytes())


@cache
def trained_on() -> frozenset[int]:
    """The fingerprints of all sentences the network learned from."""
    return frozenset(np.load(FOLDER / TRAINED_ON).tolist())


@cache
def _at_home() -> frozenset[int]:
    return frozenset(np.load(FOLDER / AT_HOME).tolist())


def texts_of(sayings: Sayings) -> list[int]:
    """The fingerprints of the texts of a policy's facts."""
    return [fingerprint(tokens(sayings.text(one), LONGEST_FACT).ids) for one in sayings.all]


def is_home(sayings: Sayings) -> bool:
    """Whether most facts are those of the policy that the network learned from thousands of
    sentences about; of the training packs it learned from a few hundred each, and its word counts
    there as in any other policy: so it was weighed against the rules."""
    texts = texts_of(sayings)
    return sum(text in _at_home() for text in texts) > len(texts) / 2


def was_trained_on(words: PackWords, message: Message, context: Context) -> bool:
    """Whether the network learned from a message, said at the same point."""
    return fingerprint(view(Sayings(words), message, context).tokens.ids) in trained_on()
