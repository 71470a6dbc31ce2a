"""Chinese and Arabic numerals, mixed and vague, as intervals.

The reading is positional arithmetic over tokens (reading_state.py); one vague marker may
stand in the numeral: 多, 几, 来, two neighbouring digits as in 三四十.

>>> read("四十多家", 0).interval
Interval(low=Decimal('40'), high=Decimal('50'), low_open=True, high_open=True)
>>> read("两千四百五", 0).interval.low, read("25万6千", 0).interval.low
(Decimal('2450'), Decimal('256000'))
>>> read("两三千", 0).interval
Interval(low=Decimal('2000'), high=Decimal('3000'), low_open=False, high_open=False)
"""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass
from decimal import Decimal
from math import gcd

from policy_engine import Interval

from ..language.forms import form
from .numeral_words import BIG_UNITS, DIGITS, LATIN_UNITS, SMALL_UNITS, TOKEN
from .reading_state import ReadingState, lowest_place
from .token_takers import taken

__all__ = ["DIGITS", "Numeral", "lowest_place", "read"]

LARGEST = Decimal(10) ** 18
_MILLION = Decimal(10) ** 6


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral read from a text up to `end`.

    `step`: one more of its last non-zero digit (what 多 and 出头 may add). `shared`: what a
    range may share with it, widest first: the 千万 and the 万 of 两千万. `plain`: a lone
    Chinese digit, which is often no number at all (一切).
    """

    interval: Interval
    end: int
    step: Decimal
    approx: bool = False
    vague: bool = False
    shared: tuple[Decimal, ...] = ()
    plain: bool = False
    arabic: bool = False


def read(text: str, start: int) -> Numeral | None:
    """The numeral that begins at `start`, as far as it goes, or `None`."""
    fraction = _fraction(text, start)
    if fraction is not None:
        return fraction
    reading = ReadingState()
    closed: tuple[ReadingState, int] | None = None
    place = start
    first = ""
    while (token := TOKEN.match(text, place)) and (end := taken(reading, token, text)):
        if reading.repeats and closed is not None:  # 四千万五千万 are two numbers
            reading, place = closed
            break
        first = first or str(token.lastgroup)
        place = end
        if token.lastgroup == "big":
            closed = copy(reading), place
        if reading.open_ends and token.lastgroup == "more" and not _CLOSING.match(text, place):
            break
    if not first or (first in ("more", "around", "latin") and reading.count < 2):
        return None
    numeral = _numeral(reading, text, start, place)
    return numeral if numeral is not None and numeral.interval.high < LARGEST else None


_CLOSING = re.compile(r"个?[十百千]?[万亿]|个?[kKwW]")
"""万 or 亿 after a vague section (三千多万, 一个多亿)."""
_FRACTION = re.compile(
    r"(?<![\d/.])(?:(\d{1,4})(?:\s|又))?([1-9]\d{0,2})[/⁄]([1-9]\d{0,3})"
    r"(?![\d/⁄.]|\s?(?:[前后日号家户个票接来开签回起交提通付]|[到至](?!\d))|\d*[万亿])"
)
_SHARE_BEFORE = re.compile(r"(?:占|约|近|超过?|不到|大概|完成|剩|的|比例[是为:]?)\s?$")
_SHARE_AFTER = re.compile(r"\s?(?:的|左右|以[上下内]|是|都)")


def _fraction(text: str, start: int) -> Numeral | None:
    """3/5, 2 1/2: less than one and in lowest terms, or it is a date or two numbers."""
    found = _FRACTION.match(text, start)
    if found is None:
        return None
    upper, lower = int(found[2]), int(found[3])
    plain = found[1] or lower < _MOST_PLAIN or lower in (100, 1000)
    told = _SHARE_AFTER.match(text, found.end()) or _SHARE_BEFORE.search(text[:start][-4:])
    if upper >= lower or not (told or (plain and gcd(upper, lower) == 1)):
        return None
    value = Decimal(found[1] or 0) + Decimal(upper) / Decimal(lower)
    return Numeral(Interval.exactly(value), found.end(), lowest_place(value), arabic=True)


_MOST_PLAIN = 10


def _numeral(r: ReadingState, text: str, start: int, end: int) -> Numeral | None:
    r.settle()
    word = text[start:end]
    scale = Decimal(10_000) if form("without_wan").search(word) else Decimal(1)
    low, high = r.total + r.low * scale, r.total + r.high * scale
    if low > high:
        return None  # no number anybody would say
    if "兆" in word and not set(word) & set("万亿"):
        low = low / _MILLION  # 10⁶ as in 兆瓦, or 10¹²: only who says it knows
    interval = Interval(low, high, r.open_ends and low != high, r.open_ends and low != high)
    return Numeral(
        interval,
        end,
        lowest_place(low),
        approx=r.approx,
        vague=r.vague,
        shared=_shared(word),
        plain=len(word) == 1 and not word.isdigit(),
        arabic=word[0].isdigit() or word[0] == ".",
    )


_SHARED = re.compile(r"([百千万亿])$|([kK]?[wW]|[kKmMbB])$")
_WIDE = re.compile(rf"(?:[{''.join(DIGITS)}]|[\d.]+)([百千])([万亿])")


def _shared(word: str) -> tuple[Decimal, ...]:
    """What the other end of a range may share, widest first: of 3千万 the 千万 and the 万."""
    found = _SHARED.search(word)
    if found is None or (found[1] and found[1] in SMALL_UNITS and not word[0].isdigit()):
        return ()
    if found[2]:
        return (Decimal(LATIN_UNITS[found[2].lower()]),)
    unit = Decimal((SMALL_UNITS | BIG_UNITS)[found[1]])
    wide = _WIDE.fullmatch(word)
    return (unit,) if wide is None else (SMALL_UNITS[wide[1]] * unit, unit)
