"""Days as people write them: 2026-12-03, 12月2日, 12-2, 下周三, 后天, 3天后, 月底."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

_NAMED = {"今天": 0, "今日": 0, "明天": 1, "明日": 1, "后天": 2, "大后天": 3}
_WEEKDAYS = "一二三四五六日天"
_FULL = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?")
_OF_YEAR = re.compile(r"(今年|明年)?(\d{1,2})[-/.月](\d{1,2})[日号]?")
_OF_MONTH = re.compile(r"(本月|这个月|下个?月)?(\d{1,2})[日号]")
_WEEKDAY = re.compile(rf"(本|这|下下|下)?个?(?:周|星期|礼拜)([{_WEEKDAYS}])")
_LATER = re.compile(r"(\d{1,3})(个工作日|工作日|天|日|周|个星期)(?:后|以后|之后|内|以内)?")
_MONTH_END = {"月底": 0, "本月底": 0, "这个月底": 0, "下月底": 1, "下个月底": 1}


def read_day(text: str, today: date) -> date | None:
    """The day that a text names; without a year the next one that comes.

    >>> friday = date(2026, 11, 27)
    >>> [str(read_day(t, friday)) for t in ("12月2日", "12-2", "1/5", "下周三", "周五", "后天", "3个工作日", "月底")]
    ['2026-12-02', '2026-12-02', '2027-01-05', '2026-12-02', '2026-11-27', '2026-11-29', '2026-12-02', '2026-11-30']
    >>> read_day("2月30日", friday), read_day("过几天", friday)
    (None, None)
    """
    plain = re.sub(r"\s", "", text)
    try:
        return _by_calendar(plain, today) or _by_distance(plain, today)
    except ValueError:  # no such day
        return None


def workdays_later(days: int, today: date) -> date:
    """The day so many working days (Monday to Friday) later."""
    day = today
    while days > 0:
        day += timedelta(days=1)
        days -= day.weekday() < 5
    return day


def _by_calendar(text: str, today: date) -> date | None:
    if told := _FULL.fullmatch(text):
        return date(int(told[1]), int(told[2]), int(told[3]))
    if re.fullmatch(r"\d{8}", text):
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    if told := _OF_YEAR.fullmatch(text):
        year = today.year + (told[1] == "明年")
        day = date(year, int(told[2]), int(told[3]))
        return day if told[1] or day >= today else day.replace(year=year + 1)
    if told := _OF_MONTH.fullmatch(text):
        day = _month(today, bool(told[1]) and told[1].startswith("下")).replace(day=int(told[2]))
        return day if told[1] or day >= today else _month(today, 1).replace(day=int(told[2]))
    if text in _MONTH_END:
        first = _month(today, _MONTH_END[text])
        return first.replace(day=monthrange(first.year, first.month)[1])
    return None


def _by_distance(text: str, today: date) -> date | None:
    if text in _NAMED:
        return today + timedelta(days=_NAMED[text])
    if told := _WEEKDAY.fullmatch(text):
        monday = today - timedelta(days=today.weekday())
        weeks = {"下": 1, "下下": 2}.get(told[1] or "", 0)
        day = monday + timedelta(weeks=weeks, days=min(_WEEKDAYS.index(told[2]), 6))
        return day if told[1] or day >= today else day + timedelta(weeks=1)
    if told := _LATER.fullmatch(text):
        number = int(told[1])
        if "工作日" in told[2]:
            return workdays_later(number, today)
        return today + timedelta(days=number * (1 if told[2] in "天日" else 7))
    return None


def _month(today: date, later: int) -> date:
    """The first of this month, or of the next one."""
    first = today.replace(day=1)
    return (first + timedelta(days=31)).replace(day=1) if later else first
