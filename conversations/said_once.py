"""Nothing twice in one reply: one card a measure, the fullest; each sentence of the policy once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field

from .blocks import Block, Blocks, Card, Extent, Group, Line, Quote, flat
from .describing import CONDITIONS
from .worded import worded

_FULLER: tuple[Extent, ...] = ("heading", "line", "settled", "gap", "full")
_WORDS = worded("policies")
_INTRODUCED = {_WORDS[name]: _WORDS[f"{name}_below"] for name in ("no_finer", "text_says")}
"""What introduces a sentence, and what is said where the card below has that sentence."""
LONG = 12
"""Characters of a line that is not said again; a shorter one (条件：) may head several lists."""


def said_once(blocks: Blocks) -> Blocks:
    """The blocks without what an earlier or a fuller one of them says."""
    return tuple(_Once(_fullest(blocks)).kept(blocks))


def _fullest(blocks: Blocks) -> Mapping[str, Card]:
    best: dict[str, Card] = {}
    for block in flat(blocks):
        if isinstance(block, Card):
            known = best.get(block.measure)
            if known is None or _FULLER.index(block.extent) > _FULLER.index(known.extent):
                best[block.measure] = block
    return best


@dataclass
class _Once:
    cards: Mapping[str, Card]
    said: set[str] = field(default_factory=set)

    @property
    def _quoted(self) -> Set[str]:
        return {card.quote.text for card in self.cards.values() if card.extent == "full"}

    def kept(self, blocks: Blocks) -> Iterator[Block]:
        """What is left of some blocks, in order."""
        for place, block in enumerate(blocks):
            if isinstance(block, Group):
                yield from self._group(block)
            elif isinstance(block, Card):
                if self._is_new(f"card {block.measure}"):
                    yield self.cards[block.measure]
            elif isinstance(block, Quote):
                if block.text not in self._quoted and self._is_new(block.text):
                    yield block
            elif isinstance(block, Line):
                yield from self._line(block, blocks[place + 1 :])
            else:
                yield block

    def _group(self, block: Group) -> Iterator[Block]:
        """Conditions whose measure is judged here are told there; a heading alone says nothing."""
        quotes = {b.text for b in block.blocks if isinstance(b, Quote)}
        if CONDITIONS in block.blocks and quotes and self._quoted >= quotes:
            return
        left = tuple(self.kept(block.blocks))
        if len(left) > 1:
            yield Group(left)
        elif left and (left == block.blocks or not isinstance(left[0], Line)):
            yield from left

    def _line(self, line: Line, following: Blocks) -> Iterator[Line]:
        below = _INTRODUCED.get(line.text)
        if below is not None and following and isinstance(following[0], Quote):
            texts = [q.text for q in following if isinstance(q, Quote)]
            if all(text in self._quoted or text in self.said for text in texts):
                line = Line(below)
        if line.role == "total" and not self._is_new("total"):
            return
        if len(line.text) <= LONG or self._is_new(line.text):
            yield line

    def _is_new(self, text: str) -> bool:
        new = text not in self.said
        self.said.add(text)
        return new
