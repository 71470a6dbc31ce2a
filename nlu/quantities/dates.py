"""Dates as durations: 2024年8月投入运营, 去年三季度开的, 20230611成立 — as of a day.

A full date gives completed months; a month, a quarter or a half gives the interval of both
its ends; a bare year is left alone (《民法典》 counts periods by the calendar).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from policy_engine import EmptyIntervalError, Interval

from ..yaml_file import read_yaml
from . import numerals
from .mention import Mention

_CN = "零〇一二三四五六七八九十"
_YEAR = rf"(?P<year>(?:19|20)\d{{2}}|(?<!\d)[12]\d(?=年)|二[零〇][{_CN}]{{2}}|二[零〇一二三四五六](?=年)|去年|今年|前年|大前年|上年)"
_DATE = re.compile(
    rf"{_YEAR}\s*[年./-]?\s*(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s*(?:月份?|[./-](?=\d))"
    rf"(?:\s*(?P<day>3[01]|[12]\d|0?[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])\s*[日号]?(?!\d))?"
)
_COMPACT = re.compile(
    r"(?<![\d.])(?P<year>(?:19|20)\d{2})(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])?(?!\d)"
)
"""20230611, 202306."""
_SLASHED = re.compile(
    r"(?<![\d./-])(?P<year>(?:19|20)\d{2})[./-](?P<month>1[0-2]|0?[1-9])(?P<day>(?!))?"
    r"(?=\s?(?:开|成立|起|投|上线|注册|运营|营业|至今|到现在|以来))"
)
"""2023/6开张."""
_WITH_MARKS = re.compile(
    r"(?<![\d./-])(?P<year>(?:19|20)\d{2})[./-](?P<month>1[0-2]|0?[1-9])(?P<day>(?!))?(?![\d./-])"
)
"""2023/6, where a date is asked for."""
_YEAR_ALONE = re.compile(_YEAR)
_PART_OF_YEAR = re.compile(
    rf"{_YEAR}\s*年?度?的?\s*(?:(?P<half>[上下前后]半年)|第?(?P<quarter>[一二三四1-4])季度?|[Qq](?P<q>[1-4]))(?!\d)"
)
_FEASTS: Mapping[str, tuple[int, int]] = {
    feast: (month, months)
    for feast, (month, months) in read_yaml(Path(__file__).parent / "feasts.yml").items()
}
"""The month that a feast begins in, and how many it may fall into."""
_FEAST = re.compile(
    _YEAR + rf"\s*年?的?(?P<feast>{'|'.join(sorted(_FEASTS, key=len, reverse=True))})(?![月家个票])"
)
_LAST_MONTH = re.compile(
    r"上个?月(?P<day>(?:\d{1,2})[日号])?"
    r"|(?<![\d年十个每至到~、.\-—前后月])(?P<recent>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?"
    r"(?:(?P<on>3[01]|[12]\d|0?[1-9]|[二三]?十[一二三四五六七八九]?)[日号]?)?"
    r"(?:(?P<early>初|上旬)|(?P<middle>中旬?)|(?P<late>下旬|底|末))?(?=[才刚就里]?(?:开(?![票具会])|上(?!半)|投)|才|刚)"
)
"""… and 七月才开, 五月底开门, 5月28开张, the latest one gone by."""
_BEFORE = re.compile(
    r"(?:从|自|是|在|于|开业|成立|上线|运营|注册|开张|营业|建成|投用)[^,。;!?]{0,4}$"
)
_AFTER = re.compile(
    r"^[^,。;!?\d]{0,8}?(?:开|成立|上线|上的线|运营|营业|投入|投用|投产|建成|起|以来|至今|到现在|入驻|注册|启用)"
)
_YEAR_BEFORE = re.compile(_YEAR.replace("?P<year>", "?:") + r"[^。;!?\d]{0,4}$")
THIRD = 10
_YEARS_AGO = {"今年": 0, "去年": 1, "上年": 1, "前年": 2, "大前年": 3}


def since(text: str, today: date, any_date: bool = False) -> list[Mention]:
    """Every “since …” in a cleaned message, as a duration in months as of `today`.

    `any_date`: also a date without a word of beginning, in answer to how long.

    >>> [(m.text, m.interval.low, m.interval.high) for m in since("2024年8月投入运营", date(2026, 3, 1))]
    [('2024年8月', Decimal('18'), Decimal('19'))]
    """
    found = []
    forms = (_DATE, _COMPACT, _SLASHED, _PART_OF_YEAR, _FEAST, _LAST_MONTH)
    for match in (match for form in forms for match in form.finditer(text)):
        if not any_date and not (
            _BEFORE.search(text[: match.start()]) or _AFTER.match(text[match.end() :])
        ):
            continue
        if match.groupdict().get("recent") and _YEAR_BEFORE.search(text[: match.start()]):
            continue  # 去年的2月
        days = _real_days(match, today)
        interval = None if days is None else _elapsed(days, today)
        if interval is not None:
            start, end = match.span()
            told = Mention(
                start, end, match.group(), interval, "month", core=start, since=True, begun=days
            )
            found.append(told)
    return sorted(found, key=lambda mention: mention.start)


def days_told(text: str, today: date) -> list[tuple[tuple[int, int], date, date]]:
    """Every date of a cleaned message: its place, the first and the last day that it may mean.

    >>> [(first.isoformat(), last.isoformat()) for _, first, last in days_told("去年5月", date(2026, 3, 1))]
    [('2025-05-01', '2025-05-31')]
    """
    read: dict[tuple[int, int], tuple[date, date] | None] = {}
    for form in (_DATE, _COMPACT, _WITH_MARKS, _PART_OF_YEAR, _FEAST, _LAST_MONTH, _YEAR_ALONE):
        for match in form.finditer(text):
            if all(match.end() <= start or end <= match.start() for start, end in read):
                read[match.span()] = _real_days(match, today)
    return sorted((place, *days) for place, days in read.items() if days is not None)


def _real_days(match: re.Match[str], today: date) -> tuple[date, date] | None:
    """None for the 30th of February."""
    try:
        return _period(match, today)
    except ValueError:
        return None


def _elapsed(days: tuple[date, date], today: date) -> Interval | None:
    first, last = days
    if first > today:
        return None
    try:
        low = _completed_months(min(last, today), today)
        return Interval.between(low, _completed_months(first, today))
    except EmptyIntervalError:
        return None


def _period(match: re.Match[str], today: date) -> tuple[date, date]:
    """The first and the last day that a date may mean. Raises ValueError."""
    told = match.groupdict()
    if told.get("recent"):
        month = int(_number(told["recent"]))
        if month > today.month:
            raise ValueError("gone by last year, or still to come")
        days = _days(today.year, month, 1, told["on"])
        return days if told["on"] else _part_of_month(match, *days)
    if "feast" in told:
        return _days(_year(told["year"], today), *_FEASTS[told["feast"]])
    if "year" not in told:  # 上个月
        before = today.replace(day=1) - timedelta(days=1)
        return _days(before.year, before.month, 1, told["day"])
    year = _year(told["year"], today)
    if set(told) == {"year"}:
        return date(year, 1, 1), date(year, 12, 31)
    if "half" not in told:
        return _days(year, int(_number(told["month"])), 1, told["day"])
    if told["half"]:
        return _days(year, 1 if told["half"][0] in "上前" else 7, 6)
    return _days(year, 3 * int(_number(told["quarter"] or told["q"])) - 2, 3)


def _part_of_month(match: re.Match[str], first: date, last: date) -> tuple[date, date]:
    """The third of a month that is said: 五月底."""
    if match["early"]:
        return first, first.replace(day=THIRD)
    if match["middle"]:
        return first.replace(day=THIRD + 1), first.replace(day=2 * THIRD)
    return (first.replace(day=2 * THIRD + 1), last) if match["late"] else (first, last)


def _days(year: int, month: int, months: int, day: str | None = None) -> tuple[date, date]:
    """So many months from the first of one, or one day of it."""
    if day:
        told = date(year, month, int(_number(day.rstrip("日号"))))
        return told, told
    last = month + months - 1
    end = (date(year, last, 1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return date(year, month, 1), end


def _year(word: str, today: date) -> int:
    if word in _YEARS_AGO:
        return today.year - _YEARS_AGO[word]
    year = int(_number(word))
    return year + 2000 if year < 100 else year


def _number(word: str) -> Decimal:
    if word.isdigit():
        return Decimal(word)
    if len(word) > 1 and "十" not in word:
        return Decimal("".join(str(numerals.DIGITS[char]) for char in word))
    numeral = numerals.read(word, 0)
    return numeral.interval.low if numeral is not None else Decimal(0)


def _completed_months(begun: date, today: date) -> int:
    months = (today.year - begun.year) * 12 + today.month - begun.month
    return months - (today.day < begun.day)
