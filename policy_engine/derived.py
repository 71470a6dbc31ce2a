"""Derived variables: numbers that are not told but follow from facts, and decide.

How many items of a list qualify, what they come to, and how far one amount lies above another, are
computed before the case analysis and then split at a threshold like any told number.
Two counts of one list are taken as independent of each other: what is said of them
stays true, although it could sometimes be said more closely.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from .expression import Amount, Condition, Known, KnownItems, Number, World, each_once
from .interval import EVERYTHING, INFINITY, NOT_NEGATIVE, ONE, ZERO, Interval

ROUNDING = Decimal("1e-20")
"""How far a quotient may be off: amounts are kept to 28 digits."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many items of a list meet a condition; without one, how many there are."""

    variable: str
    fact: str
    condition: Condition | None = None

    def facts(self) -> tuple[str, ...]:
        return (self.fact,)

    def range(self, world: World) -> Interval:
        """From the items that surely qualify to those that may, and without end while more may come.

        >>> told = KnownItems(({"已开业": True}, {"已开业": None}, {"已开业": False}), complete=True)
        >>> from policy_engine.expression import Claim
        >>> Count("开业的", "门店", Claim("已开业", "已开业")).range({"门店": told})
        Interval(low=Decimal('1'), high=Decimal('2'), low_open=False, high_open=False)
        """
        known = world[self.fact]
        if not isinstance(known, KnownItems):
            return NOT_NEGATIVE
        verdicts = [self.condition is None or self.condition.truth(i) for i in known.items]
        low = ZERO + verdicts.count(True)
        if not known.complete:
            return Interval(low, INFINITY, False, True)
        return Interval(low, low + verdicts.count(None))


@dataclass(frozen=True, slots=True)
class Counted(Amount):
    """How many items of a list meet a condition, as a number in an amount."""

    count: Count

    def range(self, world: World) -> Interval:
        return known_of(self.count, world)

    def facts(self) -> tuple[str, ...]:
        return self.count.facts()

    def variables(self) -> tuple[str, ...]:
        return (self.count.variable,)


@dataclass(frozen=True, slots=True)
class Sum:
    """What the items of a list that meet a condition come to together; no item takes away."""

    variable: str
    fact: str
    condition: Condition | None
    amount: Amount

    def facts(self) -> tuple[str, ...]:
        return (self.fact,)

    def range(self, world: World) -> Interval:
        """Items that surely qualify count, those that may do or do not."""
        known = world[self.fact]
        if not isinstance(known, KnownItems):
            return NOT_NEGATIVE
        total = NOTHING
        for item in known.items:
            total += self._of(item)
        return total if known.complete else Interval(total.low, INFINITY, total.low_open, True)

    def _of(self, item: World) -> Interval:
        truth = self.condition is None or self.condition.truth(item)
        if truth is False:
            return NOTHING
        amount = self.amount.range(item).larger(NOTHING)
        return amount if truth else amount.hull(NOTHING)


@dataclass(frozen=True, slots=True)
class Summed(Amount):
    """What items of a list come to together, as a number in an amount."""

    total: Sum

    def range(self, world: World) -> Interval:
        return known_of(self.total, world)

    def facts(self) -> tuple[str, ...]:
        return self.total.facts()

    def variables(self) -> tuple[str, ...]:
        return (self.total.variable,)


@dataclass(frozen=True, slots=True)
class Difference:
    """How far `left` lies above `right`: what a comparison of two facts comes down to."""

    variable: str
    left: Amount
    right: Amount

    def facts(self) -> tuple[str, ...]:
        return each_once((self.left.facts(), self.right.facts()))

    def range(self, world: World) -> Interval:
        return self.left.range(world) - self.right.range(world)

    def settle(self, world: dict[str, Known]) -> bool:
        """Narrow the difference and, where they are plain facts, its two sides, each by the others.

        False when they contradict each other.
        """
        left, right = self.left.range(world), self.right.range(world)
        known = world.get(self.variable)
        difference = _meeting(known if isinstance(known, Interval) else EVERYTHING, left - right)
        if difference is None:
            return False
        world[self.variable] = difference
        above = _narrow(world, self.left, left, right + difference)
        return above and _narrow(world, self.right, right, left - difference)


def _narrow(world: dict[str, Known], side: Amount, known: Interval, possible: Interval) -> bool:
    """Narrow a plain fact to what is possible; False where nothing is."""
    if not isinstance(side, Number):
        return True
    narrowed = _meeting(known, possible)
    if narrowed is not None:
        world[side.fact] = narrowed
    return narrowed is not None


def _meeting(known: Interval, possible: Interval) -> Interval | None:
    """What is in both; what is known where they miss each other by a rounded digit (1 ÷ 3) alone."""
    both = known.intersect(possible)
    if both is not None:
        return both
    missed = max(known.low - possible.high, possible.low - known.high)
    size = max(abs(end) for end in (known.low, known.high, ONE) if end.is_finite())
    return known if ZERO < missed <= size * ROUNDING else None


NOTHING = Interval.exactly(0)
Derived = Count | Sum | Difference


def known_of(derived: Derived, world: World) -> Interval:
    """What the world says of a derived variable, else what its facts come to."""
    known = world.get(derived.variable)
    return known if isinstance(known, Interval) else derived.range(world)
