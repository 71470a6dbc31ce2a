"""What the two local readers think of one thing, whether that leaves a doubt, and what a language
model's word then counts for."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from .clauses import Clause
from .learned.opinion import ClaimOpinion, NumberOpinion, is_away
from .llm.advice import NumberAdvice
from .quantities import Mention
from .senses import CLAIM_SENSES, Sense
from .verdict_features import RuleClaim, RuleNumber, claimed

Key = TypeVar("Key")
CERTAIN = 0.8
"""A verdict less probable than this is in doubt."""
CONTRARY = 0.6
"""Readers that are so sure of different things differ, whatever the verdict makes of it."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A quantity that fits several facts about equally well, or one fact without its unit."""

    mention: Mention
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Weighed:
    """One quantity: what it can be, what each reader thinks, the verdict's shares of nothing and
    of each fact. `mute`: only the rules know what to do with it."""

    index: int
    part: Clause
    facts: Sequence[str]
    rules: RuleNumber
    learned: NumberOpinion | None
    shares: tuple[float, Sequence[float]]
    mute: bool

    @property
    def is_away(self) -> bool:
        """Whether it is of a policy that the network never read of."""
        return is_away(self.learned)

    @property
    def in_doubt(self) -> bool:
        """Whether the verdict is unsure which fact it is, or the readers are sure of two."""
        nothing, shares = self.shares
        unsure = max(nothing, *shares) < CERTAIN
        return not self.mute and (unsure or self._differ())

    def _differ(self) -> bool:
        if self.learned is None:
            return False
        learned = {fact: math.exp(log) for fact, log in self.learned.facts.items()}
        return _contrary(
            {**self.rules.facts, "": self.rules.nothing},
            {**learned, "": math.exp(self.learned.nothing)},
        )


LLM = "llm"
Decided = tuple[str, str] | Doubt | None
"""A fact and why, a question, or nothing."""


def advised(
    weighed: Weighed, local: Decided, told: NumberAdvice | None, *, mention: Mention, askable: bool
) -> Decided:
    """The verdict with what a language model says of a quantity.

    In doubt it decides; where the local readers are sure of another fact, it is asked which of
    the two, if anything may be asked.
    """
    if told is None or weighed.mute:
        return local
    if told.fact is None:
        return None if weighed.in_doubt or isinstance(local, Doubt) else local
    if not isinstance(local, tuple) or weighed.in_doubt:
        return told.fact, LLM
    fact, because = local
    if fact == told.fact:
        return fact, f"{because}；{LLM}"
    return Doubt(mention, (fact, told.fact)) if askable else local


def claim_in_doubt(shares: Sequence[float], rules: RuleClaim, learned: ClaimOpinion | None) -> bool:
    """Whether the verdict is unsure of a claim, or the readers are sure of different things."""
    if max(shares) < CERTAIN:
        return True
    if learned is None:
        return False
    thought = {sense: math.exp(learned.senses()[sense]) for sense in CLAIM_SENSES}
    return _contrary(_by_rules(rules), thought)


def _by_rules(rules: RuleClaim) -> Mapping[Sense, float]:
    return rules.answer or claimed(rules)


def _contrary(one: Mapping[Key, float], other: Mapping[Key, float]) -> bool:
    first, second = max(one, key=lambda k: one[k]), max(other, key=lambda k: other[k])
    return first != second and min(one[first], other[second]) >= CONTRARY
