"""What one version of an entry changes in another, in pieces to be shown side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, ADDED, GONE = "same", "added", "gone"
_CLAUSE = re.compile(r"[^，。；：！？\n]*[，。；：！？\n]+|[^，。；：！？\n]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and whether they stay, are new, or go."""

    text: str
    kind: str = SAME


@dataclass(frozen=True, slots=True)
class Row:
    """One part of an entry under its label; `is_list`: every piece is a line of its own."""

    label: str
    pieces: tuple[Piece, ...]
    is_list: bool = False

    @property
    def is_changed(self) -> bool:
        return any(piece.kind != SAME for piece in self.pieces)


def changed_text(before: str, after: str) -> tuple[Piece, ...]:
    """A text with what was taken out of it and put in, by clauses.

    >>> [(p.text, p.kind) for p in changed_text("先打电话，再来。", "先打电话，不用来。")]
    [('先打电话，', 'same'), ('再来。', 'gone'), ('不用来。', 'added')]
    """
    return tuple(_differences(_CLAUSE.findall(before), _CLAUSE.findall(after)))


def changed_lines(before: Sequence[str], after: Sequence[str]) -> tuple[Piece, ...]:
    """Lines as they are now, then those that are gone; their order means nothing.

    >>> [(p.text, p.kind) for p in changed_lines(["甲", "乙"], ["乙", "丙", "乙"])]
    [('乙', 'same'), ('丙', 'added'), ('甲', 'gone')]
    """
    stay = (Piece(line, SAME if line in before else ADDED) for line in dict.fromkeys(after))
    return (*stay, *(Piece(line, GONE) for line in dict.fromkeys(before) if line not in after))


def _differences(before: list[str], after: list[str]) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            yield Piece("".join(before[i:j]))
            continue
        if j > i:
            yield Piece("".join(before[i:j]), GONE)
        if m > k:
            yield Piece("".join(after[k:m]), ADDED)
