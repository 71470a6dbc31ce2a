"""Facts: what a policy wants to know of an enterprise, and how a told value is checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from .errors import FactError
from .expression import Known
from .interval import EVERYTHING, NOT_NEGATIVE, Interval
from .quantity import FactValue, Quantity
from .units import AREA, COUNT, DURATION, MONEY, RATIO, Unit, unit_label, unit_of

CLAIM = "是否"
KIND_NAMES = {
    CLAIM: "是否", MONEY: "金额", AREA: "面积", DURATION: "时长", COUNT: "数量", RATIO: "序数",
}  # fmt: skip

SAME_COUNTER = {"家": ("个", "户", "间"), "票": ("单", "批", "笔"), "个": ("家", "间", "店", "处")}
"""Counters that people use for one another."""

YEARS = ("year", "年", "1", "个")
"""Ways to write the unit of 第几年."""

Convert = Callable[[Quantity, str], Quantity | None]
"""Turns money into another currency, or `None` when no rate is known."""


def no_conversion(quantity: Quantity, currency: str) -> Quantity | None:
    return None


class Period(StrEnum):
    """The time over which a number counts, as 政策.yml writes it."""

    THIS_YEAR = "当年"
    """This year's alone: last year's figure never counts."""
    YEARLY = "年度"
    """A yearly figure: last year's counts as well, that of a month or half a year does not."""
    CUMULATIVE = "累计"
    """Whatever has come together over the years."""


@dataclass(frozen=True, slots=True)
class FactDefinition:
    """One fact of a pack; the unit of a claim is the counter “是否”.

    `role`: told together with the other roles in one question; `label`: how a list
    names it, `option` how a quick reply does; `question`: the sentence that asks for it.
    What else would have to be guessed from its name: `counted_over` (`None`: not bound to
    a time), `is_cost` (money the enterprise pays, no turnover), `true_when_under_construction`
    (正在建 makes it true), `runs_from_opening` (还没开业 makes the duration 0).
    """

    name: str
    kind: str
    unit: Unit
    label: str
    option: str = ""
    question: str = ""
    role: bool = False
    may_be_negative: bool = False
    counted_over: Period | None = None
    is_cost: bool = False
    true_when_under_construction: bool = False
    runs_from_opening: bool = False

    @classmethod
    def counting(cls, name: str, counter: str) -> FactDefinition:
        return cls(name, COUNT, unit_of(counter), name)

    @property
    def is_claim(self) -> bool:
        return self.kind == CLAIM

    @property
    def is_ordinal(self) -> bool:
        """第几年 and the like: a whole number that counts nothing."""
        return self.kind == RATIO

    @property
    def is_whole(self) -> bool:
        return self.kind in (COUNT, RATIO)

    @property
    def kind_name(self) -> str:
        return KIND_NAMES[self.kind]

    @property
    def domain(self) -> Known:
        """What is known of the fact when nothing was told."""
        if self.is_claim:
            return None
        return EVERYTHING if self.may_be_negative else NOT_NEGATIVE

    def known(self, value: FactValue, convert: Convert = no_conversion) -> Known:
        """What `value` says about the fact, in canonical units. Raises FactError."""
        if isinstance(value, bool) or self.is_claim:
            return self._checked_claim(value)
        interval = self.in_own_unit(value, convert).possible()
        return self._inside_domain(interval, value)

    def in_own_unit(self, value: Quantity, convert: Convert = no_conversion) -> Quantity:
        """`value` in the fact's unit. Raises FactError when it measures something else."""
        if self.is_ordinal and value.unit.code in YEARS:
            return Quantity(value.interval, self.unit, value.approx)
        quantity = value.canonical()
        if quantity.unit.dimension == self.unit.dimension:
            return quantity
        if quantity.unit.kind == MONEY and self.kind == MONEY:
            converted = convert(quantity, self.unit.code)
            if converted is None:
                raise FactError(
                    f"“{self.name}”要{self._unit_name}，给的是{quantity.unit.code}，"
                    "没有折算汇率，请换算后再给"
                )
            return converted
        if quantity.unit.code in SAME_COUNTER.get(self.unit.code, ()):
            return Quantity(quantity.interval, self.unit, quantity.approx)
        raise FactError(
            f"“{self.name}”是{self.kind_name}，单位是{self._unit_name}，"
            f"给的却是{_kind_of(quantity)}，请改用{self._unit_name}"
        )

    @property
    def _unit_name(self) -> str:
        return unit_label(self.unit.code)

    def _checked_claim(self, value: FactValue) -> bool:
        if not self.is_claim:
            raise FactError(f"“{self.name}”是{self.kind_name}，要一个数，不是“是”或“否”")
        if not isinstance(value, bool):
            raise FactError(f"“{self.name}”只有“是”（true）与“否”（false），给的却是一个数")
        return value

    def _inside_domain(self, interval: Interval, value: Quantity) -> Interval:
        domain = self.domain
        assert isinstance(domain, Interval)
        if value.interval.has_floor and value.interval.low < domain.low:
            raise FactError(f"“{self.name}”不能是负数（给的是 {_plain(value.interval.low)}）")
        inside = interval.intersect(domain)
        if inside is not None and self.is_whole:
            inside = inside.whole_numbers()
        if inside is None:
            expected = "整数，且不能是负数" if self.is_whole else "不小于 0 的数"
            raise FactError(f"“{self.name}”应是{expected}，给的值里没有这样的数")
        return inside


def _kind_of(quantity: Quantity) -> str:
    kind, code = quantity.unit.kind, quantity.unit.code
    if kind == MONEY:
        return f"金额（{code}）"
    return {AREA: "面积", DURATION: "时长", RATIO: "百分比"}.get(kind, f"数量（{code}）")


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
