"""The third reader: a large language model, asked where the local readers are in doubt."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial

from ..claim_features import ClaimReading
from ..learned.opinion import Opinion
from ..learned.sayings import Sayings
from ..likeness import pairs
from ..senses import Sense
from .advice import NO_ADVICE, Advice, ClaimAdvice, Key
from .asking import Asking
from .prompt import prompt_of
from .question import question_of
from .verifying import verified

POSSIBLE = 0.12
"""So probably a claim is made, as the network sees it, that other words may make it too."""


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
        question = question_of(self.sayings, claims, opinion, doubts.claims)
        possible = partial(self._possible, claims, opinion)
        read = partial(verified, question=question, possible=possible)
        prompt = prompt_of(question, self.sayings.outline.facts)
        found = self.model.asking.ask(prompt, read)
        if found is None:
            return NO_ADVICE
        unsaid = dict.fromkeys(doubts.claims, ClaimAdvice(Sense.UNSAID))
        return replace(found.advice, claims={**unsaid, **found.advice.claims})

    def _possible(
        self, claims: ClaimReading, opinion: Opinion | None, key: Key, words: str
    ) -> bool:
        """Whether words may make a claim: it was asked for, they share something with what it is
        called, or a local reader thought of it. All else (以上都算是) makes none, whoever says so."""
        return (
            key[0] in claims.context.pending
            or bool(self._called[key] & pairs(words))
            or _thought_of(opinion, key) >= POSSIBLE
            or any(claims.concerns(key[0], part) for part in claims.message.clauses)
        )

    @cached_property
    def _called(self) -> Mapping[Key, frozenset[str]]:
        """The character pairs of what each claim is called."""
        found = {}
        for saying in self.sayings.all:
            definition = self.sayings.outline.facts[saying.fact]
            own = (saying.value,) if saying.value else (definition.label, definition.option)
            names = (*own, *self.sayings.names(saying))
            found[saying.fact, saying.value] = frozenset[str]().union(*map(pairs, names))
        return found


def _thought_of(opinion: Opinion | None, key: Key) -> float:
    said = None if opinion is None else opinion.claims.get(key)
    return 0.0 if said is None else 1 - math.exp(said.unsaid)
