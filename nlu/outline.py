"""What understanding needs to know of a pack: its facts, and which measures use them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from policy_engine import FactDefinition, Policy


@dataclass(frozen=True, slots=True)
class MeasureOutline:
    """A measure by what it is called, which facts it rests on, and what the policy says of it."""

    title: str
    clause: str
    facts: tuple[str, ...]
    text: str = ""


@dataclass(frozen=True)
class Outline:
    """Facts and measures of one pack; `thresholds`: the smallest number each fact is held against;
    `growing`: the facts whose rise over another one counts."""

    facts: Mapping[str, FactDefinition]
    measures: Mapping[str, MeasureOutline] = field(default_factory=dict)
    thresholds: Mapping[str, Decimal] = field(default_factory=dict)
    growing: frozenset[str] = frozenset()

    @cached_property
    def measures_of(self) -> Mapping[str, frozenset[str]]:
        """The measures that use each fact."""
        found: dict[str, list[str]] = {fact: [] for fact in self.facts}
        for name, outline in self.measures.items():
            for fact in outline.facts:
                if fact in found:
                    found[fact].append(name)
        return {fact: frozenset(measures) for fact, measures in found.items()}

    def related(self, fact: str, other: str) -> bool:
        """Whether some measure uses both facts."""
        return not self.measures_of[fact].isdisjoint(self.measures_of.get(other, frozenset()))

    def smallest_plausible(self, fact: str) -> Decimal:
        """Below this a bare number of money is in doubt: 元 or 万元?

        A hundredth of the smallest threshold on the fact, or a thousand for plain costs.
        """
        threshold = self.thresholds.get(fact)
        return Decimal(1000) if threshold is None else threshold / 100


def outline_of(policy: Policy) -> Outline:
    """The outline of a policy."""
    measures = {
        name: MeasureOutline(measure.title, measure.clause, measure.facts, "".join(measure.quotes))
        for name, measure in policy.measures.items()
    }
    facts = {name: as_heard(definition) for name, definition in policy.facts.items()}
    return Outline(facts, measures, policy.lowest_thresholds, policy.growing)


def as_heard(definition: FactDefinition) -> FactDefinition:
    """A fact as people speak of it: of 没有失信 they say 失信, or that there is none."""
    contrary = definition.contrary
    return replace(definition, label=contrary, option=contrary) if contrary else definition
