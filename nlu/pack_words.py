"""The words of a pack (说法.yml): how people call its facts, scenes and measures.

Everything is optional: what the file does not say is taken from the facts' own names,
labels and questions.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from policy_engine import (
    COUNT,
    FactDefinition,
    PackError,
    did_you_mean,
    in_words,
    path_in_words,
    yaml_in_words,
)

from .outline import Outline
from .own_words import own_pairs
from .phrases import Entry
from .sounds import Sounds
from .telling_tokens import allies, telling_tokens
from .word_forms import denials, roomy
from .yaml_file import read_yaml

WORDS = "说法.yml"
LONGEST_NAME = 14
"""A label longer than this is a sentence that nobody says word for word."""


class WordKind(StrEnum):
    """What a word of the pack does."""

    SCENE = "scene"
    NAME = "name"
    GENERIC = "generic"
    NOUN = "noun"
    SAID = "said"
    DENIED = "denied"
    VALUE = "value"
    MEASURE = "measure"
    POLICY = "policy"


OF_A_FACT = (WordKind.NAME, WordKind.NOUN, WordKind.SAID)
"""The words that call one fact, and no other."""


class Word(NamedTuple):
    """What kind of word, and the scene, fact, measure or policy it is of; `value` of an enumeration."""

    kind: WordKind
    of: str
    value: str = ""


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Scene(_Section):
    names: list[str] = Field(default_factory=list, alias="叫法")
    excluded: list[str] = Field(default_factory=list, alias="不算")


class _Number(_Section):
    scene: str = Field("", alias="场景")
    names: list[str] = Field(default_factory=list, alias="叫法")
    generic: list[str] = Field(default_factory=list, alias="泛称")
    counters: list[str] = Field(default_factory=list, alias="量词")
    excluded: list[str] = Field(default_factory=list, alias="不算")
    examples: list[str] = Field(default_factory=list, alias="例句")
    counterexamples: list[str] = Field(default_factory=list, alias="反例")


class _Claim(_Section):
    scene: str = Field("", alias="场景")
    nouns: list[str] = Field(default_factory=list, alias="名词")
    said: list[str] = Field(default_factory=list, alias="说法")
    denied: list[str] = Field(default_factory=list, alias="否认")
    excluded: list[str] = Field(default_factory=list, alias="不算")
    numbers_claim: bool = Field(False, alias="带数就算")
    examples: list[str] = Field(default_factory=list, alias="例句")
    counterexamples: list[str] = Field(default_factory=list, alias="反例")


class WordsFile(_Section):
    """The file as it is written."""

    examples: list[str] = Field(default_factory=list, alias="例句")
    """What an enterprise may say to begin with; pages offer the first of them."""
    sounds: list[str] = Field(default_factory=list, alias="读音")
    scenes: dict[str, _Scene] = Field(default_factory=dict, alias="场景")
    numbers: dict[str, _Number] = Field(default_factory=dict, alias="数值")
    claims: dict[str, _Claim] = Field(default_factory=dict, alias="是否")
    values: dict[str, dict[str, list[str]]] = Field(default_factory=dict, alias="类别")
    measures: dict[str, list[str]] = Field(default_factory=dict, alias="措施")

    def nouns(self) -> Iterator[str]:
        """What the things of this trade are called."""
        for scene in self.scenes.values():
            yield from scene.names
        for claim in self.claims.values():
            yield from claim.nouns
        for called in self.measures.values():
            yield from called


@dataclass(frozen=True)
class PackWords:
    """The words of one pack, ready to be looked for."""

    outline: Outline
    file: WordsFile = field(default_factory=WordsFile)
    policies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Of several packs together: what each policy is called."""
    packs: tuple[tuple[str, ...], ...] = ()
    """Of several packs together: the facts of each."""
    narrowing: tuple[str, ...] = ()
    """Of several packs together: the facts that set packs aside."""

    def only(self, facts: Collection[str], measures: Collection[str]) -> PackWords:
        """The words of these facts and measures alone."""
        whole = self.outline
        used = {m for fact in facts for m in whole.measures_of[fact]} | set(measures)
        kept = {
            name: replace(outline, facts=tuple(f for f in outline.facts if f in facts))
            for name, outline in whole.measures.items()
            if name in used
        }
        thresholds = {f: whole.thresholds[f] for f in facts if f in whole.thresholds}
        outline = Outline({f: whole.facts[f] for f in whole.facts if f in facts}, kept, thresholds)
        return replace(self, outline=outline)

    @cached_property
    def sounds(self) -> Sounds:
        return Sounds.of(self.file.sounds)

    def scene(self, fact: str) -> str:
        """The scene that a fact belongs to, or an empty text."""
        number, claim = self.file.numbers.get(fact), self.file.claims.get(fact)
        return (number.scene if number else "") or (claim.scene if claim else "")

    def numbers_claim(self, fact: str) -> bool:
        """Whether numbers told under a claim's bare noun claim it."""
        claim = self.file.claims.get(fact)
        return claim.numbers_claim if claim else self.outline.facts[fact].role

    @cached_property
    def telling_tokens(self) -> Mapping[str, frozenset[str]]:
        """Of each fact with named values the words that no other one is called by."""
        return telling_tokens(self.outline.facts)

    @cached_property
    def own_pairs(self) -> Mapping[str, frozenset[str]]:
        """Of each fact the pairs of characters that nothing written of another one has."""
        return own_pairs(
            self.outline.facts, {fact: self._called(fact) for fact in self.outline.facts}
        )

    def _called(self, fact: str) -> Iterator[str]:
        """What the file calls a fact."""
        number, claim = self.file.numbers.get(fact), self.file.claims.get(fact)
        if number is not None:
            yield from (*number.names, *number.generic)
        if claim is not None:
            yield from (*claim.nouns, *claim.said)
        for said in self.file.values.get(fact, {}).values():
            yield from said

    @cached_property
    def allies(self) -> Mapping[str, tuple[str, ...]]:
        """Of each fact with named values the facts whose words speak of the same thing."""
        return allies(self.outline.facts, self.telling_tokens)

    @cached_property
    def counters(self) -> Mapping[str, frozenset[str]]:
        """The counters that may count each fact."""
        return {name: self._counters(d) for name, d in self.outline.facts.items()}

    def _counters(self, definition: FactDefinition) -> frozenset[str]:
        if definition.kind != COUNT:
            return frozenset()
        number = self.file.numbers.get(definition.name)
        told = number.counters if number else ()
        return frozenset((definition.unit.code, *told))

    def counted_in(self, fact: str, text: str) -> bool:
        """Whether a text calls a fact by what it is counted in: 家数, 票数."""
        definition = self.outline.facts[fact]
        return definition.kind == COUNT and f"{definition.unit.code}数" in text

    def entries(self) -> Iterator[Entry[Word]]:
        """Every expression of the pack."""
        for scene, names in self.file.scenes.items():
            yield from _entries(Word(WordKind.SCENE, scene), names.names, names.excluded)
        for fact, number in self.file.numbers.items():
            names_ = (*number.names, *self._own_names(fact))
            yield from _entries(Word(WordKind.NAME, fact), names_, number.excluded)
            yield from _entries(Word(WordKind.GENERIC, fact), number.generic, number.excluded)
        for fact, claim in self.file.claims.items():
            yield from _entries(Word(WordKind.NOUN, fact), claim.nouns, claim.excluded)
            told = (*claim.said, *(other for one in claim.said for other in roomy(one)))
            yield from _entries(Word(WordKind.SAID, fact), told, claim.excluded)
            undone = (denial for one in claim.said for denial in denials(one))
            yield from _entries(Word(WordKind.DENIED, fact), (*claim.denied, *undone))
        for fact, values in self.file.values.items():
            for value, said in values.items():
                own = () if fact in self.narrowing else (value,)
                yield from _entries(Word(WordKind.VALUE, fact, value), (*own, *said))
        for measure, called in self.file.measures.items():
            yield from _entries(Word(WordKind.MEASURE, measure), called)
        for policy, titles in self.policies.items():
            yield from _entries(Word(WordKind.POLICY, policy), titles)
        yield from self._unlisted()

    def _unlisted(self) -> Iterator[Entry[Word]]:
        """Facts that the file says nothing of are called by name and label, their values as well."""
        listed = {*self.file.numbers, *self.file.claims}
        for fact, definition in self.outline.facts.items():
            if definition.options is not None and fact not in {*self.file.values, *self.narrowing}:
                for value in definition.options.listed:
                    yield from _entries(Word(WordKind.VALUE, fact, value), (value,))
            if fact not in listed:
                kind = WordKind.SAID if definition.is_claim else WordKind.NAME
                yield from _entries(Word(kind, fact), self._own_names(fact))

    def _own_names(self, fact: str) -> tuple[str, ...]:
        """What a fact is called: its label. Its name is an id, which may be anything."""
        label = self.outline.facts[fact].label
        return (label,) if len(label) <= LONGEST_NAME else ()

    def measures_named(self, text: str) -> list[str]:
        """The measures that a text calls by one of their names."""
        return [m for m, names in self.file.measures.items() if any(n in text for n in names)]

    @cached_property
    def trade_words(self) -> frozenset[str]:
        """The nouns of this trade: what is masked where it does not matter which trade it is."""
        own = (name for fact in self.outline.facts for name in self._own_names(fact))
        titles = (measure.title for measure in self.outline.measures.values())
        return frozenset((*self.file.nouns(), *own, *titles))


def _entries(
    word: Word, names: Iterable[str], excluded: Iterable[str] = ()
) -> Iterator[Entry[Word]]:
    yield from (Entry(word, name) for name in dict.fromkeys(names))
    yield from (Entry(word, name, excluded=True) for name in dict.fromkeys(excluded))


def load_pack_words(outline: Outline, folder: Path) -> PackWords:
    """The words of a pack; without a 说法.yml those of its facts. Raises PackError."""
    file, found = folder / WORDS, read_words(folder)
    for name in (*found.numbers, *found.claims, *found.values):
        if name not in outline.facts:
            raise PackError(str(file), f"没有名为“{name}”的事实{did_you_mean(name, outline.facts)}")
    _check_names(file, outline, found)
    return PackWords(outline, found)


def read_words(folder: Path) -> WordsFile:
    """The 说法.yml of a folder, or an empty one. Raises PackError."""
    file = folder / WORDS
    return _read(file) if file.exists() else WordsFile()


def _check_names(file: Path, outline: Outline, found: WordsFile) -> None:
    """Every name that the words refer to must exist, and stand in its section."""
    for name in found.measures:
        if outline.measures and name not in outline.measures:
            known = "、".join(outline.measures)
            raise PackError(str(file), f"没有编号为“{name}”的措施，现有：{known}")
    sections: list[tuple[str, _Number | _Claim]] = [*found.numbers.items(), *found.claims.items()]
    for name, section in sections:
        if section.scene and section.scene not in found.scenes:
            near = did_you_mean(section.scene, found.scenes)
            raise PackError(str(file), f"“{name}”的场景“{section.scene}”没有写在“场景”里{near}")
    for name in found.numbers:
        if outline.facts[name].is_claim:
            raise PackError(str(file), f"“{name}”是“是否”类的事实，要写在“是否”里")
    for name in found.claims:
        if not outline.facts[name].is_claim:
            raise PackError(str(file), f"“{name}”是数，要写在“数值”里")


def _read(file: Path) -> WordsFile:
    try:
        return WordsFile.model_validate(read_yaml(file) or {})
    except OSError:
        raise PackError(str(file), "读不了这个文件，请检查权限") from None
    except (yaml.YAMLError, ValidationError, ValueError, TypeError, RecursionError) as error:
        raise PackError(str(file), f"词表写得不对：{_told(error)}") from None


def _told(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"“{path_in_words(first)}”（{in_words(first)}）"
    return yaml_in_words(error)
