"""What a language model is asked about one message: its masked text, its quantities, and what may
be said of the pack."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from ..claim_features import ClaimReading
from ..learned.opinion import Opinion
from ..learned.sayings import Saying, Sayings
from ..number_features import NumberReading
from .advice import Key
from .personal import MASK, masked

MOST_SAYINGS = 60
"""What a message is held against; of a larger pack only the likeliest."""


@dataclass(frozen=True)
class Question:
    """`text` has the length of the message; `quantities`: those that are shown, by their place
    among the message's, with the facts each can be; `sayings`: what may be named, by its name."""

    text: str
    quantities: Mapping[int, tuple[str, Sequence[str]]]
    sayings: Mapping[str, Saying]
    pending: Sequence[str]
    known: Sequence[str]
    unsure: Sequence[str] = ()
    """Names of claims that are to be thought about one by one."""


def question_of(
    sayings: Sayings,
    claims: ClaimReading,
    opinion: Opinion | None,
    doubtful: Collection[Key] = (),
) -> Question:
    """The question about the message that `claims` reads; `doubtful`: claims in doubt."""
    message, context = claims.message, claims.context
    text = masked(message.text, message.mentions)
    numbers = NumberReading(
        claims.words, claims.likeness, message, context, claims.intent
    )  # what each quantity can be does not hang on the others
    quantities = {
        index: (text[mention.start : mention.end], numbers.candidates(index))
        for index, mention in enumerate(message.mentions)
        if MASK not in text[mention.start : mention.end]
    }
    named = {name_of(saying): saying for saying in _likeliest(sayings, claims, opinion)}
    known = (*sorted(context.roles), *context.told)
    unsure = [name for name, s in named.items() if (s.fact, s.value) in doubtful]
    return Question(text, quantities, named, context.pending, known, unsure)


def name_of(saying: Saying) -> str:
    """What a saying is called towards the model.

    >>> name_of(Saying("level", True, "top"))
    'level=top'
    """
    return f"{saying.fact}={saying.value}" if saying.value else saying.fact


def _likeliest(sayings: Sayings, claims: ClaimReading, opinion: Opinion | None) -> Sequence[Saying]:
    """In the pack's order, which is the same for every message: servers keep what begins alike."""
    every = sayings.all
    if len(every) <= MOST_SAYINGS:
        return every
    context = claims.context
    first = {*context.pending, *context.told, *context.roles}

    def rank(saying: Saying) -> tuple[bool, float]:
        return saying.fact in first, _likely(saying, claims, opinion)

    chosen = set(sorted(every, key=rank, reverse=True)[:MOST_SAYINGS])
    return [saying for saying in every if saying in chosen]


def _likely(saying: Saying, claims: ClaimReading, opinion: Opinion | None) -> float:
    like = claims.likeness.share(saying.fact, claims.message.text)
    if opinion is None:
        return like
    if saying.is_claim:
        said = opinion.claims.get((saying.fact, saying.value))
        return max(like, 1 - math.exp(said.unsaid)) if said else like
    shares = [math.exp(n.facts.get(saying.fact, -math.inf)) for n in opinion.numbers if n]
    return max((like, *shares))
