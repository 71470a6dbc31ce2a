"""A message annotated once: quantities, cues, clauses. Everything else reads the annotations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from .clauses import Clause, divided
from .language import Notion, notion_entries
from .pack_words import OF_A_FACT, PackWords, Word, WordKind
from .phrases import Entry, Found, PhraseBook
from .quantities import Mention

Key = Notion | Word
Cue = Found[Key]


@dataclass(frozen=True)
class Message:
    """The cleaned text with what was found in it."""

    text: str
    mentions: Sequence[Mention]
    cues: Sequence[Cue]
    today: date

    @cached_property
    def clauses(self) -> list[Clause]:
        return divided(self)

    def clause_at(self, place: int) -> Clause | None:
        """The clause in which a place lies."""
        return next((part for part in self.clauses if part.start <= place < part.end), None)

    @cached_property
    def _notions(self) -> dict[Notion, list[Cue]]:
        by_notion: dict[Notion, list[Cue]] = {}
        for cue in self.cues:
            if isinstance(cue.key, Notion):
                by_notion.setdefault(cue.key, []).append(cue)
        return by_notion

    @cached_property
    def _words(self) -> dict[tuple[WordKind, str], list[Cue]]:
        by_word: dict[tuple[WordKind, str], list[Cue]] = {}
        for cue in self.cues:
            if isinstance(cue.key, Word):
                by_word.setdefault((cue.key.kind, cue.key.of), []).append(cue)
        return by_word

    def notion(self, notion: Notion, start: int = 0, end: int | None = None) -> Iterator[Cue]:
        """The cues of a notion that lie from `start` to `end`."""
        return _within(self._notions.get(notion, ()), start, len(self.text) if end is None else end)

    def has(self, notion: Notion, start: int = 0, end: int | None = None) -> bool:
        """Whether a notion is found from `start` to `end`."""
        return next(self.notion(notion, start, end), None) is not None

    def ends_at(self, notion: Notion, place: int, slack: int = 0) -> bool:
        """Whether a cue of a notion ends at most `slack` characters before `place`."""
        return any(place - slack <= cue.end <= place for cue in self._notions.get(notion, ()))

    def starts_at(self, notion: Notion, place: int, slack: int = 0) -> bool:
        """Whether a cue of a notion starts at most `slack` characters after `place`."""
        return any(place <= cue.start <= place + slack for cue in self._notions.get(notion, ()))

    def covers(self, notion: Notion, start: int, end: int) -> bool:
        """Whether a cue of a notion contains the stretch."""
        return any(cue.start <= start and end <= cue.end for cue in self._notions.get(notion, ()))

    def word(
        self, kind: WordKind, of: str, start: int = 0, end: int | None = None
    ) -> Iterator[Cue]:
        """The words of the pack of one kind for one fact, scene or measure, from `start` to `end`."""
        found = self._words.get((kind, of), ())
        return _within(found, start, len(self.text) if end is None else end)

    def has_word(self, kind: WordKind, of: str) -> bool:
        """Whether the message has such a word."""
        return (kind, of) in self._words

    def words(self, kind: WordKind, start: int = 0, end: int | None = None) -> Iterator[Cue]:
        """The words of the pack of one kind, from `start` to `end`."""
        last = len(self.text) if end is None else end
        for (found, _), cues in self._words.items():
            if found is kind:
                yield from _within(cues, start, last)


def _within(cues: Sequence[Cue], start: int, end: int) -> Iterator[Cue]:
    return (cue for cue in cues if start <= cue.start and cue.end <= end)


@dataclass(frozen=True)
class Annotator:
    """Finds the cues of one pack and of everyday language in one pass."""

    book: PhraseBook[Key]

    @classmethod
    def of(cls, words: PackWords) -> Annotator:
        """One that knows the words of a pack."""
        everyday: Iterator[Entry[Key]] = (
            Entry(e.key, e.expression, e.excluded) for e in notion_entries()
        )
        own: Iterator[Entry[Key]] = (
            Entry(e.key, e.expression, e.excluded) for e in words.entries()
        )
        return cls(PhraseBook([*everyday, *own]))

    def annotated(self, text: str, mentions: Sequence[Mention], today: date) -> Message:
        found = Message(text, mentions, _widest(self.book.find(text, mentions)), today)
        return replace(found, mentions=[m for m in mentions if not _is_no_number(found, m)])


def _is_no_number(message: Message, mention: Mention) -> bool:
    """下一家 counts nothing."""
    return message.covers(Notion.ANOTHER_FIRM, mention.start, mention.end)


def _widest(cues: Sequence[Cue]) -> list[Cue]:
    """Without the names that only stand inside a longer name of something else, or end in one.

    平台 in 平台服务费 names no platform, 是规上 in 我们是规上服务业 no industrial enterprise.
    """
    names = [cue for cue in cues if isinstance(cue.key, Word) and cue.key.kind in OF_A_FACT]
    values = [cue for cue in cues if isinstance(cue.key, Word) and cue.key.kind is WordKind.VALUE]
    return [
        cue
        for cue in cues
        if not any(_swallows(longer, cue) for longer in names)
        and not any(_cuts(value, cue) for value in values)
    ]


def _swallows(longer: Cue, cue: Cue) -> bool:
    if not (isinstance(cue.key, Word) and isinstance(longer.key, Word)):
        return False
    if cue.key.kind not in OF_A_FACT or cue.key.of == longer.key.of or _has_a_gap(longer):
        return False
    inside = longer.start <= cue.start and cue.end <= longer.end
    return inside and longer.end - longer.start > cue.end - cue.start


def _cuts(value: Cue, cue: Cue) -> bool:
    """Whether a word of a fact ends within a longer value of another one."""
    if not (isinstance(cue.key, Word) and isinstance(value.key, Word)):
        return False
    if cue.key.kind not in OF_A_FACT or cue.key.of == value.key.of:
        return False
    ends_inside = cue.start < value.start < cue.end < value.end
    return ends_inside and value.end - value.start > cue.end - cue.start


def _has_a_gap(cue: Cue) -> bool:
    """Whether something else stands inside: 入驻…孵化载体 has none in 没入驻孵化载体."""
    return "…" in cue.expression and cue.end - cue.start > len(cue.expression.replace("…", ""))
