"""Why: the conditions of a measure as a tree of verdicts with the facts they rest on."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .comparisons import Membership, Threshold
from .expression import All, Amount, AnyOf, Atom, Condition, Known, Not, World
from .interval import Interval, Truth
from .measure import Measure


@dataclass(frozen=True, slots=True)
class Reason:
    """A condition and its verdict.

    `text` is the rule as written; an atom names the `facts` it was judged on, what was
    `known` of them (of a list: how many items qualify), for a threshold `operator` and
    `limit` in canonical units, for a named value the ones it has to be `among`. `clause`:
    where it stands, for a condition common to the policy.
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
    among: tuple[str, ...] = ()
    gives: Amount | None = None
    clause: str = ""


def reasons(measure: Measure, world: World) -> Reason:
    """The conditions of `measure` judged in `world`; tiers come last, with what each gives."""
    conditions = tuple(_reason(part, world) for part in measure.own_conditions)
    conditions += tuple(
        replace(_reason(common.condition, world), clause=common.clause_name)
        for common in measure.common
    )
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
        return _judged(condition, verdict, world)
    if isinstance(condition, Not):
        return Reason(condition.text, verdict, (_reason(condition.part, world),), negated=True)
    assert isinstance(condition, All | AnyOf)
    parts = tuple(_reason(part, world) for part in condition.parts)
    return Reason(condition.text, verdict, parts, any_of=isinstance(condition, AnyOf))


def _judged(atom: Atom, verdict: Truth, world: World) -> Reason:
    facts = atom.facts()
    if isinstance(atom, Threshold):
        return Reason(
            atom.text, verdict, facts=facts, known=(world[atom.name],),
            operator=atom.operator, limit=atom.limit,
        )  # fmt: skip
    known = tuple(world[fact] for fact in facts)
    among = atom.names if isinstance(atom, Membership) else ()
    return Reason(atom.text, verdict, facts=facts, known=known, among=among)
