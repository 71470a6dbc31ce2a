"""What of a language model's answer stood up to the filters, in the terms of the pack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..senses import Sense

Key = tuple[str, str]
"""A yes-or-no fact, or a named one and its value."""


@dataclass(frozen=True, slots=True)
class NumberAdvice:
    """Which fact a quantity is (`None`: none of the pack's), and how it is meant."""

    fact: str | None
    sense: Sense


@dataclass(frozen=True, slots=True)
class ClaimAdvice:
    """How a claim is meant, and the stretch of the message that it rests on."""

    sense: Sense
    span: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Advice:
    """Of one message: quantities by their place, claims by fact and value. Where it is silent
    the local readers' verdict stands."""

    numbers: Mapping[int, NumberAdvice] = field(default_factory=dict)
    claims: Mapping[Key, ClaimAdvice] = field(default_factory=dict)


NO_ADVICE = Advice()
