"""Finding many expressions in one pass: literal words, gaps, quantities, ends of clauses.

An expression is literal text with, where needed,
`…` up to eight characters without punctuation, `〈数〉` a quantity, `〈始〉` and `〈终〉`
the beginning and the end of a clause.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import ahocorasick_rs

GAP, QUANTITY, BEGIN, END = "…", "〈数〉", "〈始〉", "〈终〉"
WIDEST_GAP = 8
_PIECES = re.compile(f"({GAP}|{QUANTITY}|{BEGIN}|{END})")
_STOPS = frozenset(",。;:!?()/\n")
_SPACES = frozenset(" \t")

K = TypeVar("K", bound=Hashable)
Span = tuple[int, int]


class Spanned(Protocol):
    """A quantity in the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Entry(Generic[K]):
    """An expression that stands for `key`; an `excluded` one is a longer expression that does not."""

    key: K
    expression: str
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Found(Generic[K]):
    """An expression in the text, from `start` to `end`."""

    key: K
    start: int
    end: int
    expression: str


class ExpressionError(ValueError):
    """An expression without any literal word, or with a gap or an end before the first."""


class PhraseBook(Generic[K]):
    """Expressions that are looked for together.

    >>> book = PhraseBook([Entry("否定", "不"), Entry("否定", "不过", excluded=True)])
    >>> [(f.key, f.start) for f in book.find("不过我们不做", ())]
    [('否定', 4)]
    """

    def __init__(self, entries: Iterable[Entry[K]]) -> None:
        self._by_anchor: list[list[tuple[Entry[K], tuple[str, ...], int]]] = []
        places: dict[str, int] = {}
        for entry in entries:
            pieces = tuple(piece for piece in _PIECES.split(entry.expression) if piece)
            anchor = next((i for i, p in enumerate(pieces) if not _PIECES.fullmatch(p)), None)
            if anchor is None or {GAP, END}.intersection(pieces[:anchor]):
                raise ExpressionError(entry.expression)
            place = places.setdefault(pieces[anchor], len(places))
            if place == len(self._by_anchor):
                self._by_anchor.append([])
            self._by_anchor[place].append((entry, pieces, anchor))
        self._automaton = ahocorasick_rs.AhoCorasick(list(places)) if places else None

    def find(self, text: str, quantities: Sequence[Spanned]) -> list[Found[K]]:
        """Everything found, in reading order; of one key only the longest where they overlap."""
        if self._automaton is None:
            return []
        line = _Line(text, quantities)
        found: list[Found[K]] = []
        excluded: dict[K, list[Span]] = {}
        for place, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            for entry, pieces, anchor in self._by_anchor[place]:
                span = line.matched(pieces, anchor, start, end)
                if span is None:
                    continue
                if entry.excluded:
                    excluded.setdefault(entry.key, []).append(span)
                else:
                    found.append(Found(entry.key, *span, entry.expression))
        kept = (hit for hit in found if not _is_inside(hit, excluded.get(hit.key, ())))
        return sorted(_longest(kept), key=lambda hit: (hit.start, hit.end))


def _is_inside(hit: Found[K], spans: Iterable[Span]) -> bool:
    return any(start <= hit.start and hit.end <= end for start, end in spans)


def _longest(found: Iterable[Found[K]]) -> Iterator[Found[K]]:
    by_key: dict[K, list[Found[K]]] = {}
    for hit in found:
        by_key.setdefault(hit.key, []).append(hit)
    for hits in by_key.values():
        hits.sort(key=lambda hit: (hit.start, -hit.end))
        end = -1
        for hit in hits:
            if hit.end > end:
                yield hit
                end = hit.end


class _Line:
    """One text, ready for expressions to be tried at places in it."""

    def __init__(self, text: str, quantities: Sequence[Spanned]) -> None:
        self._text = text
        self._from = {q.start: q.end for q in quantities}
        self._to = {q.end: q.start for q in quantities}

    def matched(self, pieces: tuple[str, ...], anchor: int, start: int, end: int) -> Span | None:
        """The span of an expression whose first literal word stands from `start` to `end`."""
        begin = self._before(pieces[:anchor], start)
        stop = self._after(pieces[anchor + 1 :], end)
        return None if begin is None or stop is None else (begin, stop)

    def _before(self, pieces: tuple[str, ...], place: int) -> int | None:
        """Only marks stand before the first literal word."""
        for piece in reversed(pieces):
            plain = self._skipped_back(place)
            if piece == BEGIN:
                if plain > 0 and self._text[plain - 1] not in _STOPS and plain == place:
                    return None
            elif plain not in self._to:
                return None
            else:
                place = self._to[plain]
        return place

    def _after(self, pieces: tuple[str, ...], place: int) -> int | None:
        for index, piece in enumerate(pieces):
            if piece == GAP:
                return self._over_gap(pieces[index + 1 :], place)
            following = self._one_after(piece, place)
            if following is None:
                return None
            place = following
        return place

    def _one_after(self, piece: str, place: int) -> int | None:
        if piece == END:
            after = self._skipped(place)
            at_end = after == len(self._text) or self._text[after] in _STOPS or after > place
            return place if at_end else None
        if piece == QUANTITY:
            return self._from.get(self._skipped(place))
        return place + len(piece) if self._text.startswith(piece, place) else None

    def _over_gap(self, pieces: tuple[str, ...], place: int) -> int | None:
        for after in range(place, min(place + WIDEST_GAP, len(self._text)) + 1):
            stop = self._after(pieces, after)
            if stop is not None:
                return stop
            if after < len(self._text) and self._text[after] in _STOPS:
                return None
        return None

    def _skipped(self, place: int) -> int:
        while place < len(self._text) and self._text[place] in _SPACES:
            place += 1
        return place

    def _skipped_back(self, place: int) -> int:
        while place > 0 and self._text[place - 1] in _SPACES:
            place -= 1
        return place
