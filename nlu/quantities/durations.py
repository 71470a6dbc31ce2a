"""Lengths of time: 两年, 一年半, 半年零十天, 18个月零5天, 一个星期又三天, 三个多季度."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from policy_engine import Interval

from . import numerals
from .measured import Measured
from .units import DAYS, DURATION_AFTER, MONTHS

_MORE = re.compile(r"多(?![少久大长种样])|余(?![下额])|来(?=的|吧|,|。|$)")
_INNER_MORE = re.compile(r"个(多|来)(月|季度)")
_INNER_HALF = re.compile(r"个半(月|季度)")
_MONTHS_OF_A_YEAR = re.compile(r"\s*个?(多)?月(?![份初底末])")
_JOINER = re.compile(r"\s*(?:零|又|加|带|外加|,?另)?\s*")
_HALF = re.compile(r"(大|小)?半(?:个)?(年|月|天|季度)(多)?(?!成|路|度|报)")
_HALVES = {"年": Decimal(6), "月": Decimal("0.5"), "季度": Decimal("1.5"), "天": Decimal("0.5")}
_ORDER = ("year", "quarter", "month", "week", "day")
_SIDE_BY_SIDE = {("year", "month"), ("month", "day")}
"""Told without a word between; 一周三天 is no sum."""
_ACROSS_A_BLANK = {("year", "month")}
"""1 年 6 个月, as it is shown to people."""
_CODES = {"月": "month", "季度": "quarter"}
_MOST = {"year": 200, "quarter": 800, "month": 2_400, "week": 10_000, "day": 73_000}
"""More than these is no time: the 年 of 3000万年营业额 begins the next word."""
HALF = Decimal("0.5")


def duration(text: str, bare: Measured) -> Measured | None:
    """The time that a numeral makes with what follows it, or `None`."""
    first = _one_unit(text, bare)
    if first is None or first.unit not in _ORDER:
        return first
    if first.interval.has_ceiling and first.interval.high >= _MOST[first.unit]:
        return None  # a calendar year, too
    return _plain(_joined(text, first))


def half(text: str, begin: int) -> Measured | None:
    """半年, 大半个月, 小半年, 半年多, 半年零十天."""
    found = _HALF.match(text, begin)
    if found is None:
        return None
    value, unit = _HALVES[found[2]], "day" if found[2] == "天" else "month"
    told = Interval.exactly(value)
    if found[3] or found[1] == "大":
        told = Interval(value, value * 2, True, True)
    elif found[1] == "小":
        told = Interval.below(value)
    return _plain(_joined(text, Measured.fixed(told, unit, found.end(), value)))


def _one_unit(text: str, bare: Measured) -> Measured | None:
    """A numeral and its first unit of time, with the half or the 多 inside or behind it."""
    inner = _INNER_HALF.match(text, bare.end)
    if inner:
        whole = bare.interval + Interval.exactly(HALF)
        return replace(bare, unit=_CODES[inner[1]], end=inner.end(), interval=whole)
    vague = _INNER_MORE.match(text, bare.end)
    if vague:
        return _vague(replace(bare, unit=_CODES[vague[2]], end=vague.end()), vague[1])
    for pattern, code in DURATION_AFTER:
        found = pattern.match(text, bare.end)
        if found:
            return _with_tail(text, replace(bare, unit=code, end=found.end()))
    return None


def _with_tail(text: str, found: Measured) -> Measured:
    if found.unit in ("hour", "minute"):
        return replace(found, unit="小时" if found.unit == "hour" else "分钟")
    if found.unit == "day":
        return found
    if text.startswith("半", found.end):
        whole = found.interval + Interval.exactly(HALF)
        return _in_months(replace(found, interval=whole, end=found.end + 1, step=HALF))
    more = _MORE.match(text, found.end)
    if more and found.interval.is_exact and found.unit != "week":
        return _in_months(_vague(replace(found, end=more.end(), step=Decimal(1)), more.group()))
    return found


def _vague(found: Measured, word: str) -> Measured:
    if word == "来" or not found.interval.is_exact:
        return replace(found, approx=True)
    low = found.interval.low
    return replace(found, interval=Interval(low, low + found.step, True, True))


def _joined(text: str, first: Measured) -> Measured:
    """Every smaller unit that follows added: 1年2个月15天."""
    whole = first
    few = _A_FEW.match(text, first.end)
    if few and _may_go_on(first) and few[1] in _LESS_THAN.get(first.unit or "", ()):
        return _open_until_next(
            replace(first, end=few.end()), "year" if few[1] != "天" else "month"
        )
    while (gap := _JOINER.match(text, whole.end)) and _may_go_on(whole):
        added = _next_part(text, whole, gap)
        if added is None:
            break
        whole = _sum(whole, added)
        few = _A_FEW.match(text, whole.end)
        if few and few[1] == "天" and whole.unit == "month" and _may_go_on(whole):
            return _open_until_next(replace(whole, end=few.end()), "month")
    return whole


_A_FEW = re.compile(r"\s*(?:零|又|加|带|多)几(天|个?月)(?!就|后)")
_LESS_THAN = {"year": ("天", "个月", "月"), "quarter": ("天",), "month": ("天",)}


def _open_until_next(whole: Measured, unit: str) -> Measured:
    """13个月零几天, 18个月零5天: more than the months, less than one more."""
    low = _scaled(whole, "month").low
    until = Interval(low, low + DAYS[unit] / DAYS["month"], True, True)
    return replace(whole, unit="month", interval=until)


def _may_go_on(found: Measured) -> bool:
    return found.unit in _ORDER and found.interval.is_exact


def _next_part(text: str, whole: Measured, gap: re.Match[str]) -> Measured | None:
    numeral = numerals.read(text, gap.end())
    if numeral is None:
        return None
    bare = Measured.bare(numeral)
    part = _month_of_year(text, whole, bare) or _one_unit(text, bare)
    if part is None or part.unit not in _ORDER or not _is_smaller(part, whole):
        return None
    units = (whole.unit or "", part.unit)
    if not gap.group().strip(" "):
        return part if units in (_ACROSS_A_BLANK if gap.group() else _SIDE_BY_SIDE) else None
    return part if gap.group().strip() else None


def _month_of_year(text: str, whole: Measured, bare: Measured) -> Measured | None:
    """2年3月: no 个 behind a year."""
    month = _MONTHS_OF_A_YEAR.match(text, bare.end) if whole.unit == "year" else None
    if month is None or bare.interval.high >= MONTHS["year"]:
        return None
    found = replace(bare, unit="month", end=month.end())
    return replace(found, interval=_vague(found, "多").interval) if month[1] else found


def _is_smaller(part: Measured, whole: Measured) -> bool:
    ranks = _ORDER.index(part.unit or ""), _ORDER.index(whole.unit or "")
    less = DAYS[part.unit or ""] * part.interval.low < DAYS[whole.unit or ""]
    return ranks[0] > ranks[1] and less


def _sum(whole: Measured, part: Measured) -> Measured:
    """Months and years add up in months; days beyond whole months leave a range of one more."""
    approx = whole.approx or part.approx
    added = replace(whole, end=part.end, approx=approx)
    if whole.unit in MONTHS and part.unit not in MONTHS:
        return _open_until_next(added, "month")
    unit = "month" if whole.unit in MONTHS else "day"
    return replace(added, unit=unit, interval=_scaled(whole, unit) + _scaled(part, unit))


def _scaled(found: Measured, unit: str) -> Interval:
    return found.interval.scaled(DAYS[found.unit or ""], DAYS[unit])


def _in_months(found: Measured) -> Measured:
    unit = "month" if found.unit in MONTHS else "day"
    interval, step = _scaled(found, unit), found.step * DAYS[found.unit or ""] / DAYS[unit]
    return replace(found, unit=unit, interval=interval, step=step)


def _plain(found: Measured) -> Measured:
    """Quarters in months and weeks in days; years stay years."""
    return _in_months(found) if found.unit in ("quarter", "week") else found
