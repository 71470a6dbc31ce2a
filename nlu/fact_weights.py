"""The fitted weights of the fact reader, shipped readable with the package."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from .bare_answers import BareAnswerReader
from .claims import ClaimReader
from .log_linear import LogLinear
from .numbers import NumberReader
from .pack_words import PackWords
from .stating import FactReader

FOLDER = Path(__file__).parent / "data" / "weights"
NAMES = ("numbers", "says", "denies", "answers")


@cache
def _weights(name: str) -> LogLinear:
    return LogLinear.load(FOLDER / f"{name}.yml")


def fact_reader(words: PackWords) -> FactReader:
    """The reader for one pack. Raises OSError when the weights are not there."""
    numbers, says, denies, answers = map(_weights, NAMES)
    return FactReader(
        words, NumberReader(numbers), ClaimReader(says, denies), BareAnswerReader(answers)
    )
