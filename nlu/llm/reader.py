"""The third reader: a large language model, asked where the local readers are in doubt."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import partial

from ..claim_features import ClaimReading
from ..learned.opinion import Opinion
from ..learned.sayings import Sayings
from ..senses import Sense
from .advice import NO_ADVICE, Advice, ClaimAdvice, Key
from .asking import Asking
from .prompt import prompt_of
from .question import question_of
from .verifying import verified

POSSIBLE = 0.02
"""A claim that neither words nor the network give this much is none of this message."""


@dataclass(frozen=True, slots=True)
class Doubts:
    """Where the local readers differ or are unsure: quantities by their place, and claims."""

    numbers: frozenset[int] = frozenset()
    claims: frozenset[Key] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.numbers or self.claims)


@dataclass(frozen=True)
class LanguageModel:
    """Whom to ask, and whether always or in doubt only."""

    asking: Asking
    always: bool = False


@dataclass(frozen=True)
class ModelReader:
    """The language model for one pack."""

    sayings: Sayings
    model: LanguageModel

    def advice(self, claims: ClaimReading, opinion: Opinion | None, doubts: Doubts) -> Advice:
        """What it says of the message that `claims` reads; nothing when it is not asked, or does
        not answer. A claim in doubt that it does not name is not said."""
        if not (doubts or self.model.always) or not self.sayings.all:
            return NO_ADVICE
        question = question_of(self.sayings, claims, opinion)
        read = partial(verified, question=question, possible=self._possible(claims, opinion))
        prompt = prompt_of(question, self.sayings.outline.facts)
        found = self.model.asking.ask(prompt, read)
        if found is None:
            return NO_ADVICE
        unsaid = dict.fromkeys(doubts.claims, ClaimAdvice(Sense.UNSAID))
        return replace(found.advice, claims={**unsaid, **found.advice.claims})

    def _possible(self, claims: ClaimReading, opinion: Opinion | None) -> Collection[Key]:
        return {
            (s.fact, s.value)
            for s in self.sayings.all
            if s.is_claim
            and (
                s.fact in claims.context.pending
                or _thought_of(opinion, (s.fact, s.value)) >= POSSIBLE
                or any(claims.concerns(s.fact, part) for part in claims.message.clauses)
            )
        }


def _thought_of(opinion: Opinion | None, key: Key) -> float:
    said = None if opinion is None else opinion.claims.get(key)
    return 0.0 if said is None else 1 - math.exp(said.unsaid)
