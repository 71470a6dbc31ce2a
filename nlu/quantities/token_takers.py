"""Taking the tokens of a numeral one by one.

Each taker gives the place behind its token, or None when the token does not belong to the
numeral: then the numeral ends before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from .numeral_words import (
    BIG_UNITS,
    DIGITS,
    LATIN_UNITS,
    SMALL_UNITS,
    TOKEN,
    TWENTIES,
    arabic_value,
    chinese_value,
    digit,
)
from .reading_state import ReadingState
from .seams import TEN_THOUSAND, begins_another, measures_something

_FEW_DIGITS = 18


def taken(reading: ReadingState, token: re.Match[str], text: str) -> int | None:
    """The place behind a token that was taken into `reading`, or None."""
    return _TAKERS[str(token.lastgroup)](reading, token.group(), text, token)


def _begins_another(r: ReadingState, text: str, start: int, end: int) -> bool:
    behind_unit = r.pending is None and r.last_unit >= 100 and not r.after_zero
    return behind_unit and begins_another(text, start, end, head=r.head, last_unit=r.last_unit)


def _take_arabic(r: ReadingState, word: str, text: str, token: re.Match[str]) -> int | None:
    if r.pending is not None or len(word) > _FEW_DIGITS:
        return None
    if _begins_another(r, text, token.start(), token.end()):
        return None
    number = arabic_value(word)
    r.put(number, number)
    return token.end()


def _take_latin(r: ReadingState, word: str, text: str, token: re.Match[str]) -> int | None:
    before = text[token.start() - 1]
    if not (before == "个" or (r.pending is not None and (before.isdigit() or r.vague))):
        return None
    r.large(Decimal(LATIN_UNITS[word.lower()]))
    return token.end()


def _take_digits(r: ReadingState, word: str, text: str, token: re.Match[str]) -> int | None:
    start, end = token.span()
    if r.pending is not None or len(word) > _FEW_DIGITS:
        return None
    if word[0] in "零〇" and r.count and len(word) > 1:
        r.after_zero, word = True, word.lstrip("零〇")
    if word in ("零", "〇", "") and r.count:
        r.after_zero = True
        return end if TOKEN.match(text, end) else None
    if len(word) > 1 and r.last_unit >= 100 and _prices_one(text, end):
        word, end = word[:-1], end - 1  # 十二万五一年
    values = [digit(char) for char in re.sub("[、,]", "", word)]
    if len(values) == 2 and _neighbours(values, text, end, r):
        low, high = Decimal(values[0]), Decimal(values[1])
    elif len(values) == 2 and r.last_unit >= 100 and text[end : end + 1] in _SCALES:
        low = high = Decimal(values[0])  # 一万五一万六
        end -= 1
    else:
        low = high = chinese_value(word)
    if _begins_another(r, text, start, end):
        return None
    r.put(low, high)
    return end


def _prices_one(text: str, end: int) -> bool:
    return text[end - 1] == "一" and measures_something(text, end)


_SCALES = (*SMALL_UNITS, "万", "亿")


def _neighbours(values: list[int], text: str, end: int, reading: ReadingState) -> bool:
    """Two digits as a range: 三四十, 十七八家, 三五百; but not 二五 alone or 二零."""
    first, second = values
    if not (0 < first < second and (second - first == 1 or (first, second) == (3, 5))):
        return False
    spoken_year = text[end : end + 1] == "年" and text[end - 2] == "二"  # 二三年 is 2023
    return not spoken_year or reading.count > 0


def _take_and(r: ReadingState, _word: str, _text: str, token: re.Match[str]) -> int | None:
    """三千又五十 is 三千零五十."""
    if r.count == 0 or r.vague or r.pending is not None:
        return None
    r.after_zero = True
    return token.end()


def _take_twenty(r: ReadingState, word: str, _text: str, token: re.Match[str]) -> int | None:
    if r.pending is not None:
        return None
    tens = Decimal(TWENTIES[word] // 10)
    r.put(tens, tens)
    r.small(Decimal(10))
    return token.end()


def _take_small(r: ReadingState, word: str, _text: str, token: re.Match[str]) -> int | None:
    if r.open_ends:
        return None
    if r.pending is None and r.count and not r.after_zero and (not r.total or r.low):
        return None  # 十百 and 百千 do not combine, but 一百零十 (a slip) and 5千 do
    r.small(Decimal(SMALL_UNITS[word]))
    return token.end()


def _take_big(r: ReadingState, word: str, _text: str, token: re.Match[str]) -> int | None:
    if word != "个":
        r.large(Decimal(BIG_UNITS[word]))
    return token.end() if r.count else None


def _take_point(r: ReadingState, word: str, _text: str, token: re.Match[str]) -> int | None:
    if r.count == 0 or r.vague:
        return None
    r.point(Decimal(f"0.{''.join(str(DIGITS[char]) for char in word[1:])}"))
    return token.end()


def _take_more(r: ReadingState, word: str, text: str, token: re.Match[str]) -> int | None:
    following = text[token.end() : token.end() + 1]
    if word in ("多", "余") or (r.count and following not in SMALL_UNITS):
        asks = word not in ("多", "余") and _ASKING.match(text, token.end())
        if r.count == 0 or r.vague or (asks and r.last_unit >= TEN_THOUSAND):
            return None
        r.more()
        return token.end()
    if r.pending is not None or r.vague or not (following in SMALL_UNITS or following in BIG_UNITS):
        return None
    r.put(Decimal(2), Decimal(9), few=True)
    return token.end()


_ASKING = re.compile(r"[时点号月天年个家]")
"""几 before one of these, behind 万, asks: 三十万几时到账."""


def _take_around(r: ReadingState, _word: str, _text: str, token: re.Match[str]) -> int | None:
    if r.count == 0 or r.vague:
        return None
    r.settle()
    r.approx = r.vague = True
    return token.end()


def _take_half(r: ReadingState, _word: str, _text: str, token: re.Match[str]) -> int | None:
    if r.count:
        return None
    r.put(Decimal("0.5"), Decimal("0.5"))
    return token.end()


_Taker = Callable[[ReadingState, str, str, re.Match[str]], int | None]
_TAKERS: dict[str, _Taker] = {
    "arabic": _take_arabic,
    "latin": _take_latin,
    "digits": _take_digits,
    "and": _take_and,
    "twenty": _take_twenty,
    "small": _take_small,
    "big": _take_big,
    "point": _take_point,
    "more": _take_more,
    "around": _take_around,
    "half": _take_half,
}
