"""What a measure says beside conditions and amounts: told as what it is, since nobody can promise it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class TermKind(StrEnum):
    """What such a sentence limits or says (the codes of docs/接口.md)."""

    QUOTA = "quota"
    """How many can have it."""
    BUDGET = "budget"
    """How much there is for all."""
    RANKING = "ranking"
    """How it is decided who of those that qualify gets it."""
    YEARS = "years"
    """For how long it is paid at most."""
    TIMES = "times"
    """How often."""
    BENEFICIARY = "beneficiary"
    """Who gets the money, where that is not who asks."""
    AFTER = "after"
    """What has to be drawn before."""
    EITHER = "either"
    """With what it is not paid twice."""
    TOGETHER = "together"
    """What it comes to together with others at most."""


@dataclass(frozen=True, slots=True)
class Term:
    """One such sentence: verbatim, a limit (“3 年”, a rule), or the title of another measure."""

    kind: TermKind
    text: str
