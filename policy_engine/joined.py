"""Several policies that answer together, seen from above as one: facts and measures of all.

Facts that mean the same are one fact; measures are known by their id, or by POLICY/ID where
several have it. Each policy is still assessed by itself (`members`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from .common import Common
from .common_names import merged
from .errors import FactError, PackError
from .expression import Known
from .fact_value import FactValue
from .facts import Convert, FactDefinition, no_conversion
from .measure import Measure
from .narrowing import Narrowing, narrowing_of
from .policy import Policy
from .source_text import SourceText

MOST_NAMED = 3
"""Titles of more policies than these are not read out one by one."""


@dataclass(frozen=True, eq=False)
class JoinedPolicy(Policy):
    """Several policies together. Its text is that of none: ask its members."""

    together: tuple[Policy, ...] = ()
    narrowing: Narrowing = field(default_factory=Narrowing)

    @property
    def members(self) -> tuple[Policy, ...]:
        return self.together

    @property
    def narrowed_by(self) -> frozenset[str]:
        return frozenset(self.narrowing.facts)

    def in_force(self, on: date) -> bool:
        return any(policy.in_force(on) for policy in self.members)

    def policy_of(self, measure: Measure) -> Policy:
        return self._policy_of[measure.key]

    def successor(self, policy: Policy, on: date) -> Policy | None:
        """The policy in force that takes over from one."""
        heirs = (p for p in self.members if policy.id in p.replaces and p.in_force(on))
        return next(heirs, None)

    def definition(self, fact: str) -> FactDefinition:
        """The fact of that name, or of POLICY/名 where that is another. Raises FactError."""
        name = self._other_names.get(fact, fact)
        if name not in self.facts and (meant := self._meant_by(fact)):
            written = "”或“".join(meant)
            raise FactError(f"“{fact}”在几份政策里不是一件事，请写成“{written}”")
        return super().definition(name)

    def measure(self, measure_id: str) -> Measure:
        """The measure of that id, or of POLICY/ID. Raises FactError where several have the id."""
        key = self._other_keys.get(measure_id, measure_id)
        if key in self.measures:
            return self.measures[key]
        meant = [m.key for m in self.measures.values() if m.id == measure_id]
        if meant:
            written = "”或“".join(meant)
            raise FactError(f"编号“{measure_id}”在几份政策里都有，请写成“{written}”")
        return super().measure(key)

    @cached_property
    def shared(self) -> Mapping[str, int]:
        """How many policies have each fact."""
        found: dict[str, int] = {}
        for name in (name for policy in self.members for name in policy.facts):
            found[name] = found.get(name, 0) + 1
        return found

    def world(
        self,
        told: Mapping[str, FactValue],
        convert: Convert = no_conversion,
        on: date | None = None,
    ) -> dict[str, Known]:
        for name, value in told.items():
            self.definition(name).known(value, convert)
        found: dict[str, Known] = {}
        for policy in self.members:
            of_it = {name: value for name, value in told.items() if name in policy.facts}
            if of_it:
                found.update(policy.world(of_it, convert, on))
        return found

    def variables_of(self, fact: str) -> tuple[str, ...]:
        using = (policy for policy in self.members if fact in policy.facts)
        return next((policy.variables_of(fact) for policy in using), (fact,))

    def _meant_by(self, fact: str) -> tuple[str, ...]:
        named = (n for n in self._other_names if n.rpartition("/")[2] == fact)
        return tuple(dict.fromkeys(self._other_names[name] for name in named))

    @cached_property
    def _policy_of(self) -> Mapping[str, Policy]:
        return {m.key: policy for policy in self.members for m in policy.measures.values()}

    @cached_property
    def _other_names(self) -> Mapping[str, str]:
        """Every fact by POLICY/名, as its own pack calls it."""
        return {
            f"{policy.id}/{definition.in_rules}": definition.name
            for policy in self.members
            for definition in policy.facts.values()
        }

    @cached_property
    def _other_keys(self) -> Mapping[str, str]:
        return {
            f"{policy.id}/{m.id}": m.key
            for policy in self.members
            for m in policy.measures.values()
        }


def joined(policies: Sequence[Policy], common: Common) -> JoinedPolicy:
    """These policies, loaded under their common names, together. Raises PackError."""
    check_ids(policies)
    members = _with_keys(policies, common)
    narrowing = narrowing_of(members, common)
    titles = [policy.title for policy in members]
    return JoinedPolicy(
        id=",".join(policy.id for policy in members),
        title="、".join(titles) if len(titles) <= MOST_NAMED else f"{len(titles)} 份扶持政策",
        document_number="、".join(p.document_number for p in members[:MOST_NAMED]),
        issuer=members[0].issuer,
        region=members[0].region,
        issued=max(policy.issued for policy in members),
        last_day=max(policy.last_day for policy in members),
        facts={**narrowing.facts, **_facts(members, common)},
        measures={m.key: m for policy in members for m in policy.measures.values()},
        relations=(),
        source=SourceText(""),
        directory=members[0].directory,
        role_groups=_role_groups(members),
        together=members,
        narrowing=narrowing,
    )


def check_ids(policies: Sequence[Policy]) -> None:
    """No two policies may have one id. Raises PackError."""
    seen: dict[str, Policy] = {}
    for policy in policies:
        other = seen.setdefault(policy.id, policy)
        if other is not policy:
            raise PackError(
                str(policy.directory), f"编号“{policy.id}”和 {other.directory} 的一样，要另起一个"
            )


def _with_keys(policies: Sequence[Policy], common: Common) -> tuple[Policy, ...]:
    having: dict[str, int] = {}
    for policy in policies:
        for name in policy.measures:
            having[name] = having.get(name, 0) + 1
    return tuple(_with_own_keys(policy, having, common) for policy in policies)


def _with_own_keys(policy: Policy, having: Mapping[str, int], common: Common) -> Policy:
    measures = {
        name: replace(
            measure,
            clause_name=f"《{policy.name}》{measure.clause_name}",
            key=name if having[name] == 1 else f"{policy.id}/{name}",
            purpose=common.purposes.get(f"{policy.id}/{name}", measure.purpose),
        )
        for name, measure in policy.measures.items()
    }
    return replace(policy, measures=measures)


def _facts(members: Iterable[Policy], common: Common) -> dict[str, FactDefinition]:
    found: dict[str, list[FactDefinition]] = {}
    for policy in members:
        for name, definition in policy.facts.items():
            found.setdefault(name, []).append(definition)
    return {name: merged(definitions, common) for name, definitions in found.items()}


def _role_groups(members: Iterable[Policy]) -> dict[str, tuple[str, ...]]:
    """The roles by business; those of a policy that does not group them, under its name."""
    found: dict[str, dict[str, None]] = {}
    seen: set[str] = set()
    for policy in members:
        groups = policy.role_groups or {policy.name: policy.roles}
        for group, roles in groups.items():
            fresh = [role for role in roles if role not in seen]
            seen.update(fresh)
            if fresh:
                found.setdefault(group, {}).update(dict.fromkeys(fresh))
    return {group: tuple(roles) for group, roles in found.items()}
