"""Which questions are asked most and answered worst: what to write an answer to first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from conversations import Exchange

from .teaching import plain_sentence


@dataclass(frozen=True, slots=True)
class Demand:
    """Messages that read alike: how often they came, how often that was no good answer."""

    text: str
    asked: int
    badly: int
    example: int
    """The number of the latest of them."""


def wanting(said: Iterable[Exchange], found_bad: Collection[int], most: int = 30) -> list[Demand]:
    """What was not answered, or found bad, by how often; those that came most often first."""
    asked: Counter[str] = Counter()
    badly: Counter[str] = Counter()
    example: dict[str, int] = {}
    for each in said:
        text = plain_sentence(each.text)
        if not text:
            continue
        asked[text] += 1
        if each.act == "fallback" or each.number in found_bad:
            badly[text] += 1
            example[text] = max(example.get(text, 0), each.number)
    rows = [Demand(text, asked[text], count, example[text]) for text, count in badly.items()]
    return sorted(rows, key=lambda row: (-row.badly, -row.asked, row.text))[:most]
