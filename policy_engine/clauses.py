"""The clauses of a text, read from how its paragraphs are numbered.

What stands before the first number is 前言. Unnumbered paragraphs belong to the clause
before them; those after the last number are 附则, where the clauses before were of one
paragraph each, and belong to the last clause where they were not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from .numbering import Marker, Style, marker, plain_label

PREAMBLE, CLOSING = "前言", "附则"
Named = tuple[tuple[str, str], ...]
"""Labels with the words that their clauses begin with; each names the first that begins so."""


@dataclass(frozen=True)
class Clause:
    """A clause: its own paragraphs and the parts after them."""

    label: str
    style: Style | None
    number: int
    own: str
    parts: tuple[Clause, ...] = ()

    @cached_property
    def text(self) -> str:
        """All of it, one paragraph a line."""
        return "\n".join([self.own, *(part.text for part in self.parts)])

    @cached_property
    def holds_articles(self) -> bool:
        """Whether it is but a heading over 第X条."""
        return any(part.style is Style.ARTICLE for part in self.walk()) and (
            self.style is not Style.ARTICLE
        )

    def walk(self) -> Iterator[Clause]:
        """The clause and all of its parts, in the order of the text."""
        yield self
        for part in self.parts:
            yield from part.walk()


def clauses_of(text: str, named: Named = ()) -> tuple[Clause, ...]:
    """The clauses of a text, one paragraph a line; what `named` says goes before any number."""
    paragraphs = [line for line in (line.strip() for line in text.splitlines()) if line]
    markers = [marker(paragraph) for paragraph in paragraphs]
    articles = [m.number for m in markers if m is not None and m.style is Style.ARTICLE]
    beginnings = tuple((label, plain_label(begins)) for label, begins in named)
    reading = _Reading(beginnings, articles)
    for paragraph, found in zip(paragraphs, markers, strict=True):
        reading.take(paragraph, found)
    return reading.finished()


@dataclass
class _Node:
    label: str
    style: Style | None
    number: int = 0
    paragraphs: list[str] = field(default_factory=list)
    parts: list[_Node] = field(default_factory=list)

    def frozen(self) -> Clause:
        parts = tuple(part.frozen() for part in self.parts)
        return Clause(self.label, self.style, self.number, "\n".join(self.paragraphs), parts)

    @property
    def has_one_paragraph(self) -> bool:
        return len(self.paragraphs) == 1 and all(part.has_one_paragraph for part in self.parts)


@dataclass
class _Reading:
    named: Named
    ahead: list[int]
    """The numbers of the articles that may still come."""
    root: _Node = field(default_factory=lambda: _Node("", None))
    open: list[_Node] = field(default_factory=list)
    article: int = 0
    """The number of the last article."""

    def take(self, paragraph: str, found: Marker | None) -> None:
        folded = plain_label(paragraph)
        label = next((name for name, begins in self.named if folded.startswith(begins)), None)
        if label is not None and not any(part.label == label for part in self.root.parts):
            style, number = (found.style, found.number) if found else (None, 0)
            self.open = []
            self._begin(_Node(label, style, number))
        elif found is not None and self._is_due(found):
            self._begin_numbered(found)
        elif not self.open:
            self._begin(_Node(PREAMBLE, None))
        self.open[-1].paragraphs.append(paragraph)

    def finished(self) -> tuple[Clause, ...]:
        self._close()
        return tuple(node.frozen() for node in self.root.parts)

    def _is_due(self, found: Marker) -> bool:
        """Whether the numbers of articles go on here; “第十条规定的……” after 第三条 is a reference."""
        if found.style is not Style.ARTICLE:
            return True
        self.ahead.pop(0)
        between = any(self.article < number < found.number for number in self.ahead)
        due = found.number > self.article and not between
        if due:
            self.article = found.number
        return due or "之" in found.label

    def _begin_numbered(self, found: Marker) -> None:
        styles = [node.style for node in self.open]
        if found.style is Style.ATTACHMENT:
            self._close()
            self.open, self.article = [], 0
        elif found.style in styles:
            del self.open[styles.index(found.style) :]
        elif found.style is Style.CHAPTER:
            self.open = self.open[: styles[:1] == [Style.ATTACHMENT]]
        while self.open and self._stands_above(found.style, self.open[-1].style):
            self.open.pop()
        label = self._inside(found.style) + found.label
        if found.style.is_list and any(part.label == label for part in self._around.parts):
            times = sum(_without_turn(part.label) == label for part in self._around.parts)
            label = f"{label}·{times + 1}"
        self._begin(_Node(label, found.style, found.number))

    def _inside(self, style: Style) -> str:
        """What stands before a label: the clause that it is a part of, or the attachment."""
        if not self.open:
            return ""
        around = self.open[0] if style.names_itself else self.open[-1]
        return around.label if not style.names_itself or around.style is Style.ATTACHMENT else ""

    @property
    def _around(self) -> _Node:
        return self.open[-1] if self.open else self.root

    def _stands_above(self, style: Style, other: Style | None) -> bool:
        """Whether a clause so numbered cannot stand within one numbered otherwise."""
        return other is None or (style.is_list and other.is_list and style < other)

    def _begin(self, node: _Node) -> None:
        around = self._around
        again = next((part for part in around.parts if part.label == node.label), None)
        if again is None:
            around.parts.append(node)
        self.open.append(again or node)

    def _close(self) -> None:
        """Tell the closing from the last clause."""
        last = self.open[-1] if self.open else None
        before = [node for node in self.root.parts if node.label != PREAMBLE]
        if self.open and self.open[0].style is Style.ATTACHMENT:
            return
        if last is None or last.style in (None, Style.ATTACHMENT) or len(last.paragraphs) < 2:
            return
        closing, last.paragraphs = last.paragraphs[1:], last.paragraphs[:1]
        if all(node.has_one_paragraph for node in before):
            self.root.parts.append(_Node(CLOSING, None, paragraphs=closing))
        else:
            last.paragraphs += closing


def _without_turn(label: str) -> str:
    return label.partition("·")[0]
