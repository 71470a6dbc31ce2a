"""Two opposite bounds side by side are one range: 大于20同时小于等于35, 最多100最少20."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from math import prod

from .mention import Mention

_JOINED = re.compile(r"[\s,、]*(?:但是?|而且?|又|且|并且?|同时|和|也|还|、)*[\s,、]*")


def merge_opposite_bounds(text: str, mentions: list[Mention]) -> list[Mention]:
    """Merge each neighbouring pair of a lower and an upper bound of one unit."""
    merged: list[Mention] = []
    for mention in mentions:
        if merged and (both := _merged(text, merged[-1], mention)) is not None:
            merged[-1] = both
        else:
            merged.append(mention)
    return merged


def with_units_across_slashes(text: str, mentions: list[Mention]) -> list[Mention]:
    """面积1,600/2,500㎡, 4,100/6,000万元: the first number shares the unit of the second."""
    told = list(mentions)
    for place, (first, second) in enumerate(pairwise(mentions)):
        sharing = first.unit is None and second.unit is not None and not first.ordinal
        if sharing and text[first.end : second.start].strip() == "/":
            scale = _scale_shared(first, second)
            if scale is not None:
                interval = first.interval.scaled(scale)
                told[place] = replace(first, unit=second.unit, interval=interval)
    return told


_SCALE = {"千": 10**3, "万": 10**4, "亿": 10**8}
_ALIKE = 20


def _scale_shared(first: Mention, second: Mention) -> Decimal | None:
    """The scale that makes two numbers alike in size; none when they measure different things."""
    low, high = first.interval.low, second.interval.high
    own = prod(Decimal(_SCALE[char]) for char in second.text if char in _SCALE)
    scales = (Decimal(own), Decimal(1))
    return next((s for s in scales if low > 0 and high / _ALIKE < low * s < high * _ALIKE), None)


def _merged(text: str, first: Mention, second: Mention) -> Mention | None:
    if first.unit not in (None, second.unit):
        return None
    opposite = (
        _one_sided(first)
        and _one_sided(second)
        and (first.interval.has_ceiling != second.interval.has_ceiling)
    )
    if not opposite or not _JOINED.fullmatch(text[first.end : second.start]):
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
