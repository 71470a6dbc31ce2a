"""Case analysis: every way a measure can still turn out, given what is known.

Ranges leave thresholds open. Splitting the world at an open threshold and going on in
each part ends in cases in which nothing is open any more but the size of numbers, so
statuses and bounds over all cases are exact, also where one fact decides twice. Splits
whose branches come out alike are folded away (as in a reduced decision diagram): the
facts that remain are those that can still change the outcome.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from .benefit import Tier
from .expression import Condition, Known, World, is_settled
from .interval import Interval, Truth
from .measure import Measure
from .policy import Policy


@dataclass(frozen=True, slots=True)
class Outcome:
    """One case: whether the measure is granted, for how much, and what still moves the amount.

    `tiers` are kept only where the amount still moves: two cases with the same bounds
    are alike only if they also compute the amount alike.
    """

    granted: Truth
    amount: Interval | None = None
    moved_by: tuple[str, ...] = ()
    tiers: tuple[Tier, ...] = ()

    def outcomes(self) -> Iterator[Outcome]:
        yield self

    def deciding(self) -> tuple[str, ...]:
        """The variables that can still change status or amount."""
        return self.moved_by


@dataclass(frozen=True, slots=True)
class Split:
    """A variable whose value decides between unlike branches."""

    variable: str
    branches: tuple[Cases, ...]

    def outcomes(self) -> Iterator[Outcome]:
        for branch in self.branches:
            yield from branch.outcomes()

    def deciding(self) -> tuple[str, ...]:
        names = [self.variable]
        for branch in self.branches:
            names += branch.deciding()
        return tuple(dict.fromkeys(names))


Cases = Outcome | Split
Continue = Callable[[World], Cases]
"""How the analysis goes on in one part of a divided world."""

BEYOND = Decimal(10) ** 15
_SIZES = tuple(Decimal(10) ** power for power in range(-1, 16))
"""Small and large numbers, to see what a number matters beside another one."""
_REFUSED = Outcome(False)


def cases(policy: Policy, measure: Measure, world: World) -> Cases:
    """All cases of `measure` that are possible in `world`."""
    return _cases(policy, measure, policy.known_of(measure, world))


@lru_cache(maxsize=1 << 14)
def _cases(policy: Policy, measure: Measure, known: tuple[Known, ...]) -> Cases:
    """Remembered, since an answer changes what is known for few measures at a time."""
    scope = dict(zip(policy.scope(measure), known, strict=True))
    return _Analysis(policy, measure).conditions(scope)


def tied(
    policy: Policy, measure: Measure, world: World, deciding: tuple[str, ...]
) -> tuple[str, ...]:
    """Facts that decide through a relation: a small 出口 also limits the open 新增出口."""
    partners = {
        fact
        for relation in policy.relations
        if {relation.smaller, relation.larger} & set(deciding)
        for fact in (relation.smaller, relation.larger)
        if fact in measure.facts and fact not in deciding
    }
    if not partners:
        return ()
    before = cases(policy, measure, world)
    return tuple(
        fact for fact in sorted(partners) if _narrows(policy, measure, world, fact, before)
    )


def _narrows(policy: Policy, measure: Measure, world: World, fact: str, before: Cases) -> bool:
    known = world[fact]
    if not isinstance(known, Interval) or known.is_exact:
        return False
    parts = (policy.narrowed(world, fact, end) for end in _ends(known))
    return any(part is not None and cases(policy, measure, part) != before for part in parts)


@dataclass(frozen=True, slots=True)
class _Analysis:
    policy: Policy
    measure: Measure

    def conditions(self, world: World) -> Cases:
        condition = self.measure.condition
        truth = condition.truth(world)
        if truth is False:
            return _REFUSED
        if truth is True:
            return self.tiers(world, (), self.measure.benefit.tiers)
        return self._divide(condition, world, self.conditions)

    def tiers(self, world: World, met: tuple[Tier, ...], rest: tuple[Tier, ...]) -> Cases:
        """Decide one tier after another, then the amount of those that are met."""
        if not rest:
            return self._granted(world, met)
        tier, *others = rest
        remaining = tuple(others)
        truth = tier.condition.truth(world)
        if truth is None:
            return self._divide(tier.condition, world, lambda part: self.tiers(part, met, rest))
        return self.tiers(world, (*met, tier) if truth else met, remaining)

    def _granted(self, world: World, met: tuple[Tier, ...]) -> Cases:
        benefit = self.measure.benefit
        if benefit.tiers and not met:
            return _REFUSED
        amount = benefit.bounds(world, met)
        if amount is None:
            return Outcome(True)
        named = benefit.variables(met)
        moved_by = tuple(
            name
            for name in named
            if self._moves(name, world, met, amount)
            or any(self._moves(name, other, met) for other in _supposed(named, name, world))
        )
        return Outcome(True, amount, moved_by, met if moved_by else ())

    def _moves(
        self, name: str, world: World, met: tuple[Tier, ...], amount: Interval | None = None
    ) -> bool:
        """Whether knowing a number exactly could change the bounds of the amount."""
        known = world[name]
        if not isinstance(known, Interval) or known.is_exact:
            return False
        lowest, highest = (
            self.measure.benefit.bounds({**world, name: end}, met) for end in _ends(known)
        )
        return lowest != highest or (amount is not None and lowest != amount)

    def _divide(self, condition: Condition, world: World, go_on: Continue) -> Cases:
        atom = condition.open_atom(world)
        parts = []
        if atom is not None:
            name = atom.variable
            narrowed = (self.policy.narrowed(world, name, k) for k in atom.split(world[name]))
            parts = [part for part in narrowed if part is not None]
        if atom is None or not parts:
            opened = (name for name in condition.variables() if not is_settled(world[name]))
            return Outcome(None, self._widest(world), tuple(opened))
        branches = tuple(go_on(part) for part in parts)
        if all(branch == branches[0] for branch in branches):
            return branches[0]
        return Split(atom.variable, branches)

    def _widest(self, world: World) -> Interval | None:
        """Bounds when a condition can be neither judged nor divided: all tiers at once."""
        benefit = self.measure.benefit
        bounds = [benefit.bounds(world, (tier,)) for tier in benefit.tiers]
        bounds.append(benefit.bounds(world, benefit.tiers))
        known = [bound for bound in bounds if bound is not None]
        if not known:
            return None
        widest = known[0]
        for bound in known[1:]:
            widest = widest.hull(bound)
        return widest


def _supposed(names: tuple[str, ...], name: str, world: World) -> Iterator[World]:
    """Worlds in which the other open numbers are known: what 去年 matters is seen once 今年 is."""
    others = {
        other: known
        for other in names
        if other != name and isinstance(known := world[other], Interval) and not known.is_exact
    }
    if not others:
        return
    for size in _SIZES:
        yield {**world, **{other: _of_size(known, size) for other, known in others.items()}}


def _of_size(known: Interval, size: Decimal) -> Interval:
    lowest, highest = _ends(known)
    return Interval.exactly(min(max(size, lowest.low), highest.low))


def _ends(known: Interval) -> tuple[Interval, Interval]:
    """The two ends as exact values; an infinite one far beyond every limit a policy sets."""
    return (
        Interval.exactly(known.low if known.has_floor else -BEYOND),
        Interval.exactly(known.high if known.has_ceiling else BEYOND),
    )
