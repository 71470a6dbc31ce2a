"""Two numbers that are the ends of one: 3到5万, 30-50家, 介于10与20之间, 少则…多则…."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from policy_engine import EmptyIntervalError, Interval

from . import numerals
from .measured import Measured
from .measuring import measured
from .units import MONTHS

_CONNECTOR = re.compile(
    r"\s*(?:\((?:不?含)\))?\s*(?:到|至|~|-{1,2}|—{1,2}|–|－|−|或者?|、(?=\d))\s*"
)
_BETWEEN = re.compile(r"\s*(?:和|与|跟|及|到|至)\s*")
_BETWEEN_END = re.compile(r"\s*(?:之间|中间)")
_CLOSING = re.compile(r"\s*\((?:不?含)\)")
_ONE, _TWICE, _TEN_THOUSAND = Decimal(1), 2, Decimal(10_000)


def range_from(text: str, begin: int, first: Measured) -> Measured | None:
    """The range whose first end is `first`, which begins at `begin`, or `None`."""
    connector = _CONNECTOR.match(text, first.end) or _between(text, begin, first)
    if connector is None:
        return None
    second = measured(text, connector.end())
    if second is None or not _same_kind(first, second):
        return None
    if "、" in connector.group() and _is_enumeration(text, first, second):
        return None
    if text[: first.end].endswith("点") and not text[: second.end].endswith("点"):
        return None  # 提高0.8个百分点至46.2%
    return _joined(text, first, second, connector.end())


def _is_enumeration(text: str, first: Measured, second: Measured) -> bool:
    """40家、50家, and 2、4500万, whose 2 numbers a line; but 3、4家."""
    far = second.interval.high > _TWICE * first.interval.low * max(
        second.numeral.shared, default=_ONE
    )
    return first.unit is not None or far or text.startswith("、", second.end)


def _joined(text: str, first: Measured, second: Measured, middle: int) -> Measured | None:
    low, high = _with_shared_scale(first, second)
    try:
        interval = Interval(
            low.low, high.high,
            "(不含)" in text[first.end : middle] or low.low_open,
            text.startswith("(不含)", second.end) or high.high_open,
        )  # fmt: skip
    except EmptyIntervalError:
        return None
    closing = _CLOSING.match(text, second.end)
    end = closing.end() if closing else second.end
    after = _BETWEEN_END.match(text, end)
    return replace(
        second, interval=interval, end=after.end() if after else end,
        approx=first.approx or second.approx,
    )  # fmt: skip


def _between(text: str, begin: int, first: Measured) -> re.Match[str] | None:
    """和 joins a range only in 在…和…之间 or 介于…与…."""
    joined = _BETWEEN.match(text, first.end)
    if joined is None:
        return None
    second = measured(text, joined.end())
    framed = text[max(0, begin - 3) : begin].rstrip().endswith("介于") or (
        second is not None and _BETWEEN_END.match(text, second.end) is not None
    )
    return joined if framed else None


def _same_kind(first: Measured, second: Measured) -> bool:
    if first.unit is not None and first.unit != second.unit:
        return {first.unit, second.unit} == {"year", "month"}
    return (second.interval.has_ceiling and not second.numeral.plain) or second.unit is not None


def _with_shared_scale(first: Measured, second: Measured) -> tuple[Interval, Interval]:
    """3到5万, 2到3千万: the first number shares the widest scale that keeps it the smaller."""
    low, high = first.interval, second.interval
    if first.unit == "year" and second.unit == "month":
        return low.scaled(MONTHS["year"]), high
    if first.unit is not None or first.numeral.shared:
        return _passed_down(first, second), high
    for scale in second.numeral.shared:
        if low.low * scale < high.high:
            return low.scaled(scale), high
    place = numerals.lowest_place(high.low) if not second.numeral.shared else None
    if place is not None and place >= 10 and not first.numeral.arabic and low.high < 10:
        low = low.scaled(place)  # 三到五十
    return low, high


def _passed_down(first: Measured, second: Measured) -> Interval:
    """8百到1千万: hundreds, too, are of the 万 that closes the range."""
    own, other = first.numeral.shared, second.numeral.shared
    small = first.unit is None and own and own[-1] < _TEN_THOUSAND <= max(other, default=_ONE)
    scale = other[-1] if small else _ONE
    fits = small and first.interval.low * scale < second.interval.high
    return first.interval.scaled(scale) if fits else first.interval
