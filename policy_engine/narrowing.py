"""What sets policies aside before their facts are asked for: where, who, for what business.

Each is a named fact of the policies together. A place or an applicant that is told rules a
policy out; a business only tells what to ask about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .common import Common
from .common import Narrowing as Asked
from .fact_kinds import CHOICE, KIND_NAMES, REGION
from .fact_value import FactValue
from .facts import FactDefinition
from .one_of import OneOf
from .options import ELSEWHERE, Options
from .policy import Policy
from .units import unit_of

Told = Mapping[str, FactValue]
_ELSEWHERE_IN = "{}其他地方"


@dataclass(frozen=True)
class Dimension:
    """A named fact, and by policy the values with which it goes together; none: with any."""

    fact: FactDefinition
    fits: Mapping[str, frozenset[str]]
    said: tuple[str, ...] = ()
    """How people say it, {} in place of its value."""

    def values(self, policies: Iterable[Policy]) -> tuple[str, ...]:
        """The values that go together with some of these policies, in their order."""
        assert self.fact.options is not None
        fitting = frozenset(v for p in policies for v in self.fits.get(p.id, ()))
        return tuple(v for v in self.fact.options.values if v in fitting or v == ELSEWHERE)

    def excludes(self, policy: Policy, told: Told) -> bool:
        """Whether what is told leaves no value that goes together with the policy."""
        value, fits = told.get(self.fact.name), self.fits.get(policy.id)
        return isinstance(value, OneOf) and fits is not None and fits.isdisjoint(value.values)

    def parts(self, policies: Iterable[Policy]) -> bool:
        """Whether an answer would set some of these policies aside and keep others."""
        return len({self.fits.get(policy.id) for policy in policies}) > 1


@dataclass(frozen=True)
class Narrowing:
    """The dimensions of several policies; those that tell nothing apart are left out."""

    place: Dimension | None = None
    applicant: Dimension | None = None
    business: Dimension | None = None

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """In the order in which they are asked."""
        return tuple(d for d in (self.place, self.applicant, self.business) if d is not None)

    @property
    def facts(self) -> Mapping[str, FactDefinition]:
        return {dimension.fact.name: dimension.fact for dimension in self.dimensions}

    def excludes(self, policy: Policy, told: Told) -> bool:
        """Whether a policy is for another place or another kind of applicant."""
        ruling = (d for d in (self.place, self.applicant) if d is not None)
        return any(dimension.excludes(policy, told) for dimension in ruling)

    def is_beside(self, policy: Policy, told: Told) -> bool:
        """Whether a policy is about another business than the one asked about."""
        return self.business is not None and self.business.excludes(policy, told)

    def roles_beside(self, policy: Policy, told: Told) -> frozenset[str]:
        """The roles of other businesses than the one asked about."""
        chosen = None if self.business is None else told.get(self.business.fact.name)
        if not isinstance(chosen, OneOf):
            return frozenset()
        wanted = {
            r for group, rs in policy.role_groups.items() if group in chosen.values for r in rs
        }
        grouped = {role for roles in policy.role_groups.values() for role in roles}
        return frozenset(grouped - wanted)


def narrowing_of(policies: Sequence[Policy], common: Common) -> Narrowing:
    """What tells these policies apart."""
    return Narrowing(
        _useful(_places(policies, common), policies),
        _useful(_applicants(policies, common), policies),
        _useful(_businesses(policies, common), policies),
    )


def _useful(dimension: Dimension, policies: Sequence[Policy]) -> Dimension | None:
    return dimension if dimension.parts(policies) else None


def _places(policies: Sequence[Policy], common: Common) -> Dimension:
    regions = tuple(dict.fromkeys(policy.region for policy in policies))
    inside = {r: tuple(o for o in regions if o != r and _lies_in(o, r, common)) for r in regions}
    values: list[str] = []
    groups: list[tuple[str, tuple[str, ...]]] = []
    for region in regions:
        if not inside[region]:
            values.append(region)
            continue
        rest = _ELSEWHERE_IN.format(region)
        values.append(rest)
        leaves = (o for o in inside[region] if not inside[o])
        others = (_ELSEWHERE_IN.format(o) for o in inside[region] if inside[o])
        groups.append((region, (*leaves, *others, rest)))
    options = Options((*values, ELSEWHERE), tuple(groups), are_places=True)
    fits = {p.id: frozenset(options.named(p.region)) for p in policies}
    return Dimension(_definition(common.place, REGION, options), fits, common.place.said)


def _lies_in(place: str, wider: str, common: Common) -> bool:
    above = common.wider.get(place)
    return (
        wider in place or above == wider or (above is not None and _lies_in(above, wider, common))
    )


def _applicants(policies: Sequence[Policy], common: Common) -> Dimension:
    kinds = tuple(dict.fromkeys(kind for policy in policies for kind in policy.applicants))
    fits = {p.id: frozenset(p.applicants or kinds) for p in policies}
    return Dimension(_definition(common.applicant, CHOICE, Options(kinds)), fits)


def _businesses(policies: Sequence[Policy], common: Common) -> Dimension:
    named = {p.id: tuple(p.role_groups) or (p.name,) for p in policies}
    values = tuple(dict.fromkeys(name for names in named.values() for name in names))
    fits = {policy_id: frozenset(names) for policy_id, names in named.items()}
    return Dimension(_definition(common.business, CHOICE, Options(values)), fits)


def _definition(asked: Asked, kind: str, options: Options) -> FactDefinition:
    return FactDefinition(
        asked.name, kind, unit_of(KIND_NAMES[kind]), asked.name, option=asked.name, question=asked.question,
        options=options,
    )  # fmt: skip
