"""Conditions that compare: a number with a limit or with another, a named value with names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from .derived import Count, Difference, known_of
from .expression import Atom, Known, World
from .interval import Interval, Truth, negate
from .one_of import OneOf

Sides = tuple[Interval, ...]


@dataclass(frozen=True, slots=True)
class Threshold(Atom):
    """A number against a constant: the form nearly every policy sentence takes.

    `sides`: see `sides_of`; `count`: what is counted, when the number is no fact but a
    count of items; `is_date`: it is a day that is compared.
    """

    name: str
    operator: str
    limit: Interval
    sides: Sides
    count: Count | None = None
    is_date: bool = False

    def truth(self, world: World) -> Truth:
        known = world.get(self.name) if self.count is None else known_of(self.count, world)
        return COMPARE[self.operator](known, self.limit) if isinstance(known, Interval) else None

    def facts(self) -> tuple[str, ...]:
        return (self.name,) if self.count is None else self.count.facts()

    def variables(self) -> tuple[str, ...]:
        return (self.name,)

    def split(self, known: Known) -> Iterator[Known]:
        return _cut(known, self.sides)


@dataclass(frozen=True, slots=True)
class Comparison(Atom):
    """Two amounts against each other: 今年营业额 > 去年营业额.

    `unit`: the canonical unit of both; empty where it has no name or is a day.
    """

    operator: str
    difference: Difference
    sides: Sides
    unit: str = ""

    def truth(self, world: World) -> Truth:
        return COMPARE[self.operator](known_of(self.difference, world), NOTHING)

    def facts(self) -> tuple[str, ...]:
        return self.difference.facts()

    def variables(self) -> tuple[str, ...]:
        return (self.difference.variable,)

    def split(self, known: Known) -> Iterator[Known]:
        return _cut(known, self.sides)


@dataclass(frozen=True, slots=True)
class Membership(Atom):
    """A named value that has to be one of several: 企业等级 属于 国家级、省级."""

    fact: str
    names: tuple[str, ...]

    def truth(self, world: World) -> Truth:
        known = world[self.fact]
        return known.is_among(self.names) if isinstance(known, OneOf) else None

    def facts(self) -> tuple[str, ...]:
        return (self.fact,)

    def split(self, known: Known) -> Iterator[Known]:
        if isinstance(known, OneOf):
            yield from known.divided(self.names)


NOTHING = Interval.exactly(0)
COMPARE: Mapping[str, Callable[[Interval, Interval], Truth]] = {
    ">=": Interval.__ge__,
    ">": Interval.__gt__,
    "<=": Interval.__le__,
    "<": Interval.__lt__,
    "=": Interval.equals,
    "!=": lambda left, right: negate(left.equals(right)),
}


def _cut(known: Known, sides: Sides) -> Iterator[Interval]:
    if isinstance(known, Interval):
        parts = (known.intersect(side) for side in sides)
        yield from (part for part in parts if part is not None)


def sides_of(operator: str, limit: Interval) -> Sides:
    """The numbers for which `x operator limit` holds, then those for which it does not."""
    number = limit.low
    at_least, above = Interval.at_least(number), Interval.above(number)
    at_most, below = Interval.at_most(number), Interval.below(number)
    equal = Interval.exactly(number)
    return {
        ">=": (at_least, below),
        ">": (above, at_most),
        "<=": (at_most, above),
        "<": (below, at_least),
        "=": (equal, below, above),
        "!=": (below, above, equal),
    }[operator]
