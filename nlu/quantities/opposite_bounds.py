"""Two opposite bounds side by side are one range: 大于20同时小于等于35, 最多100最少20."""

from __future__ import annotations

import re
from dataclasses import replace

from .mention import Mention

_JOINED = re.compile(r"[\s,、]*(?:但是?|而且?|又|且|并且?|同时|和|也|还|、)*[\s,、]*")

_PAIRED = re.compile(r"[少多]则|[最至][少多高低]")
"""What speaks of both ends goes across a comma: 少则二十万，多则四十万."""


def merge_opposite_bounds(text: str, mentions: list[Mention]) -> list[Mention]:
    """Merge each neighbouring pair of a lower and an upper bound of one unit."""
    merged: list[Mention] = []
    for mention in mentions:
        if merged and (both := _merged(text, merged[-1], mention)) is not None:
            merged[-1] = both
        else:
            merged.append(mention)
    return merged


def _merged(text: str, first: Mention, second: Mention) -> Mention | None:
    if first.unit not in (None, second.unit):
        return None
    opposite = (
        _one_sided(first)
        and _one_sided(second)
        and (first.interval.has_ceiling != second.interval.has_ceiling)
    )
    between = text[first.end : second.start]
    if not opposite or not _JOINED.fullmatch(between):
        return None
    if "," in between and not (_PAIRED.match(first.text) and _PAIRED.match(second.text)):
        return None
    interval = first.interval.intersect(second.interval)
    if interval is None:
        return None
    return replace(
        first, end=second.end, text=text[first.start : second.end], interval=interval,
        unit=first.unit or second.unit,
    )  # fmt: skip


def _one_sided(mention: Mention) -> bool:
    return mention.interval.has_ceiling != mention.interval.has_floor
