"""The gap: what is missing, in numbers, for a measure or a tier that is not met yet."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, product

from .assessment import MeasureResult, Status
from .benefit import Stacking, Tier
from .comparisons import Comparison, Membership, Threshold
from .derived import known_of
from .expression import All, Amount, AnyOf, Atom, Condition, Known, Not, World
from .interval import INFINITY, ZERO, Interval, Truth

MAX_WAYS = 8
"""More alternative ways than a person wants to hear are cut off."""


@dataclass(frozen=True, slots=True)
class Shortfall:
    """One condition not (surely) met.

    `missing` is how much lacks, in the fact's canonical unit, when the condition asks
    for more of a number that is at least partly known; `strict` when reaching the limit
    itself is not enough; `among` the names that a named value has to be one of; `unit` that
    of `missing` where two amounts are compared.
    """

    fact: str
    verdict: Truth
    text: str
    known: Known
    limit: Interval | None = None
    operator: str | None = None
    missing: Interval | None = None
    wanted: bool = True
    among: tuple[str, ...] = ()
    unit: str = ""

    @property
    def strict(self) -> bool:
        return self.operator in (">", "<")

    @property
    def is_denied(self) -> bool:
        """A yes-or-no fact that was told to be otherwise."""
        return isinstance(self.known, bool) and self.verdict is False


@dataclass(frozen=True, slots=True)
class Gap:
    """What it takes to reach `gives` (a tier's amount), or the measure at all (`None`)."""

    gives: Amount | None
    ways: tuple[tuple[Shortfall, ...], ...]

    @property
    def is_ruled_out_by_claims(self) -> bool:
        """Every way needs a role or property the enterprise has denied."""
        return all(any(s.is_denied for s in way) for way in self.ways)


def gaps(result: MeasureResult) -> tuple[Gap, ...]:
    """What is missing for each better outcome of a measure, nearest first."""
    measure, world = result.measure, result.world
    if not measure.benefit.tiers:
        if result.status is Status.ELIGIBLE:
            return ()
        return (Gap(None, ways(measure.condition, world)),)
    found = []
    for tier in sorted(measure.benefit.tiers, key=lambda tier: tier.amount.range(world).high):
        if _is_no_better(tier, result):
            continue
        whole = All("", (*measure.condition.parts, tier.condition))
        if whole.truth(world) is not True:
            found.append(Gap(tier.amount, ways(whole, world)))
    return tuple(found)


def _is_no_better(tier: Tier, result: MeasureResult) -> bool:
    """Whether a tier would add nothing to what is already granted."""
    if result.status is not Status.ELIGIBLE or result.amount is None:
        return False
    highest = result.measure.benefit.stacking is Stacking.HIGHEST
    reached = result.amount.high
    return highest and reached is not None and tier.amount.range(result.world).high <= reached


def ways(condition: Condition, world: World) -> tuple[tuple[Shortfall, ...], ...]:
    """The alternative sets of shortfalls whose closing would make `condition` true."""
    return tuple(_ways(condition, world, wanted=True)[:MAX_WAYS])


def _ways(condition: Condition, world: World, wanted: bool) -> list[tuple[Shortfall, ...]]:
    truth = condition.truth(world)
    if truth is wanted:
        return [()]
    if isinstance(condition, Not):
        return _ways(condition.part, world, not wanted)
    if isinstance(condition, All | AnyOf):
        alternatives = [_ways(part, world, wanted) for part in condition.parts]
        if isinstance(condition, All) is wanted:
            combinations = islice(product(*alternatives), MAX_WAYS)
            return [sum(combination, ()) for combination in combinations]
        return [way for found in alternatives for way in found]
    return [(_shortfall(condition, world, wanted),)]


def _shortfall(condition: Condition, world: World, wanted: bool) -> Shortfall:
    assert isinstance(condition, Atom)
    fact = condition.facts()[0]
    truth = condition.truth(world)
    verdict = truth if wanted or truth is None else not truth
    if isinstance(condition, Comparison):
        return _between(condition, world, verdict, wanted)
    if not isinstance(condition, Threshold):
        among = condition.names if isinstance(condition, Membership) else ()
        return Shortfall(fact, verdict, condition.text, world[fact], wanted=wanted, among=among)
    known = world[condition.name]
    return Shortfall(
        fact,
        verdict,
        condition.text,
        known,
        limit=condition.limit,
        operator=condition.operator,
        missing=_lacking(known, condition) if wanted else None,
        wanted=wanted,
    )


def _between(condition: Comparison, world: World, verdict: Truth, wanted: bool) -> Shortfall:
    """How far one amount lies below the other that it has to reach."""
    difference = known_of(condition.difference, world)
    asks_for_more = wanted and condition.operator in (">=", ">") and condition.unit
    known = difference.has_floor and difference.has_ceiling
    missing = None
    if asks_for_more and known:
        missing = (-difference).intersect(Interval(ZERO, INFINITY, False, True))
    fact = condition.facts()[0]
    return Shortfall(
        fact, verdict, condition.text, world[fact],
        operator=condition.operator, missing=missing, wanted=wanted, unit=condition.unit,
    )  # fmt: skip


def _lacking(known: Known, condition: Threshold) -> Interval | None:
    """How far a partly known number may be below the limit that asks for more."""
    asks_for_more = condition.operator in (">=", ">") and not condition.is_date
    if not isinstance(known, Interval) or not asks_for_more:
        return None  # a date is what it is
    if not (known.has_ceiling or known.low > 0):
        return None
    lacking = condition.limit - known
    return lacking.intersect(Interval(ZERO, INFINITY, False, True))
