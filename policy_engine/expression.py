"""Conditions and amounts as evaluable trees.

Each node is one construct of the rule language. A node is evaluated in a *world*: a
mapping from name to what is known under it (`True`, `False`, `None` for an unknown
claim; an `Interval` for a number or a date; the values still possible for a named one;
the items of a list). Conditions answer in three-valued logic, amounts in intervals.
Where a condition is open, `open_atom` names the first atom that keeps it open and
`split` divides the world into one part where that atom holds and others where it does
not; this is how case analysis (cases.py) becomes exact.

A world knows every fact of the pack and, beside them, every *derived variable* that a
rule judges (derived.py): `facts` names what can be told, `variables` what is judged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce

from .interval import EVERYTHING, Interval, Truth, negate
from .one_of import OneOf


@dataclass(frozen=True, slots=True)
class KnownItems:
    """What is known of a list: of each item its own facts; `complete` when there are no others."""

    items: tuple[Mapping[str, Known], ...] = ()
    complete: bool = False

    @property
    def is_exact(self) -> bool:
        return self.complete and all(is_settled(k) for item in self.items for k in item.values())


Known = Truth | Interval | OneOf | KnownItems
World = Mapping[str, Known]


def is_settled(known: Known) -> bool:
    """Whether nothing is left to be told."""
    return known is not None and (isinstance(known, bool) or known.is_exact)


@dataclass(frozen=True, slots=True)
class Expression:
    """What the author wrote and what it depends on."""

    text: str

    def facts(self) -> tuple[str, ...]:
        """The facts of the pack that it depends on, in reading order."""
        return ()

    def variables(self) -> tuple[str, ...]:
        """The names under which the world knows what it is judged on."""
        return self.facts()


# -- amounts ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Amount(Expression):
    """A numeric expression."""

    def range(self, world: World) -> Interval:
        raise NotImplementedError


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
        return each_once(operand.facts() for operand in self.operands)

    def variables(self) -> tuple[str, ...]:
        return each_once(operand.variables() for operand in self.operands)


# -- conditions --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Condition(Expression):
    """A yes-or-no expression."""

    def truth(self, world: World) -> Truth:
        raise NotImplementedError

    def atoms(self) -> Iterator[Atom]:
        raise NotImplementedError

    def open_atom(self, world: World) -> Atom | None:
        """The first atom, in reading order, that keeps this condition open."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Atom(Condition):
    """A condition without parts, judged on one variable."""

    @property
    def variable(self) -> str:
        return self.variables()[0]

    def atoms(self) -> Iterator[Atom]:
        yield self

    def open_atom(self, world: World) -> Atom | None:
        return self if self.truth(world) is None else None

    def split(self, known: Known) -> Iterator[Known]:
        """What is known of the variable in parts, in each of which this atom is decided."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Claim(Atom):
    """A yes-or-no fact."""

    fact: str

    def truth(self, world: World) -> Truth:
        known = world[self.fact]
        return known if isinstance(known, bool) else None

    def facts(self) -> tuple[str, ...]:
        return (self.fact,)

    def split(self, known: Known) -> Iterator[Known]:
        yield True
        yield False


@dataclass(frozen=True, slots=True)
class Compound(Condition):
    parts: tuple[Condition, ...] = field(default=())

    def facts(self) -> tuple[str, ...]:
        return each_once(part.facts() for part in self.parts)

    def variables(self) -> tuple[str, ...]:
        return each_once(part.variables() for part in self.parts)

    def atoms(self) -> Iterator[Atom]:
        for part in self.parts:
            yield from part.atoms()

    def open_atom(self, world: World) -> Atom | None:
        if self.truth(world) is not None:
            return None
        found = (part.open_atom(world) for part in self.parts)
        return next((atom for atom in found if atom is not None), None)


@dataclass(frozen=True, slots=True)
class All(Compound):
    def truth(self, world: World) -> Truth:
        verdict: Truth = True
        for part in self.parts:
            truth = part.truth(world)
            if truth is False:
                return False
            if truth is None:
                verdict = None
        return verdict


@dataclass(frozen=True, slots=True)
class AnyOf(Compound):
    def truth(self, world: World) -> Truth:
        verdict: Truth = False
        for part in self.parts:
            truth = part.truth(world)
            if truth is True:
                return True
            if truth is None:
                verdict = None
        return verdict


@dataclass(frozen=True, slots=True)
class Not(Condition):
    part: Condition

    def truth(self, world: World) -> Truth:
        return negate(self.part.truth(world))

    def facts(self) -> tuple[str, ...]:
        return self.part.facts()

    def variables(self) -> tuple[str, ...]:
        return self.part.variables()

    def atoms(self) -> Iterator[Atom]:
        return self.part.atoms()

    def open_atom(self, world: World) -> Atom | None:
        return self.part.open_atom(world)


def each_once(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The names of several groups, in reading order."""
    return tuple(dict.fromkeys(name for group in groups for name in group))
