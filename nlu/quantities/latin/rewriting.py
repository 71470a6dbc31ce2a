"""A text rewritten piece by piece, with the way back to where each piece stood."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..mention import Mention

Piece = tuple[int, int, str]
"""Start and end in the text, and what stands there instead."""


@dataclass(frozen=True)
class Rewritten:
    """`text` with, for each of its characters, where its piece begins and ends in the original."""

    original: str
    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def unchanged(cls, text: str) -> Rewritten:
        return cls(text, text, range(len(text)), range(1, len(text) + 1))

    def with_pieces(self, pieces: Iterable[Piece]) -> Rewritten:
        """The pieces, in order and apart, put in the place of what stood there.

        >>> Rewritten.unchanged("40 jia").with_pieces([(2, 6, "家")]).text
        '40家'
        """
        text: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        place = 0
        for start, end, instead in pieces:
            text += [self.text[place:start], instead]
            starts += [*self.starts[place:start], *[self.starts[start]] * len(instead)]
            ends += [*self.ends[place:start], *[self.ends[end - 1]] * len(instead)]
            place = end
        return Rewritten(
            self.original, "".join(text) + self.text[place:],
            [*starts, *self.starts[place:]], [*ends, *self.ends[place:]],
        )  # fmt: skip

    def back(self, mention: Mention) -> Mention:
        """A mention in this text, where it stands in the original."""
        start, end = self.starts[mention.start], self.ends[mention.end - 1]
        return replace(
            mention, start=start, end=end, core=self.starts[mention.core],
            text=self.original[start:end],
        )  # fmt: skip
