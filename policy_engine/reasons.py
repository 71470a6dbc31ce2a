"""Why: the conditions of a measure as a tree of verdicts with the facts they rest on."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .expression import (
    All,
    Amount,
    AnyOf,
    Atom,
    Condition,
    Known,
    Not,
    Threshold,
    World,
)
from .interval import Interval, Truth
from .policy import Measure


@dataclass(frozen=True, slots=True)
class Reason:
    """A condition and its verdict.

    `text` is the rule as written; an atom names the `facts` it was judged on, what was
    `known` of them, and, for a threshold, `operator` and `limit` in canonical units.
    """

    text: str
    verdict: Truth
    parts: tuple[Reason, ...] = ()
    any_of: bool = False
    negated: bool = False
    facts: tuple[str, ...] = ()
    known: tuple[Known, ...] = ()
    operator: str | None = None
    limit: Interval | None = None
    gives: Amount | None = None


def reasons(measure: Measure, world: World) -> Reason:
    """The conditions of `measure` judged in `world`; tiers come last, with what each gives."""
    conditions = tuple(_reason(part, world) for part in measure.condition.parts)
    tiers = tuple(
        Reason(tier.condition.text, tier.condition.truth(world),
               (_reason(tier.condition, world),), gives=tier.amount)
        for tier in measure.benefit.tiers
    )  # fmt: skip
    verdict = measure.eligibility.truth(world)
    if tiers:
        judged = AnyOf("", tuple(tier.condition for tier in measure.benefit.tiers)).truth(world)
        conditions += (Reason("达到下列任一档", judged, tiers, any_of=True),)
    return Reason(measure.title, verdict, conditions)


def _reason(condition: Condition, world: World) -> Reason:
    verdict = condition.truth(world)
    if isinstance(condition, Atom):
        facts = condition.facts()
        known = tuple(world[fact] for fact in facts)
        atom = Reason(condition.text, verdict, facts=facts, known=known)
        if isinstance(condition, Threshold):
            return replace(atom, operator=condition.operator, limit=condition.limit)
        return atom
    if isinstance(condition, Not):
        return Reason(condition.text, verdict, (_reason(condition.part, world),), negated=True)
    assert isinstance(condition, All | AnyOf)
    parts = tuple(_reason(part, world) for part in condition.parts)
    return Reason(condition.text, verdict, parts, any_of=isinstance(condition, AnyOf))
