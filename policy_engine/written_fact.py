"""What a pack or a test file writes for a fact, whatever the type of the fact, and back.

A number, a percentage or a date as written_value.py reads it, in the unit of the fact
where none is named; money in another currency as `USD 6000000`; one of the options by its
name, several with 、 when it is not sure which; a list as `[{名: 一号店, 面积: 120}]`, which
is all there are, or with `{单项: […], 完整: false}`, when there may be others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from .errors import FactError
from .fact_value import NAME, FactValue, Item, ItemList
from .facts import FactDefinition
from .one_of import SEPARATOR, OneOf
from .quantity import Quantity
from .units import AREA, MONEY, unit_label
from .written_value import written_quantity, written_value

ITEMS, COMPLETE = "单项", "完整"
_IN_CURRENCY = re.compile(r"(?P<approx>[~约]?)\s*(?P<code>[A-Z]{3}) (?P<value>.+)")


def told_as_written(definition: FactDefinition, written: object) -> FactValue:
    """The value that is written for a fact. Raises FactError.

    >>> told_as_written(FactDefinition.counting("入网企业数", "家"), "(40, 50)").interval.low
    Decimal('40')
    """
    if isinstance(written, bool):
        return written
    if definition.is_list:
        return _listed(definition, written)
    if isinstance(written, date):
        written = written.isoformat()  # YAML reads 2023-05-01 as a date already
    if written is None or isinstance(written, list | dict):
        raise FactError(f"“{definition.name}”的值看不懂：{written}")
    text = str(written)
    if definition.is_choice:
        return OneOf(tuple(name.strip() for name in text.split(SEPARATOR)))
    foreign = _IN_CURRENCY.fullmatch(text)
    if foreign:
        return written_value(foreign["approx"] + foreign["value"], foreign["code"])
    value = written_value(text, definition.unit.code)
    own_area = value.unit.kind == definition.kind == AREA
    return definition.in_own_unit(value) if own_area else value  # 亩 stays 亩


def as_written(definition: FactDefinition, value: FactValue) -> object:
    """What one would write for a value of that fact, so that it reads back as the same.

    >>> as_written(FactDefinition.counting("入网企业数", "家"), written_value(">= 30 家"))
    '>= 30'
    """
    if isinstance(value, bool):
        return value
    if isinstance(value, OneOf):
        return str(value)
    if isinstance(value, Quantity):
        return _written(definition, value)
    items = [
        ({NAME: item.name} if item.name else {})
        | {name: as_written(definition.item_fact(name), told) for name, told in item.facts}
        for item in value.items
    ]
    return items if value.complete else {ITEMS: items, COMPLETE: False}


def _written(definition: FactDefinition, value: Quantity) -> int | float | str:
    unit, own = value.unit, definition.unit
    number = written_quantity(value)
    if unit.code == own.code or definition.is_ordinal:
        return number
    if unit.kind == MONEY:
        about = "~" if value.approx else ""
        return f"{about}{unit.code} {str(number).removeprefix('~')}"
    return f"{number} {unit_label(unit.code)}"


def _listed(definition: FactDefinition, written: object) -> ItemList:
    items, complete = written, True
    if isinstance(written, Mapping) and set(written) <= {ITEMS, COMPLETE}:
        items, complete = written.get(ITEMS), written.get(COMPLETE, False)
    if not isinstance(items, list) or not isinstance(complete, bool):
        raise FactError(
            f"“{definition.name}”是清单，要写成 [{{{NAME}: …, …}}]，"
            f"不全的写成 {{{ITEMS}: […], {COMPLETE}: false}}"
        )
    return ItemList(tuple(_item(definition, item) for item in items), complete)


def _item(definition: FactDefinition, written: object) -> Item:
    if not isinstance(written, Mapping):
        raise FactError(f"“{definition.name}”的每一项要写成 {{{NAME}: …, …}}，写的是“{written}”")
    facts = {
        str(name): told_as_written(definition.item_fact(str(name)), value)
        for name, value in written.items()
        if name != NAME
    }
    return Item.told(str(written.get(NAME, "")), facts)
