"""Facts: what a policy wants to know of an enterprise, and how a told value is checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from .errors import FactError, did_you_mean
from .expression import Known, KnownItems
from .fact_kinds import (
    CHOICE,
    CLAIM,
    KIND_NAMES,
    LIST,
    REGION,
    SAME_COUNTER,
    YEARS,
    Period,
)  # fmt: skip
from .fact_value import FactValue, Item, ItemList
from .interval import EVERYTHING, NOT_NEGATIVE, Interval
from .one_of import OneOf
from .options import Options
from .quantity import Quantity
from .units import COUNT, DATE, MONEY, RATIO, Unit, unit_label, unit_of

Convert = Callable[[Quantity, str], Quantity | None]
"""Turns money into another currency, or `None` when no rate is known."""


def no_conversion(quantity: Quantity, currency: str) -> Quantity | None:
    return None


@dataclass(frozen=True, slots=True)
class FactDefinition:
    """One fact of a pack. `unit` is the one its number is told and shown in; the unit of a
    claim is the counter “是否”, that of a list what its things are counted in.

    `role`: told together with the other roles in one question; `label`: how a list
    names it, `option` how a quick reply does; `question`: the sentence that asks for it,
    `explanation`: what is said with it when it is first asked; `each`: the facts that each of
    several things told under it has (every shop its own area).
    What else would have to be guessed from its name: `counted_over` (`None`: not bound to
    a time), `increase_of` (the fact of which it is how much more than the year before),
    `is_cost` (money the enterprise pays, no turnover), `true_when_under_construction`
    (正在建 makes it true), `runs_from_opening` (还没开业 makes the duration 0).
    `contrary`: what people are asked for, and answer to, where the name is a negative (没有失信:
    失信). `options`: the values of a named fact; `item_facts`: what is told of each thing of a list.
    `written`: what the rules of its pack call it, where it has another name beside other packs;
    `common`: the name it has in the dictionary that all packs share, where that is another.
    """

    name: str
    kind: str
    unit: Unit
    label: str
    option: str = ""
    question: str = ""
    explanation: str = ""
    each: tuple[str, ...] = ()
    role: bool = False
    may_be_negative: bool = False
    counted_over: Period | None = None
    increase_of: str = ""
    is_cost: bool = False
    true_when_under_construction: bool = False
    runs_from_opening: bool = False
    contrary: str = ""
    options: Options | None = None
    item_facts: Mapping[str, FactDefinition] = field(default_factory=dict, hash=False)
    written: str = ""
    common: str = ""

    @classmethod
    def counting(cls, name: str, counter: str) -> FactDefinition:
        return cls(name, COUNT, unit_of(counter), name)

    @property
    def in_rules(self) -> str:
        """What the rules of its own pack call it."""
        return self.written or self.name

    @property
    def is_claim(self) -> bool:
        return self.kind == CLAIM

    def answered(self, yes: bool) -> bool:
        """What a yes or a no to the question says of the fact: 没有 to 有没有失信 is a yes to 没有失信.

        It is its own inverse: whether a value of the fact is a yes to the question.
        """
        return yes != bool(self.contrary)

    @property
    def is_ordinal(self) -> bool:
        """第几年 and the like: a whole number that counts nothing."""
        return self.kind == RATIO

    @property
    def is_choice(self) -> bool:
        """One of several named values."""
        return self.kind in (CHOICE, REGION)

    @property
    def is_list(self) -> bool:
        return self.kind == LIST

    @property
    def is_number(self) -> bool:
        """A quantity: everything that is known as an interval, dates too."""
        return not (self.is_claim or self.is_choice or self.is_list)

    @property
    def is_whole(self) -> bool:
        return self.kind in (COUNT, RATIO, DATE)

    @property
    def kind_name(self) -> str:
        return KIND_NAMES[self.kind]

    @property
    def domain(self) -> Known:
        """What is known of the fact when nothing was told."""
        if self.is_claim:
            return None
        if self.is_list:
            return KnownItems()
        if self.options is not None:
            return self.options.all
        return EVERYTHING if self.may_be_negative or self.kind == DATE else NOT_NEGATIVE

    def item_fact(self, name: str) -> FactDefinition:
        """What is told under that name of each thing of the list. Raises FactError."""
        if name not in self.item_facts:
            near = did_you_mean(name, self.item_facts)
            raise FactError(f"“{self.name}”的每一项没有名为“{name}”的事实{near}")
        return self.item_facts[name]

    def known(self, value: FactValue, convert: Convert = no_conversion) -> Known:
        """What `value` says about the fact, in canonical units. Raises FactError."""
        if self.is_claim:
            return self._checked_claim(value)
        if self.is_choice:
            return self._among_options(value)
        if self.is_list:
            return self._items(value, convert)
        if not isinstance(value, Quantity):
            raise FactError(
                f"“{self.name}”是{self.kind_name}，要{self._wanted}，不是{_named(value)}"
            )
        interval = self.in_own_unit(value, convert).canonical().possible()
        return self._inside_domain(interval, value)

    def in_own_unit(self, value: Quantity, convert: Convert = no_conversion) -> Quantity:
        """`value` in the fact's unit. Raises FactError when it measures something else."""
        if value.unit == self.unit:
            return value
        if self.is_ordinal and value.unit.code in YEARS:
            return Quantity(value.interval, self.unit, value.approx)
        quantity = value.canonical()
        if quantity.unit.dimension == self.unit.dimension:
            return Quantity(self.shown(quantity.interval), self.unit, quantity.approx)
        if quantity.unit.kind == MONEY and self.kind == MONEY:
            converted = convert(quantity, self.unit.code)
            if converted is None:
                raise FactError(
                    f"“{self.name}”要{self._unit_name}，给的是{unit_label(quantity.unit.code)}，"
                    "没有折算汇率，请换算后再给"
                )
            return converted
        if quantity.unit.code in SAME_COUNTER.get(self.unit.code, ()):
            return Quantity(quantity.interval, self.unit, quantity.approx)
        raise FactError(
            f"“{self.name}”是{self.kind_name}，{self._in_which_unit}，给的却是{_kind_of(quantity)}，"
            f"请改用{self._unit_name if self.kind != DATE else '日期'}"
        )

    def shown(self, canonical: Interval) -> Interval:
        """A canonical interval in the unit that the fact is shown in (m2 → 亩).

        >>> mu = FactDefinition("面积", "area", unit_of("mu"), "面积")
        >>> int(mu.shown(Interval.exactly("66667")).low)
        100
        """
        unit = self.unit
        own = unit.factor == unit.divisor
        return canonical if own else canonical.scaled(unit.divisor, unit.factor)

    @property
    def _unit_name(self) -> str:
        return unit_label(self.unit.code)

    @property
    def _in_which_unit(self) -> str:
        return "如 2023-05-01" if self.kind == DATE else f"单位是{self._unit_name}"

    @property
    def _wanted(self) -> str:
        return "一个日期" if self.kind == DATE else "一个数"

    def _checked_claim(self, value: FactValue) -> bool:
        if not isinstance(value, bool):
            raise FactError(
                f"“{self.name}”只有“是”（true）与“否”（false），给的却是{_named(value)}"
            )
        return value

    def _among_options(self, value: FactValue) -> OneOf:
        assert self.options is not None
        listed = "、".join(self.options.listed)
        if not isinstance(value, OneOf):
            raise FactError(f"“{self.name}”要从{listed}里选，给的却是{_named(value)}")
        possible: set[str] = set()
        for name in value.values:
            meant = self.options.meant_by(name.strip()) if name.strip() else ()
            if not meant:
                near = did_you_mean(name, self.options.listed)
                raise FactError(f"“{self.name}”只能是{listed}，给的是“{name}”{near}")
            possible.update(meant)
        if not possible:
            raise FactError(f"“{self.name}”要从{listed}里选，一个也没有给")
        return OneOf(tuple(name for name in self.options.values if name in possible))

    def _items(self, value: FactValue, convert: Convert) -> KnownItems:
        if not isinstance(value, ItemList):
            raise FactError(f"“{self.name}”是清单，要一项一项地列，给的却是{_named(value)}")
        items = (self._item(item, n, convert) for n, item in enumerate(value.items, 1))
        return KnownItems(tuple(items), value.complete)

    def _item(self, item: Item, place: int, convert: Convert) -> Mapping[str, Known]:
        where = f"“{self.name}”第 {place} 项" + (f"（{item.name}）" if item.name else "")
        known: dict[str, Known] = {name: d.domain for name, d in self.item_facts.items()}
        for name, value in item.facts:
            try:
                known[name] = self.item_fact(name).known(value, convert)
            except FactError as error:
                raise FactError(f"{where}：{error}") from None
        return known

    def _inside_domain(self, interval: Interval, value: Quantity) -> Interval:
        domain = self.domain
        assert isinstance(domain, Interval)
        if value.interval.has_floor and value.interval.low < domain.low:
            raise FactError(f"“{self.name}”不能是负数（给的是 {_plain(value.interval.low)}）")
        inside = interval.intersect(domain)
        if inside is not None and self.is_whole:
            inside = inside.whole_numbers()
        if inside is None:
            if self.kind == DATE:
                raise FactError(f"“{self.name}”要一个日期，给的范围里没有日期")
            expected = "整数，且不能是负数" if self.is_whole else "不小于 0 的数"
            raise FactError(f"“{self.name}”应是{expected}，给的值里没有这样的数")
        return inside


def _kind_of(quantity: Quantity) -> str:
    kind, code = quantity.unit.kind, quantity.unit.code
    if kind == MONEY:
        return f"金额（{code}）"
    if kind == RATIO:
        return "一个没有单位的数"
    return f"数量（{code}）" if kind == COUNT else KIND_NAMES[kind]


def _named(value: FactValue) -> str:
    """What was given instead of what was wanted."""
    if isinstance(value, bool):
        return "“是”或“否”"
    if isinstance(value, OneOf):
        return f"“{'、'.join(value.values)}”"
    return "一个清单" if isinstance(value, ItemList) else "一个数"


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
