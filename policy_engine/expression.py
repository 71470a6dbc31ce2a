"""Conditions and amounts as evaluable trees.

Each node is one construct of the rule language. A node is evaluated in a *world*: a
mapping from fact name to what is known of it (`True`, `False`, `None` for an unknown
claim; an `Interval` for a number). Conditions answer in three-valued logic, amounts in
intervals. Where a condition is open, `open_atom` names the first atom that keeps it
open and `split` divides the world into one part where that atom holds and others
where it does not; this is how case analysis (cases.py) becomes exact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce

from .interval import EVERYTHING, Interval, Truth, negate

Known = Truth | Interval
World = Mapping[str, Known]


@dataclass(frozen=True, slots=True)
class Amount:
    """A numeric expression; `text` is what the author wrote."""

    text: str

    def range(self, world: World) -> Interval:
        raise NotImplementedError

    def facts(self) -> tuple[str, ...]:
        return ()


@dataclass(frozen=True, slots=True)
class Constant(Amount):
    value: Interval

    def range(self, world: World) -> Interval:
        return self.value


@dataclass(frozen=True, slots=True)
class Number(Amount):
    """The value of a numeric fact."""

    fact: str

    def range(self, world: World) -> Interval:
        known = world[self.fact]
        return known if isinstance(known, Interval) else EVERYTHING

    def facts(self) -> tuple[str, ...]:
        return (self.fact,)


@dataclass(frozen=True, slots=True)
class Operation(Amount):
    """Sum, difference, product, quotient, smallest or largest of its operands."""

    operands: tuple[Amount, ...]
    combine: Callable[[Interval, Interval], Interval]

    def range(self, world: World) -> Interval:
        return reduce(self.combine, (operand.range(world) for operand in self.operands))

    def facts(self) -> tuple[str, ...]:
        return _facts_of(self.operands)


@dataclass(frozen=True, slots=True)
class Condition:
    """A yes-or-no expression; `text` is what the author wrote."""

    text: str

    def truth(self, world: World) -> Truth:
        raise NotImplementedError

    def facts(self) -> tuple[str, ...]:
        raise NotImplementedError

    def atoms(self) -> Iterator[Atom]:
        raise NotImplementedError

    def open_atom(self, world: World) -> Atom | None:
        """The first atom, in reading order, that keeps this condition open."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Atom(Condition):
    """A condition without parts."""

    def atoms(self) -> Iterator[Atom]:
        yield self

    def open_atom(self, world: World) -> Atom | None:
        return self if self.truth(world) is None else None

    def split(self, world: World) -> Iterator[tuple[str, Known]]:
        """Ways to narrow one fact so that this atom is decided in each."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Claim(Atom):
    """A yes-or-no fact."""

    fact: str

    def truth(self, world: World) -> Truth:
        known = world[self.fact]
        return None if isinstance(known, Interval) else known

    def facts(self) -> tuple[str, ...]:
        return (self.fact,)

    def split(self, world: World) -> Iterator[tuple[str, Known]]:
        yield self.fact, True
        yield self.fact, False


@dataclass(frozen=True, slots=True)
class Threshold(Atom):
    """A numeric fact against a constant: the form nearly every policy sentence takes."""

    fact: str
    operator: str
    limit: Interval
    inside: tuple[Interval, ...]
    outside: tuple[Interval, ...]

    def truth(self, world: World) -> Truth:
        known = world[self.fact]
        if not isinstance(known, Interval):
            return None
        return COMPARE[self.operator](known, self.limit)

    def facts(self) -> tuple[str, ...]:
        return (self.fact,)

    def split(self, world: World) -> Iterator[tuple[str, Known]]:
        known = world[self.fact]
        assert isinstance(known, Interval)
        for side in (*self.inside, *self.outside):
            part = known.intersect(side)
            if part is not None:
                yield self.fact, part


@dataclass(frozen=True, slots=True)
class Comparison(Atom):
    """Any other comparison of two amounts; it can be judged but not split."""

    left: Amount
    operator: str
    right: Amount

    def truth(self, world: World) -> Truth:
        return COMPARE[self.operator](self.left.range(world), self.right.range(world))

    def facts(self) -> tuple[str, ...]:
        return _facts_of((self.left, self.right))

    def split(self, world: World) -> Iterator[tuple[str, Known]]:
        return iter(())


@dataclass(frozen=True, slots=True)
class All(Condition):
    parts: tuple[Condition, ...] = field(default=())

    def truth(self, world: World) -> Truth:
        verdict: Truth = True
        for part in self.parts:
            truth = part.truth(world)
            if truth is False:
                return False
            if truth is None:
                verdict = None
        return verdict

    def facts(self) -> tuple[str, ...]:
        return _facts_of(self.parts)

    def atoms(self) -> Iterator[Atom]:
        for part in self.parts:
            yield from part.atoms()

    def open_atom(self, world: World) -> Atom | None:
        return _first_open(self.parts, world) if self.truth(world) is None else None


@dataclass(frozen=True, slots=True)
class AnyOf(Condition):
    parts: tuple[Condition, ...]

    def truth(self, world: World) -> Truth:
        verdict: Truth = False
        for part in self.parts:
            truth = part.truth(world)
            if truth is True:
                return True
            if truth is None:
                verdict = None
        return verdict

    def facts(self) -> tuple[str, ...]:
        return _facts_of(self.parts)

    def atoms(self) -> Iterator[Atom]:
        for part in self.parts:
            yield from part.atoms()

    def open_atom(self, world: World) -> Atom | None:
        return _first_open(self.parts, world) if self.truth(world) is None else None


@dataclass(frozen=True, slots=True)
class Not(Condition):
    part: Condition

    def truth(self, world: World) -> Truth:
        return negate(self.part.truth(world))

    def facts(self) -> tuple[str, ...]:
        return self.part.facts()

    def atoms(self) -> Iterator[Atom]:
        return self.part.atoms()

    def open_atom(self, world: World) -> Atom | None:
        return self.part.open_atom(world)


COMPARE: Mapping[str, Callable[[Interval, Interval], Truth]] = {
    ">=": Interval.__ge__,
    ">": Interval.__gt__,
    "<=": Interval.__le__,
    "<": Interval.__lt__,
    "=": Interval.equals,
    "!=": lambda left, right: negate(left.equals(right)),
}


def sides(operator: str, limit: Interval) -> tuple[tuple[Interval, ...], tuple[Interval, ...]]:
    """The numbers for which `x operator limit` holds, and those for which it does not."""
    number = limit.low
    at_least, above = (Interval.at_least(number),), (Interval.above(number),)
    at_most, below = (Interval.at_most(number),), (Interval.below(number),)
    equal, unequal = (Interval.exactly(number),), (*below, *above)
    return {
        ">=": (at_least, below),
        ">": (above, at_most),
        "<=": (at_most, above),
        "<": (below, at_least),
        "=": (equal, unequal),
        "!=": (unequal, equal),
    }[operator]


def _facts_of(parts: tuple[Amount, ...] | tuple[Condition, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact for part in parts for fact in part.facts()))


def _first_open(parts: tuple[Condition, ...], world: World) -> Atom | None:
    for part in parts:
        atom = part.open_atom(world)
        if atom is not None:
            return atom
    return None
