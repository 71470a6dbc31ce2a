"""What a policy is: facts, measures, benefits, its text and its time in force."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from operator import itemgetter
from pathlib import Path

from .errors import FactError, did_you_mean
from .expression import All, Amount, AnyOf, Condition, Known, Threshold, World
from .facts import Convert, FactDefinition, no_conversion
from .interval import INFINITY, ZERO, Interval
from .quantity import FactValue
from .source_text import SourceText


class Kind(StrEnum):
    """How an amount comes about (DESIGN: contract codes)."""

    FIXED = "fixed"
    UP_TO = "up_to"
    REIMBURSEMENT = "reimbursement"
    PER_UNIT = "per_unit"
    CASE_BY_CASE = "case_by_case"
    BY_REGULATION = "by_regulation"
    UNSPECIFIED = "unspecified"


class Stacking(StrEnum):
    """What several met tiers give together."""

    HIGHEST = "highest"
    SUM = "sum"
    NOT_STATED = "not_stated"  # the text can be read both ways: from the highest to the sum


@dataclass(frozen=True, slots=True)
class Tier:
    condition: Condition
    amount: Amount


@dataclass(frozen=True, slots=True)
class Benefit:
    """What an eligible enterprise draws: one amount, or tiers; possibly capped."""

    kind: Kind
    amount: Amount | None = None
    tiers: tuple[Tier, ...] = ()
    stacking: Stacking = Stacking.HIGHEST
    cap: Amount | None = None

    def amounts(self) -> tuple[Amount, ...]:
        """Every amount the benefit is computed from."""
        single = (amount for amount in (self.amount, self.cap) if amount is not None)
        return (*(tier.amount for tier in self.tiers), *single)

    def bounds(self, world: World, met: tuple[Tier, ...]) -> Interval | None:
        """What may be paid in this world, given exactly the tiers that are met."""
        due = self._due(world, met)
        if due is None:
            return None
        due = due.larger(NOTHING_DUE)
        if self.cap is not None:
            due = due.smaller(self.cap.range(world))
        return _up_to(due) if self.kind is Kind.UP_TO else due

    def _due(self, world: World, met: tuple[Tier, ...]) -> Interval | None:
        if not self.tiers:
            return self.amount.range(world) if self.amount is not None else None
        amounts = [tier.amount.range(world) for tier in met]
        highest = total = amounts[0]
        for amount in amounts[1:]:
            highest, total = highest.larger(amount), total + amount
        return {
            Stacking.HIGHEST: highest,
            Stacking.SUM: total,
            Stacking.NOT_STATED: highest.hull(total),
        }[self.stacking]


NOTHING_DUE = Interval.exactly(0)
"""Nobody pays back: an amount that computes below zero is zero."""


def _up_to(ceiling: Interval) -> Interval:
    """A ceiling is filled in by the authority: anything from nothing up to it."""
    return Interval(ZERO, ceiling.high, False, ceiling.high == INFINITY)


@dataclass(frozen=True, slots=True)
class Note:
    """A point left to the authority; told where `condition` is not ruled out."""

    text: str
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """Holds by definition: `smaller` never exceeds `larger`."""

    smaller: str
    larger: str
    text: str


@dataclass(frozen=True, eq=False)
class Measure:
    """One thing an enterprise can draw.

    `quotes` are verbatim pieces of the source. Measures of different policies with the
    same `purpose` pay for the same thing: 从优但不重复.
    """

    id: str
    clause: str
    title: str
    condition: All
    benefit: Benefit
    period: str
    quotes: tuple[str, ...]
    notes: tuple[Note, ...] = ()
    purpose: str | None = None

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """Every fact its status or amount depends on, in reading order."""
        named = [*self.eligibility.facts()]
        for amount in self.benefit.amounts():
            named += amount.facts()
        return tuple(dict.fromkeys(named))

    @cached_property
    def eligibility(self) -> Condition:
        """The conditions, and with tiers: at least one tier."""
        tiers = tuple(tier.condition for tier in self.benefit.tiers)
        if not tiers:
            return self.condition
        return All(self.condition.text, (*self.condition.parts, AnyOf("达到任一档", tiers)))

    @property
    def quote(self) -> str:
        return "……".join(self.quotes)


@dataclass(frozen=True, eq=False)
class Policy:
    """A checked policy pack."""

    id: str
    title: str
    document_number: str
    issuer: str
    region: str
    issued: date
    last_day: date
    facts: Mapping[str, FactDefinition]
    measures: Mapping[str, Measure]
    relations: tuple[Relation, ...]
    source: SourceText
    directory: Path
    uncovered_clauses: tuple[str, ...] = ()

    def in_force(self, on: date) -> bool:
        return self.issued <= on <= self.last_day

    def definition(self, fact: str) -> FactDefinition:
        """The fact of that name. Raises FactError naming the nearest known one."""
        if fact not in self.facts:
            raise FactError(f"没有名为“{fact}”的事实{did_you_mean(fact, self.facts)}")
        return self.facts[fact]

    def measure(self, measure_id: str) -> Measure:
        """The measure of that id. Raises FactError naming what there is."""
        if measure_id not in self.measures:
            known = "、".join(self.measures)
            raise FactError(f"没有编号为“{measure_id}”的措施，现有：{known}")
        return self.measures[measure_id]

    def world(
        self, told: Mapping[str, FactValue], convert: Convert = no_conversion
    ) -> dict[str, Known]:
        """What the told facts leave possible, for every fact. Raises FactError."""
        world: dict[str, Known] = dict(self._nothing_known)
        for name, value in told.items():
            world[name] = self.definition(name).known(value, convert)
        broken = self._settle(world)
        if broken is not None:
            raise FactError(
                f"“{broken.smaller}”不可能大于“{broken.larger}”（{broken.text}），请核对这两个数"
            )
        return world

    def narrowed(self, world: World, fact: str, known: Known) -> World | None:
        """`world` with one fact narrowed and the relations applied; `None` if impossible."""
        if isinstance(known, Interval) and self.facts[fact].is_whole:
            known = known.whole_numbers()
            if known is None:
                return None
        part: dict[str, Known] = {**world, fact: known}
        return part if self._settle(part) is None else None

    def _settle(self, world: dict[str, Known]) -> Relation | None:
        """Apply the relations until nothing changes (a chain needs as many rounds as links)."""
        for _ in self.relations:
            for relation in self.relations:
                if not tighten(world, relation):
                    return relation
        return None

    @cached_property
    def _nothing_known(self) -> Mapping[str, Known]:
        return {name: definition.domain for name, definition in self.facts.items()}

    @cached_property
    def lowest_thresholds(self) -> Mapping[str, Decimal]:
        """The smallest number that any rule compares each numeric fact with."""
        found: dict[str, Decimal] = {}
        for measure in self.measures.values():
            for atom in measure.eligibility.atoms():
                if isinstance(atom, Threshold):
                    limit = atom.limit.low
                    found[atom.fact] = min(limit, found.get(atom.fact, limit))
        return found

    @cached_property
    def roles(self) -> tuple[str, ...]:
        return tuple(name for name, definition in self.facts.items() if definition.role)

    @cached_property
    def fact_order(self) -> Mapping[str, int]:
        return {name: place for place, name in enumerate(self.facts)}

    def scope(self, measure: Measure) -> tuple[str, ...]:
        """The facts of a measure and those that relations tie to them."""
        return self._scopes[measure.id]

    def known_of(self, measure: Measure, world: World) -> tuple[Known, ...]:
        """What is known of the facts in a measure's scope, in its order."""
        known: tuple[Known, ...] = self._pickers[measure.id](world)
        return known

    @cached_property
    def _pickers(self) -> Mapping[str, Callable[[World], tuple[Known, ...]]]:
        return {measure_id: _picker(scope) for measure_id, scope in self._scopes.items()}

    @cached_property
    def _scopes(self) -> Mapping[str, tuple[str, ...]]:
        scopes = {}
        for measure in self.measures.values():
            names = list(measure.facts)
            for relation in self.relations:
                if relation.smaller in names or relation.larger in names:
                    names += [relation.smaller, relation.larger]
            scopes[measure.id] = tuple(dict.fromkeys(names))
        return scopes


def _picker(names: tuple[str, ...]) -> Callable[[World], tuple[Known, ...]]:
    if len(names) == 1:
        return lambda world: (world[names[0]],)
    return itemgetter(*names)


def tighten(world: dict[str, Known], relation: Relation) -> bool:
    """Narrow both sides of a relation in place; False when they contradict each other."""
    smaller, larger = world.get(relation.smaller), world.get(relation.larger)
    if not isinstance(smaller, Interval) or not isinstance(larger, Interval):
        return True
    below = Interval(-INFINITY, larger.high, True, larger.high_open)
    above = Interval(smaller.low, INFINITY, smaller.low_open, True)
    narrowed, widened = smaller.intersect(below), larger.intersect(above)
    if narrowed is None or widened is None:
        return False
    world[relation.smaller], world[relation.larger] = narrowed, widened
    return True
