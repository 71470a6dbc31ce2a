"""Which facts of several packs are one fact, and what each is called beside the others.

Those that the common dictionary names are one; so are those of one name that are asked for in
the same way. One name for different things is written POLICY/名 for each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from .common import Common
from .facts import FactDefinition
from .options import ELSEWHERE, Options
from .policy import Policy

Names = Mapping[str, Mapping[str, str]]
"""By policy: what its own names of facts are beside other packs, where that is another."""
Fact = tuple[str, FactDefinition]
"""A policy and a fact of it."""


def common_names(policies: Iterable[Policy], common: Common, taken: Iterable[str] = ()) -> Names:
    """The names that facts have where these policies answer together; `taken`: not to be given."""
    reserved = frozenset(taken)
    found: dict[str, dict[str, str]] = {}
    by_name: dict[str, list[Fact]] = {}
    for policy in policies:
        found[policy.id] = {}
        for definition in policy.facts.values():
            by_name.setdefault(definition.common or definition.name, []).append(
                (policy.id, definition)
            )
    for name, facts in by_name.items():
        for policy_id, definition, given in _given(name, facts, common, name in reserved):
            if given != definition.name:
                found[policy_id][definition.name] = given
    return found


def _given(
    name: str, facts: Sequence[Fact], common: Common, taken: bool
) -> Iterator[tuple[str, FactDefinition, str]]:
    shared = common.facts.get(name)
    alike: dict[object, list[Fact]] = {}
    for policy_id, definition in facts:
        known = shared is not None and _measures_the_same(shared, definition)
        alike.setdefault(_meaning(definition, named=not known), []).append((policy_id, definition))
    several = len(alike) > 1 or taken
    for same in alike.values():
        first_policy, first = same[0]
        known = shared is not None and _measures_the_same(shared, first) and not taken
        given = name if known or not several else f"{first_policy}/{first.name}"
        yield from ((policy_id, definition, given) for policy_id, definition in same)


def _measures_the_same(shared: FactDefinition, definition: FactDefinition) -> bool:
    return (shared.kind, shared.unit.dimension) == (definition.kind, definition.unit.dimension)


def _meaning(definition: FactDefinition, *, named: bool = True) -> object:
    """What has to agree for two facts of a name to be one; `named`: how it is asked for as well."""
    options = definition.options
    listed = options is not None and ELSEWHERE not in options.values
    items = {name: _meaning(item) for name, item in definition.item_facts.items()}
    return (
        definition.kind,
        definition.unit.dimension,
        definition.counted_over,
        definition.is_cost,
        definition.may_be_negative,
        definition.true_when_under_construction,
        definition.runs_from_opening,
        options if listed else None,
        tuple(sorted(items.items(), key=str)),
        (definition.question, definition.contrary) if named else (),
    )


def merged(definitions: Sequence[FactDefinition], common: Common) -> FactDefinition:
    """The one definition of a fact that several packs have; places are those of all of them."""
    first = definitions[0]
    shared = common.facts.get(first.name)
    if shared is not None and first.name not in {d.written for d in definitions}:
        first = replace(
            first, label=shared.label, option=shared.option, question=shared.question or first.question
        )  # fmt: skip
    options = first.options
    if options is not None and len(definitions) > 1 and ELSEWHERE in options.values:
        places = dict.fromkeys(v for d in definitions if d.options for v in d.options.values)
        places.pop(ELSEWHERE, None)
        options = Options((*places, ELSEWHERE), options.groups, are_places=True)
    return replace(
        first, role=any(d.role for d in definitions), options=options, written="", common=""
    )
