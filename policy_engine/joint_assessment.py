"""Several policies for one enterprise: each by itself, then what they come to together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

from .assessment import Assessment, MeasureResult, Money, Status
from .combining import combined_total
from .fact_value import FactValue
from .facts import Convert
from .joined import JoinedPolicy
from .policy import Policy
from .questions import Question, about
from .terms import Term, TermKind

MOST_ROLES = 16
"""Roles of more than these are not listed: first it is asked what business they are of."""
OTHER_PLACE = "这份文件只适用于{}。"
OTHER_APPLICANT = "申请人要是{}。"
Missing = dict[str, tuple[str, ...]]
_MAY_APPLY = (Status.ELIGIBLE, Status.UNDETERMINED)


Assess = Callable[[Policy, Mapping[str, FactValue], date, Convert], Assessment]
"""Assesses one policy by itself."""


@dataclass(frozen=True)
class JointAssessment(Assessment):
    """What several policies come to for one enterprise."""

    joined: JoinedPolicy | None = None
    parts: tuple[Assessment, ...] = ()
    told: Mapping[str, FactValue] | None = None

    @property
    def by_policy(self) -> tuple[Assessment, ...]:
        return self.parts

    @cached_property
    def _by_key(self) -> Mapping[str, MeasureResult]:
        return {result.measure.key: result for result in self.measures}

    def result(self, measure_id: str) -> MeasureResult:
        return self._by_key[self.policy.measure(measure_id).key]

    def _plan(self) -> Iterator[Question]:
        """About what is being talked of; else what sets policies aside, then the rest."""
        asked: set[str] = set()
        for question in self._planned():
            fresh = tuple(fact for fact in question.facts if fact not in asked)
            asked.update(fresh)
            if fresh:
                yield Question(fresh)

    def _planned(self) -> Iterator[Question]:
        wanted = frozenset(self.focus)
        yield from self._about(
            [(p, m) for p in self.parts if (m := _missing(p, lambda key: key in wanted))]
        )
        rest = [p for p in self.parts if any(r.missing for r in p.measures)]
        yield from self._narrowing(rest)
        rest = [part for part in rest if not self._is_beside(part)]
        yield from self._roles(rest)
        yield from self._about([(p, _missing(p, lambda key: key not in wanted)) for p in rest])
        for part in self.parts:
            yield from (Question((fact,)) for fact in part.limiting_sums())

    def _about(self, parts: list[tuple[Assessment, Missing]]) -> Iterator[Question]:
        """The questions of each policy, those first that decide in most measures."""
        counted: dict[str, int] = {}
        for _, missing in parts:
            for fact in (fact for facts in missing.values() for fact in facts):
                counted[fact] = counted.get(fact, 0) + 1
        found = [q for part, m in parts for q in about(part.policy, part.world, m, set())]
        if len(parts) > 1:
            found.sort(key=lambda question: -max(counted.get(f, 0) for f in question.facts))
        yield from found

    def _narrowing(self, rest: list[Assessment]) -> Iterator[Question]:
        assert self.joined is not None
        told = self.told or {}
        open_policies = [part.policy for part in rest]
        for dimension in self.joined.narrowing.dimensions:
            business = dimension is self.joined.narrowing.business
            if dimension.fact.name in told or not dimension.parts(open_policies):
                continue
            if not business or len(set(self._open_roles(rest))) > MOST_ROLES:
                yield Question((dimension.fact.name,))

    def _roles(self, rest: list[Assessment]) -> Iterator[Question]:
        """The roles of what was chosen in one question, those that decide most."""
        counted: dict[str, int] = {}
        for role in self._open_roles(rest):
            counted[role] = counted.get(role, 0) + 1
        if len(counted) > MOST_ROLES:
            best = sorted(counted, key=lambda role: -counted[role])[:MOST_ROLES]
            counted = {role: counted[role] for role in counted if role in best}
        order = self.policy.fact_order
        if counted:
            yield Question(tuple(sorted(counted, key=order.__getitem__)))

    def _open_roles(self, rest: list[Assessment]) -> Iterator[str]:
        assert self.joined is not None
        for part in rest:
            beside = self.joined.narrowing.roles_beside(part.policy, self.told or {})
            for result in part.measures:
                for fact in result.missing:
                    if part.policy.facts[fact].role and fact not in beside:
                        yield fact

    def _is_beside(self, part: Assessment) -> bool:
        assert self.joined is not None
        return self.joined.narrowing.is_beside(part.policy, self.told or {})


def jointly(
    policy: JoinedPolicy,
    facts: Mapping[str, FactValue],
    on: date,
    convert: Convert,
    *,
    focus: tuple[str, ...],
    assess: Assess,
) -> JointAssessment:
    """Assess each member for the told `facts`. Raises FactError."""
    told = {policy.definition(name).name: value for name, value in facts.items()}
    for name, dimension in policy.narrowing.facts.items():
        if name in told:
            dimension.known(told[name])
    parts, total = _assessed(policy, frozenset(told.items()), on, convert, assess)
    return JointAssessment(
        policy,
        on,
        tuple(result for part in parts for result in part.measures),
        total,
        {},
        focus,
        joined=policy,
        parts=parts,
        told=told,
    )


@lru_cache(maxsize=1 << 6)
def _assessed(
    policy: JoinedPolicy,
    told: frozenset[tuple[str, FactValue]],
    on: date,
    convert: Convert,
    assess: Assess,
) -> tuple[tuple[Assessment, ...], Money]:
    """Every member, and the sum: asked for several times in one turn."""
    values, parts = dict(told), []
    for member in policy.members:
        if policy.narrowing.excludes(member, values):
            parts.append(_set_aside(member, on, convert, assess))
            continue
        own = frozenset(each for each in told if each[0] in member.facts)
        parts.append(_remembered(member, own, on, convert, assess))
    parts = _with_rivals(parts)
    return tuple(parts), combined_total(parts)


@lru_cache(maxsize=1 << 11)
def _remembered(
    policy: Policy,
    told: frozenset[tuple[str, FactValue]],
    on: date,
    convert: Convert,
    assess: Assess,
) -> Assessment:
    """An answer changes what is known for few policies at a time."""
    order = policy.fact_order
    return assess(policy, dict(sorted(told, key=lambda each: order[each[0]])), on, convert)


@lru_cache(maxsize=1 << 11)
def _set_aside(policy: Policy, on: date, convert: Convert, assess: Assess) -> Assessment:
    """For another place or applicant: nothing of it applies."""
    part = _remembered(policy, frozenset(), on, convert, assess)
    if not part.in_force:
        return part
    who = "、".join(policy.applicants)
    note = OTHER_PLACE.format(policy.region) + (OTHER_APPLICANT.format(who) if who else "")
    results = tuple(
        replace(r, status=Status.INELIGIBLE, amount=None, missing=(), notes=(note,), terms=())
        for r in part.measures
    )
    return replace(part, measures=results, total=combined_total(()))


def _with_rivals(parts: list[Assessment]) -> list[Assessment]:
    """Each measure with those of other policies that pay for the same thing: 从优但不重复."""
    by_purpose: dict[str, list[MeasureResult]] = {}
    for result in (r for part in parts for r in part.measures):
        if result.measure.purpose is not None and result.status in _MAY_APPLY:
            by_purpose.setdefault(result.measure.purpose, []).append(result)
    if not any(len(results) > 1 for results in by_purpose.values()):
        return parts
    return [_told_of_rivals(part, by_purpose) for part in parts]


def _told_of_rivals(part: Assessment, by_purpose: Mapping[str, list[MeasureResult]]) -> Assessment:
    def told(result: MeasureResult) -> MeasureResult:
        purpose = result.measure.purpose or ""
        if result.status not in _MAY_APPLY:
            return result
        others = [r for r in by_purpose.get(purpose, ()) if r.policy is not result.policy]
        terms = tuple(Term(TermKind.EITHER, _named(other)) for other in others)
        return replace(result, terms=(*result.terms, *terms)) if terms else result

    return replace(part, measures=tuple(map(told, part.measures)))


def _named(result: MeasureResult) -> str:
    return f"{result.policy.name}·{result.measure.title}"


def _missing(part: Assessment, wanted: Callable[[str], bool]) -> Missing:
    """The facts that can still change each wanted measure of a policy."""
    return {r.measure.id: r.missing for r in part.measures if r.missing and wanted(r.measure.key)}
