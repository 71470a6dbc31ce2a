"""Values as a pack or a test file writes them: exact, as an interval, or as a bound.

>>> written_value("4000 万元").interval.low
Decimal('40000000')
>>> written_value("(40, 50) 家").interval
Interval(low=Decimal('40'), high=Decimal('50'), low_open=True, high_open=True)
>>> written_value(">= 2000 平方米").interval.has_ceiling
False
>>> written_value("约 30 家").approx
True
>>> written_value("30%").unit.code, written_value(">= 2023-05-01").unit.code
('percent', 'date')
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from .dates import iso_day, written_days
from .errors import FactError
from .interval import EmptyIntervalError, Interval
from .quantity import Quantity
from .units import DATE, unit_of, written_unit

_NUMBER = r"-?\d[\d,]*(?:\.\d+)?"
_DAY = r"\d{4}[-\d/.年月日 ]*"


def _form(end: str, unit: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<approx>约|~)?\s*(?:"
        rf"(?P<open>[\[(])\s*(?P<low>{end})\s*,\s*(?P<high>{end})\s*(?P<close>[\])])"
        rf"|(?P<operator>>=|<=|>|<)?\s*(?P<number>{end}))\s*{unit}\s*"
    )


_FORM, _DATED = _form(_NUMBER, r"(?P<unit>[^\d\s]*)"), _form(_DAY, "")
_BOUNDS = {
    ">=": Interval.at_least, ">": Interval.above, "<=": Interval.at_most, "<": Interval.below,
}  # fmt: skip


def written_value(text: str, default_unit: str = "1") -> Quantity:
    """The quantity `text` writes. Raises FactError when it is none of the known forms.

    A date may be a day, a month or a year; “> 2023-05” is after the end of that month.
    """
    found = _FORM.fullmatch(text.strip()) if default_unit != "date" else None
    dated = _DATED.fullmatch(text.strip()) if found is None else None
    try:
        if found is not None:
            unit = written_unit(found["unit"] or default_unit)
            interval = _interval(found, _decimal)
            return Quantity(interval, unit, bool(found["approx"])).canonical()
        if dated is not None:
            interval = _interval(dated, _days)
            return Quantity(interval, unit_of("date"), bool(dated["approx"]))
    except EmptyIntervalError:
        raise FactError(f"“{text}”里没有数：左边要小于右边") from None
    if default_unit == "date":
        raise FactError(f"看不懂“{text}”，日期可写成 2023-05-01、2023-05 或 >= 2023-05-01")
    raise FactError(f"看不懂“{text}”，可写成 4000 万元、(40, 50) 家、>= 30 家 或 约 30 家")


def _interval(found: re.Match[str], read: Callable[[str], Interval]) -> Interval:
    """The numbers or days of a form; an end that is a whole month counts from its far side."""
    if found["low"]:
        low, high = read(found["low"]), read(found["high"])
        low_open, high_open = found["open"] == "(", found["close"] == ")"
        return Interval(
            low.high if low_open else low.low, high.low if high_open else high.high,
            low_open, high_open,
        )  # fmt: skip
    end, operator = read(found["number"]), found["operator"]
    if operator is None:
        return end
    return _BOUNDS[operator](end.low if operator in (">=", "<") else end.high)


def _decimal(digits: str) -> Interval:
    return Interval.exactly(digits.replace(",", ""))


def _days(text: str) -> Interval:
    days = written_days(text)
    if days is None:
        raise FactError(f"没有“{text.strip()}”这一天，日期要写成 2023-05-01")
    return days


def written_quantity(value: Quantity) -> int | float | str:
    """The notation of a quantity in its own unit, which is not named; read by `written_value`.

    >>> written_quantity(written_value("(40, 50) 家")), written_quantity(written_value("约 30"))
    ('(40, 50)', '~30')
    """
    interval, about = value.interval, "~" if value.approx else ""
    is_date = value.unit.kind == DATE

    def end(number: Decimal) -> int | float | str:
        return iso_day(number) if is_date else plain_number(number)

    if interval.is_exact:
        return f"{about}{end(interval.low)}" if about else end(interval.low)
    if not interval.has_ceiling:
        return f"{about}{'>' if interval.low_open else '>='} {end(interval.low)}"
    if not interval.has_floor:
        return f"{about}{'<' if interval.high_open else '<='} {end(interval.high)}"
    opening, closing = "(" if interval.low_open else "[", ")" if interval.high_open else "]"
    return f"{about}{opening}{end(interval.low)}, {end(interval.high)}{closing}"


def plain_number(number: Decimal) -> int | float:
    """A number as JSON and YAML write it: whole where it is whole."""
    return int(number) if number == number.to_integral_value() else float(number)
