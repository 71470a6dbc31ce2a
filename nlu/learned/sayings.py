"""What may be said of a pack: its number facts, its yes-or-no facts, the values of named facts.

Each is told to the network by a text of the pack's own words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from policy_engine import DATE

from ..outline import Outline
from ..pack_words import PackWords

MOST_NAMES = 5
"""Names of a fact that its text lists."""


@dataclass(frozen=True, slots=True)
class Saying:
    """Something that may be said: a number fact, a yes-or-no fact, or (`value`) a named fact's value."""

    fact: str
    is_claim: bool
    value: str = ""


@dataclass(frozen=True)
class Sayings:
    """Everything that may be said of one pack, in the order of its facts."""

    words: PackWords

    @property
    def outline(self) -> Outline:
        return self.words.outline

    @cached_property
    def all(self) -> Sequence[Saying]:
        return tuple(self._all())

    @cached_property
    def places(self) -> dict[tuple[str, str], int]:
        """Where each stands, by fact and value."""
        return {(saying.fact, saying.value): i for i, saying in enumerate(self.all)}

    def _all(self) -> Iterator[Saying]:
        for name, definition in self.outline.facts.items():
            if name in self.words.narrowing:
                continue  # told by how people say it, or by name
            if definition.options is not None:
                yield from (Saying(name, True, value) for value in definition.options.listed)
            elif definition.is_claim:
                yield Saying(name, True)
            elif definition.is_number and definition.kind != DATE:
                yield Saying(name, False)

    def names(self, saying: Saying) -> list[str]:
        """How people call it, the plainest first."""
        file = self.words.file
        if saying.value:
            return file.values.get(saying.fact, {}).get(saying.value, [])
        number, claim = file.numbers.get(saying.fact), file.claims.get(saying.fact)
        if number is not None:
            return [*number.names, *number.generic[:3]]
        return [] if claim is None else [*claim.nouns[:4], *claim.said]

    def title(self, saying: Saying) -> str:
        """The first measure that it matters to."""
        return self._titles.get(saying.fact, "")

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for measure in self.outline.measures.values():
            for fact in measure.facts:
                found.setdefault(fact, measure.title)
        return found

    def text(self, saying: Saying) -> str:
        """What the network is told of it."""
        return self.worded(saying, self.names(saying)[:MOST_NAMES], self.title(saying))

    def worded(self, saying: Saying, names: Sequence[str], title: str, label: str = "") -> str:
        """The text with these names and title; `label` in place of its own."""
        definition = self.outline.facts[saying.fact]
        label = label or definition.label
        called = f"{label}：{saying.value}" if saying.value else label
        option = "" if definition.option in ("", definition.label) else definition.option
        listed = f"如：{'、'.join(names)}" if names else ""
        about = f"（{title}）" if title else ""
        return f"passage: {called}。{option}{definition.question}{about}{listed}"
