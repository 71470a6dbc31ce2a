"""What the network thinks of one message, in the terms of the pack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from ..context import Context
from ..labelled import Status
from ..message import Message
from ..pack_words import PackWords
from .model import Floats, Network
from .opinion import NEVER, ClaimOpinion, NumberOpinion, Opinion
from .provenance import is_home
from .sayings import Saying, Sayings
from .statuses import STATUSES
from .vectors import vectors
from .view import stretches, view

MOST_STRETCHES = 12
"""Of a very long message only the beginning is read."""


@dataclass(frozen=True)
class LearnedReader:
    """The network for one pack."""

    words: PackWords
    network: Network
    kept: Path | None = None
    """A folder in which vectors may be kept."""
    whole: LearnedReader | None = None
    """The reader of all packs, of whose facts this one knows some."""

    def only(self, words: PackWords) -> LearnedReader:
        """The reader of some of the facts."""
        return replace(self, words=words, whole=self)

    @cached_property
    def sayings(self) -> Sayings:
        return Sayings(self.words)

    @cached_property
    def _vectors(self) -> Floats:
        if self.whole is not None:
            places = self.whole.sayings.places
            rows: Floats = self.whole._vectors[[places[s.fact, s.value] for s in self.sayings.all]]
            return rows
        texts = {saying: self.sayings.text(saying) for saying in self.sayings.all}
        found: dict[str, Floats] = {}
        for part in self._parts():
            own = [texts[saying] for saying in part]
            found.update(zip(own, vectors(self.network, own, self.kept), strict=True))
        return np.stack([found[text] for text in texts.values()])

    def _parts(self) -> list[list[Saying]]:
        """What may be said, by packs: one that is added leaves the vectors of the others alone."""
        packs = self.words.packs
        owner = {fact: i for i in reversed(range(len(packs))) for fact in packs[i]}
        parts: dict[int, list[Saying]] = {}
        for saying in self.sayings.all:
            parts.setdefault(owner.get(saying.fact, -1), []).append(saying)
        return list(parts.values())

    @cached_property
    def _at_home(self) -> bool:
        return is_home(self.sayings)

    def read(
        self, message: Message, context: Context, candidates: Sequence[Sequence[str]]
    ) -> Opinion:
        """What is said; `candidates`: the facts that each quantity can be."""
        sayings = self.sayings
        if not sayings.all:
            return Opinion()
        parts = stretches(message.text)[:MOST_STRETCHES]
        return _joined([self._part(message, context, candidates, part) for part in parts])

    def _part(
        self,
        message: Message,
        context: Context,
        candidates: Sequence[Sequence[str]],
        part: tuple[int, int],
    ) -> Opinion:
        """What a stretch of a message says; quantities outside of it get no opinion."""
        seen = view(self.sayings, message, context, start=part[0], end=part[1])
        found = self.network.read(seen, self._vectors)
        numbers = [
            self._number(found.pairs[i], found.nothing[i], found.statuses[i], facts)
            if seen.mentions[i]
            else None
            for i, facts in enumerate(candidates)
        ]
        claims = {
            (saying.fact, saying.value): self._claim(
                found.claims[i], _stretch(found.where[i], seen.tokens.places, seen.offset)
            )
            for i, saying in enumerate(self.sayings.all)
            if saying.is_claim
        }
        return Opinion(numbers, claims, float(_log_softmax(found.rest)[1]))

    def _number(
        self, pairs: Floats, nothing: np.float32, statuses: Floats, facts: Sequence[str]
    ) -> NumberOpinion:
        places = [(fact, self.sayings.places.get((fact, ""))) for fact in facts]
        known = [(fact, place) for fact, place in places if place is not None]
        scores = _log_softmax(np.array([*(pairs[place] for _, place in known), nothing]))
        by_fact = dict.fromkeys(facts, NEVER)
        by_fact |= {fact: float(s) for (fact, _), s in zip(known, scores[:-1], strict=True)}
        by_sense = by_status(_log_softmax(statuses))
        return NumberOpinion(by_fact, float(scores[-1]), by_sense, self._at_home)

    def _claim(self, scores: Floats, span: tuple[int, int]) -> ClaimOpinion:
        logs = _log_softmax(scores)
        return ClaimOpinion(float(logs[0]), by_status(logs[1:]), span, self._at_home)


def _joined(parts: Sequence[Opinion]) -> Opinion:
    """Of each quantity what its stretch says, of each claim what is said most surely."""
    if len(parts) == 1:
        return parts[0]
    numbers = [next((n for n in several if n is not None), None) for several in
               zip(*(part.numbers for part in parts), strict=True)]  # fmt: skip
    claims = {
        key: min((part.claims[key] for part in parts), key=lambda claim: claim.unsaid)
        for key in parts[0].claims
    }
    return Opinion(numbers, claims, max(part.rest for part in parts))


def by_status(logs: Floats) -> dict[Status, float]:
    """The statuses in the order in which the network counts them."""
    return {status: float(log) for status, log in zip(STATUSES, logs, strict=True)}


def _log_softmax(scores: Floats) -> Floats:
    apart = scores - scores.max()
    logs: Floats = apart - np.log(np.exp(apart).sum())
    return logs


_ENOUGH = 0.5
"""Pieces count as evidence that hold at least this share of what the likeliest holds."""


def _stretch(where: Floats, places: Sequence[tuple[int, int]], offset: int) -> tuple[int, int]:
    """The pieces next to the likeliest one that are likely too, as a stretch of the message."""
    shares = np.exp(_log_softmax(where))
    shares[[i for i, (_, end) in enumerate(places) if end <= offset]] = 0
    first = last = int(shares.argmax())
    least = shares[first] * _ENOUGH
    while first > 0 and shares[first - 1] >= least:
        first -= 1
    while last + 1 < len(places) and shares[last + 1] >= least:
        last += 1
    return places[first][0] - offset, places[last][1] - offset
