"""The words of several packs together: each pack's 说法 under the names that facts have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from policy_engine import JoinedPolicy, Policy

from .outline import outline_of
from .pack_words import PackWords, WordsFile, read_words

SHORTEST_PLACE = 3
T = TypeVar("T")


def joined_words(policy: JoinedPolicy) -> PackWords:
    """The words of policies that answer together. Raises PackError."""
    outline = outline_of(policy)
    files = [_under_common_names(read_words(p.directory), p) for p in policy.members]
    file = WordsFile.model_construct(
        examples=[example for each in files for example in each.examples],
        sounds=[sound for each in files for sound in each.sounds],
        scenes=_together(each.scenes for each in files),
        numbers=_together(each.numbers for each in files),
        claims=_together(each.claims for each in files),
        values={**_together(each.values for each in files), **_narrowing_words(policy)},
        measures=_together(each.measures for each in files),
    )
    called = {p.id: _called(p) for p in policy.members}
    packs = tuple(tuple(p.facts) for p in policy.members)
    return PackWords(outline, file, called, packs, tuple(policy.narrowing.facts))


def _under_common_names(file: WordsFile, policy: Policy) -> WordsFile:
    facts = {definition.in_rules: name for name, definition in policy.facts.items()}
    keys = {name: measure.key for name, measure in policy.measures.items()}

    def scene(name: str) -> str:
        return f"{policy.id}/{name}" if name else ""

    def facts_of(section: Mapping[str, T]) -> dict[str, T]:
        return {facts[name]: told for name, told in section.items() if name in facts}

    numbers = {n: s.model_copy(update={"scene": scene(s.scene)}) for n, s in file.numbers.items()}
    claims = {n: s.model_copy(update={"scene": scene(s.scene)}) for n, s in file.claims.items()}
    return file.model_copy(
        update={
            "scenes": {scene(name): told for name, told in file.scenes.items()},
            "numbers": facts_of(numbers),
            "claims": facts_of(claims),
            "values": facts_of(file.values),
            "measures": {keys[m]: told for m, told in file.measures.items() if m in keys},
        }
    )


def _together(sections: Iterable[Mapping[str, T]]) -> dict[str, T]:
    """Of a fact in common the words of the pack that comes first."""
    found: dict[str, T] = {}
    for section in sections:
        for name, told in section.items():
            found.setdefault(name, told)
    return found


def _called(policy: Policy) -> tuple[str, ...]:
    """A policy by its titles, its number, its id, and its place (柳河那份)."""
    place = policy.region[:-1] if len(policy.region) >= SHORTEST_PLACE else policy.region
    names = (policy.title, policy.name, policy.document_number, policy.id, place)
    return tuple(dict.fromkeys(name for name in names if name))


def _narrowing_words(policy: JoinedPolicy) -> dict[str, dict[str, list[str]]]:
    """How people say where they are, for whom and for what: what is said so is told."""
    found: dict[str, dict[str, list[str]]] = {}
    for dimension in policy.narrowing.dimensions:
        options = dimension.fact.options
        assert options is not None
        said = dimension.said or ("{}",)
        found[dimension.fact.name] = {
            value: [
                each.format(name) for name in _short(value, bool(dimension.said)) for each in said
            ]
            for value in options.values
        }
    return found


def _short(value: str, is_place: bool) -> tuple[str, ...]:
    """A place with 省, 市, 县 and without."""
    return (value, value[:-1]) if is_place and len(value) >= SHORTEST_PLACE else (value,)
