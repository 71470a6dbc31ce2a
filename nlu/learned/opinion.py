"""What the network thinks of one message: log-probabilities, in the terms of the pack."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..labelled import Status
from ..senses import Sense

NEVER = -12.0
"""The least log-probability that is told."""
_SENSES = {
    Status.TOLD: Sense.TOLD, Status.CORRECTED: Sense.TOLD, Status.ADDED: Sense.ADDED,
    Status.DENIED: Sense.DENIED, Status.SUPPOSED: Sense.SUPPOSED, Status.PLANNED: Sense.PLANNED,
    Status.OTHERS: Sense.OTHERS, Status.PAST: Sense.PAST, Status.ASKED: Sense.UNSAID,
    Status.WITHDRAWN: Sense.UNSAID,
}  # fmt: skip

Statuses = Mapping[Status, float]


@dataclass(frozen=True, slots=True)
class NumberOpinion:
    """Of one quantity: of being each fact and none, and of each status."""

    facts: Mapping[str, float]
    nothing: float
    statuses: Statuses
    at_home: bool = False
    """Whether the network learned from sentences about this policy."""

    def senses(self) -> dict[Sense, float]:
        """How it is meant, supposing that it is some fact."""
        return _summed(self.statuses)


@dataclass(frozen=True, slots=True)
class ClaimOpinion:
    """Of one yes-or-no fact or named value: of being unsaid and of each status, and the stretch
    of the message that it rests on."""

    unsaid: float
    statuses: Statuses
    span: tuple[int, int] = (0, 0)
    at_home: bool = False

    def senses(self) -> dict[Sense, float]:
        """How it is meant, unsaid included."""
        found = _summed(self.statuses)
        found[Sense.TOLD] = _together(found[Sense.TOLD], found.pop(Sense.ADDED))
        found[Sense.UNSAID] = _together(found[Sense.UNSAID], self.unsaid)
        return found


@dataclass(frozen=True, slots=True)
class Opinion:
    """Of one message: its quantities (`None` where they were not read), claims by fact and
    value. `rest`: that everything else asked is denied."""

    numbers: Sequence[NumberOpinion | None] = ()
    claims: Mapping[tuple[str, str], ClaimOpinion] = field(default_factory=dict)
    rest: float = NEVER


def is_away(opinion: NumberOpinion | ClaimOpinion | None) -> bool:
    """Whether it is of a policy that the network never read of."""
    return opinion is not None and not opinion.at_home


def sense_of(status: Status) -> Sense:
    """How a status is meant."""
    return _SENSES[status]


def _summed(statuses: Statuses) -> dict[Sense, float]:
    found: dict[Sense, float] = dict.fromkeys(Sense, NEVER)
    for status, log in statuses.items():
        found[_SENSES[status]] = _together(found[_SENSES[status]], log)
    return found


def _together(a: float, b: float) -> float:
    """The log-probability of either of two.

    >>> round(math.exp(_together(math.log(0.2), math.log(0.3))), 2)
    0.5
    """
    top = max(a, b)
    return top + math.log(math.exp(a - top) + math.exp(b - top))
