"""What can be wrong with a pack or with facts, said in one line for the person who can mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class PolicyError(ValueError):
    """Something a person gave us is wrong; the message says what, where and what to do."""


class PackError(PolicyError):
    """A policy pack cannot be used. Names file, line, column and what was expected."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"{where}：{problem}")


class FactError(PolicyError):
    """A fact is unknown, of the wrong kind, impossible, or at odds with another."""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """“，是不是“X”？” for the nearest known name, or nothing when none is near.

    >>> did_you_mean("入网企业数", ["孵化的入网企业数", "运费"])
    '，是不是“孵化的入网企业数”？'
    """
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.4)
    return f"，是不是“{near[0]}”？" if near else ""
