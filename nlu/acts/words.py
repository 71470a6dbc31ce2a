"""The words of acts in one message, and whether it says nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ..language.acts import ACTS, Act
from ..phrases import BEGIN, Found, PhraseBook, Span

_QUESTION_MARK = "?"


@dataclass(frozen=True, slots=True)
class ActWords:
    """A cleaned message with the words of acts found in it."""

    text: str
    found: Mapping[Act, tuple[Found[Act], ...]]

    def first(self, act: Act) -> Found[Act] | None:
        """The first word of an act, or `None`."""
        return next(iter(self.found.get(act, ())), None)

    def has(self, act: Act) -> bool:
        return act in self.found

    def only(self, act: Act, *beside: Act) -> Found[Act] | None:
        """The first word of `act` in a message of nothing but it and the words `beside` it.

        >>> words = act_words("详细一点吧")
        >>> words.only(Act.DETAIL, Act.SHOW, Act.PARTICLE).expression
        '详细'
        >>> act_words("详细地址").only(Act.DETAIL, Act.SHOW, Act.PARTICLE)
        """
        first = self.first(act)
        return first if first is not None and self.leaves_nothing((), act, *beside) else None

    def leaves_nothing(self, spans: Iterable[Span], *acts: Act) -> bool:
        """Whether `spans` and the words of `acts` are all there is, marks and blanks aside.

        A question mark is something: 都没有？ asks.
        """
        covered = bytearray(len(self.text))
        for start, end in (*spans, *self._spans(acts)):
            covered[start:end] = b"\1" * (end - start)
        return all(
            inside or not (char.isalnum() or char == _QUESTION_MARK)
            for char, inside in zip(self.text, covered, strict=True)
        )

    def without(self, *acts: Act) -> str:
        """The text without the words of these acts.

        >>> act_words("哎呀，鱼塘那个").without(Act.EXCLAMATION).strip("，")
        '鱼塘'
        """
        gone = {place for start, end in self._spans(acts) for place in range(start, end)}
        return "".join(char for place, char in enumerate(self.text) if place not in gone)

    def _spans(self, acts: Iterable[Act]) -> Iterator[Span]:
        for act in acts:
            yield from ((hit.start, hit.end) for hit in self.found.get(act, ()))


def act_words(text: str) -> ActWords:
    """The words of acts in a cleaned text."""
    found: dict[Act, list[Found[Act]]] = {}
    for hit in _book().find(text, ()):
        found.setdefault(hit.key, []).append(hit)
    return ActWords(text, {act: tuple(hits) for act, hits in found.items()})


@cache
def _book() -> PhraseBook[Act]:
    return PhraseBook(ACTS.entries())


def one_of(*acts: Act) -> str:
    """A pattern of the words of these acts, the longest first; those tied to a place left out."""
    words = {e.expression for e in ACTS.entries() if e.key in acts and BEGIN not in e.expression}
    return rf"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})"
