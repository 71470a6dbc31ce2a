"""The fitted weights of the fact reader, shipped readable with the package."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import cache
from pathlib import Path

from .bare_answers import BareAnswerReader
from .claims import ClaimReader
from .learned import LearnedReader, load_network
from .learned.sayings import Sayings
from .llm import LanguageModel, ModelReader
from .log_linear import LogLinear
from .numbers import NumberReader
from .outline import Outline
from .pack_words import PackWords
from .stating import FactReader

FOLDER = Path(__file__).parent / "data" / "weights"
NAMES = ("numbers", "says", "denies", "answers")
VERDICTS = ("verdict-numbers", "verdict-senses", "verdict-claims")
_ONLY = 20.0
"""A weight that leaves nothing else to say."""
RULES_ALONE = (
    LogLinear({"rules": 1.0, "again": _ONLY}),
    LogLinear({"rules": _ONLY}),
    LogLinear({"rules": 1.0, "answer": 1.0}),
)
"""What the network thinks counts for nothing."""
LEARNED_ALONE = (
    LogLinear({"learned": 1.0}), LogLinear({"learned": 1.0}), LogLinear({"learned": 1.0}),
)  # fmt: skip
"""What the rules think counts for nothing."""


class Readers(StrEnum):
    """Who reads the facts of a message."""

    RULES = "rules"
    LEARNED = "learned"
    BOTH = "both"


@cache
def _weights(name: str) -> LogLinear:
    return LogLinear.load(FOLDER / f"{name}.yml")


def fact_reader(
    words: PackWords,
    readers: Readers = Readers.BOTH,
    kept: Path | None = None,
    model: LanguageModel | None = None,
) -> FactReader:
    """The reader for one pack; `kept`: a folder where what is computed of it may be found again;
    `model`: a language model that is asked as well.

    Raises OSError when the weights are not there and ModelError when the network is not.
    """
    rules = {name: _weights(name) for name in NAMES}
    third = None if model is None else ModelReader(Sayings(words), model)
    if readers is Readers.RULES:
        return replace(rules_of(rules), words=words, model=third)
    alone = readers is Readers.LEARNED
    verdicts = LEARNED_ALONE if alone else [_weights(name) for name in VERDICTS]
    network = LearnedReader(words, load_network(), kept)
    return replace(_reader(rules, verdicts), words=words, learned=network, model=third)


def rules_of(weights: Mapping[str, LogLinear]) -> FactReader:
    """The rules alone, for no pack yet."""
    return _reader(weights, RULES_ALONE)


def _reader(rules: Mapping[str, LogLinear], verdicts: Sequence[LogLinear]) -> FactReader:
    numbers, senses, claims = verdicts
    return FactReader(
        PackWords(Outline({})),
        NumberReader(rules["numbers"], numbers, senses),
        ClaimReader(rules["says"], rules["denies"], BareAnswerReader(rules["answers"]), claims),
    )
