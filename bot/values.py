"""VALUE: a value of a fact as JSON, out and in (docs/接口.md)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from nlu import read_value
from policy_engine import (
    DATE,
    INFINITY,
    EmptyIntervalError,
    FactDefinition,
    FactError,
    FactValue,
    Interval,
    Item,
    ItemList,
    OneOf,
    Quantity,
    iso_day,
    plain_number,
    written_unit,
    written_value,
)

Json = dict[str, Any]
NAME = "名"
INTERVAL_KEYS = {"low", "high", "low_open", "high_open", "approx", "unit"}
ITEM_FORM = '要写成 {"名": "…", …}，名是文字'
LARGEST = Decimal(10) ** 15
_ENDLESS = re.compile(r"\d{16}|\d[eE]\+?\d{2}")
"""Digits without end: larger than any number of a business, whatever the unit."""
MOST_DIGITS = 30


# -- out ---------------------------------------------------------------------------------


def number(value: Decimal | None) -> int | float | None:
    """A JSON number: whole where it is whole."""
    return None if value is None or abs(value) == INFINITY else plain_number(value)


def value_json(value: FactValue) -> bool | Json:
    """A value of any type."""
    if isinstance(value, bool):
        return value
    if isinstance(value, OneOf):
        return {"one_of": list(value.values)}
    if isinstance(value, ItemList):
        return {"items": [_item_json(item) for item in value.items], "complete": value.complete}
    return interval_json(value.interval, value.approx, value.unit.code)


def interval_json(interval: Interval, approx: bool, unit: str | None) -> Json:
    """A number, or with the unit “date” a stretch of days."""
    return {
        "low": _end_json(interval.low, unit),
        "high": _end_json(interval.high, unit),
        "low_open": interval.low_open and interval.has_floor,
        "high_open": interval.high_open and interval.has_ceiling,
        "approx": approx,
        "unit": unit,
    }


def _end_json(end: Decimal, unit: str | None) -> int | float | str | None:
    return iso_day(end) if unit == DATE and end.is_finite() else number(end)


def _item_json(item: Item) -> Json:
    named = {NAME: item.name} if item.name else {}
    return named | {name: value_json(value) for name, value in item.facts}


# -- in -----------------------------------------------------------------------------------


def fact_from_json(definition: FactDefinition, value: object, today: date) -> FactValue | None:
    """A told value; `None` (null) is not known. Raises FactError."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        if definition.is_list:
            raise FactError(f"“{definition.name}”的值看不懂，{_expected(definition)}")
        if definition.is_number and _ENDLESS.search(value.replace(",", "")):
            raise _too_large(definition, value)
        return _of_a_size(definition, read_value(definition, value, today), value)
    if isinstance(value, dict):
        if definition.is_choice:
            return _one_of(definition, value)
        return (
            _items(definition, value, today) if definition.is_list else _interval(definition, value)
        )
    if isinstance(value, int | float | Decimal) and definition.kind != DATE:
        return Quantity(Interval.exactly(_decimal(definition, value)), definition.unit)
    raise FactError(f"“{definition.name}”的值看不懂，{_expected(definition)}")


def _expected(definition: FactDefinition) -> str:
    if definition.is_claim:
        return "要 true 或 false"
    if definition.is_choice:
        return '要写成 "省级" 这样的名称，或 {"one_of": ["省级", "市级"]}'
    if definition.is_list:
        return '要写成 {"items": [{"名": "…", …}], "complete": true}'
    if definition.kind == DATE:
        return '要一个日期，如 "2023-05-01"，或区间对象'
    return "可以是一个数、“40多家”这样的话或区间对象"


def _one_of(definition: FactDefinition, value: Mapping[str, object]) -> OneOf:
    names = value.get("one_of")
    if set(value) != {"one_of"} or not isinstance(names, list):
        raise FactError(f"“{definition.name}”的值看不懂，{_expected(definition)}")
    if not names or not all(isinstance(name, str) for name in names):
        raise FactError(f"“{definition.name}”的 one_of 要列出一个或几个名称")
    return OneOf(tuple(dict.fromkeys(names)))


def _items(definition: FactDefinition, value: Mapping[str, object], today: date) -> ItemList:
    items, complete = value.get("items"), value.get("complete", False)
    if not set(value) <= {"items", "complete"} or not isinstance(items, list):
        raise FactError(f"“{definition.name}”的值看不懂，{_expected(definition)}")
    if not isinstance(complete, bool):
        raise FactError(f"“{definition.name}”的 complete 只能是 true 或 false")
    return ItemList(tuple(_item(definition, item, today) for item in items), complete)


def _item(definition: FactDefinition, item: object, today: date) -> Item:
    if not isinstance(item, dict) or not isinstance(item.get(NAME, ""), str):
        raise FactError(f"“{definition.name}”的每一项{ITEM_FORM}")
    told = {
        name: fact_from_json(definition.item_fact(name), value, today)
        for name, value in item.items()
        if name != NAME
    }
    known = {name: value for name, value in told.items() if value is not None}
    return Item.told(item.get(NAME, ""), known)


def _interval(definition: FactDefinition, value: Mapping[str, object]) -> Quantity | None:
    unknown = set(value) - INTERVAL_KEYS
    if unknown:
        raise FactError(f"“{definition.name}”的值里不认识“{'、'.join(sorted(unknown))}”")
    low, high = value.get("low"), value.get("high")
    if low is None and high is None:
        return None
    unit = value.get("unit")
    if unit is not None and not isinstance(unit, str):
        raise FactError(f"“{definition.name}”的 unit 要是文字，如 CNY、m2、month、家")
    ends = _days if definition.kind == DATE else _exactly
    try:
        interval = Interval(
            -INFINITY if low is None else ends(definition, low).low,
            INFINITY if high is None else ends(definition, high).high,
            _flag(definition, value, "low_open") or low is None,
            _flag(definition, value, "high_open") or high is None,
        )
    except EmptyIntervalError:
        raise FactError(f"“{definition.name}”的区间里没有数：low 要小于 high") from None
    own = unit is None or unit == definition.unit.code
    in_unit = definition.unit if own else written_unit(str(unit))
    told = Quantity(interval, in_unit, _flag(definition, value, "approx"))
    _of_a_size(definition, told, low if high is None else high)
    return told


def _of_a_size(definition: FactDefinition, value: FactValue, told: object) -> FactValue:
    """The value, where a business can have such a number. Raises FactError."""
    if isinstance(value, Quantity):
        interval = value.canonical().interval
        if any(abs(end) >= LARGEST for end in (interval.low, interval.high) if end.is_finite()):
            raise _too_large(definition, told)
    return value


def _too_large(definition: FactDefinition, told: object) -> FactError:
    shown = f"{str(told)[:20]}…" if len(str(told)) > 20 else str(told)
    return FactError(f"“{definition.name}”要一个数，给的太大了（{shown}），要小于 1000 万亿")


def _flag(definition: FactDefinition, value: Mapping[str, object], key: str) -> bool:
    told = value.get(key, False)
    if not isinstance(told, bool):
        raise FactError(f"“{definition.name}”的 {key} 只能是 true 或 false")
    return told


def _days(definition: FactDefinition, value: object) -> Interval:
    if not isinstance(value, str):
        raise FactError(
            f"“{definition.name}”的 low 与 high 要写成 2023-05-01 这样的日期，给的是“{value}”"
        )
    return written_value(value, DATE).interval


def _exactly(definition: FactDefinition, value: object) -> Interval:
    return Interval.exactly(_decimal(definition, value))


def _decimal(definition: FactDefinition, value: object) -> Decimal:
    try:
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
            raise InvalidOperation
        found = Decimal(str(value))
    except InvalidOperation:
        raise FactError(f"“{definition.name}”要一个数，给的是“{value}”") from None
    if found.is_nan():
        raise FactError(f"“{definition.name}”要一个数，给的是“{value}”")
    if found.is_infinite() or found.adjusted() >= LARGEST.adjusted():
        raise _too_large(definition, value)
    if found.adjusted() < -MOST_DIGITS or len(found.as_tuple().digits) > MOST_DIGITS:
        raise FactError(f"“{definition.name}”的数写得太细，最多 {MOST_DIGITS} 位")
    return found
