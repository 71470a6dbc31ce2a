"""What to ask next: the facts that can still change a status or an amount, best first.

A fact that no open case depends on is never asked. Roles (是不是平台企业, 有没有海外仓)
are asked together in one multiple-choice question, and so are the other claims of the
measures the enterprise is already in. Numbers follow, ordered by how many further
questions their answer is expected to save.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from .cases import cases
from .expression import Known, World
from .measure import Measure
from .policy import Policy


@dataclass(frozen=True, slots=True)
class Question:
    """The facts asked for in one go; several facts make one multiple-choice question."""

    facts: tuple[str, ...]

    @property
    def multiple(self) -> bool:
        return len(self.facts) > 1


def plan(
    policy: Policy,
    world: World,
    missing: Mapping[str, tuple[str, ...]],
    focus: Iterable[str] = (),
) -> Iterator[Question]:
    """Questions in the order to ask them; each later one may fall away with an answer.

    `missing` names, for each measure, the facts that can still change it.
    """
    focused = [measure_id for measure_id in dict.fromkeys(focus) if missing.get(measure_id)]
    rest = [measure_id for measure_id in missing if measure_id not in focused]
    asked: set[str] = set()
    for group in (focused, rest):
        for question in about(policy, world, {m: missing[m] for m in group}, asked):
            asked.update(question.facts)
            yield question


def about(
    policy: Policy, world: World, missing: Mapping[str, tuple[str, ...]], asked: set[str]
) -> Iterator[Question]:
    """The questions about a group of measures: those inside first, then roles."""
    inside = {m: facts for m, facts in missing.items() if facts and not _roles(policy, facts)}
    outside = {m: facts for m, facts in missing.items() if facts and m not in inside}
    for group in (inside, outside):
        wanted = dict.fromkeys(fact for facts in group.values() for fact in facts)
        claims = [f for f in wanted if f not in asked and policy.facts[f].is_claim]
        roles = sorted(_roles(policy, claims), key=policy.fact_order.__getitem__)
        others = [fact for fact in claims if fact not in roles]
        yield from (Question(tuple(some)) for some in (roles, others) if some)
        for measure_id, facts in group.items():  # one measure is finished before the next
            numbers = [f for f in facts if f not in asked and not policy.facts[f].is_claim]
            if group is inside:
                numbers = _by_worth(policy, world, policy.measures[measure_id], numbers)
            yield from (Question((fact,)) for fact in numbers)


def _roles(policy: Policy, facts: Iterable[str]) -> list[str]:
    return [fact for fact in facts if policy.facts[fact].role]


def _by_worth(policy: Policy, world: World, measure: Measure, facts: list[str]) -> list[str]:
    """Order numeric facts by the questions their answer is expected to save."""
    if len(facts) < 2:
        return facts
    return list(_ordered(policy, measure, policy.known_of(measure, world), tuple(facts)))


@lru_cache(maxsize=1 << 12)
def _ordered(
    policy: Policy, measure: Measure, known: tuple[Known, ...], facts: tuple[str, ...]
) -> tuple[str, ...]:
    world = dict(zip(policy.scope(measure), known, strict=True))
    return tuple(sorted(facts, key=lambda fact: -_saved(policy, measure, world, fact)))


def _saved(policy: Policy, measure: Measure, world: World, fact: str) -> float:
    before = set(cases(policy, measure, world).deciding())
    counts = []
    for name in policy.variables_of(fact):
        for part in _parts(measure, world.get(name), name):
            narrowed = policy.narrowed(world, name, part)
            if narrowed is not None:
                after = set(cases(policy, measure, narrowed).deciding()) - {name}
                counts.append(len(before) - len(after))
    return sum(counts) / len(counts) if counts else 0.0


def _parts(measure: Measure, known: Known, name: str) -> list[Known]:
    """The pieces into which the conditions of `measure` cut what is known under a name."""
    pieces = [known]
    for atom in measure.eligibility.atoms():
        if atom.variable == name:
            pieces = [part for piece in pieces for part in atom.split(piece)]
    return pieces
