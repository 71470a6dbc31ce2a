"""Word files: expressions that stand for something, each with sentences that show it.

A folder holds one YAML file for each member of an enumeration, by the member's value:

```yaml
说明: 说没有、不是
词:
  没有: [我们没有海外仓]        # an expression, with examples in which it must be found
不算:
  没有问题: [没有问题，可以的]   # a longer expression that does not count, with examples
相近:
  缺: [我们缺一个海外仓]         # may say it, or something else; looked for apart, where it matters
```
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Generic, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ..phrases import Entry
from ..yaml_file import read_yaml

K = TypeVar("K", bound=StrEnum)


class LanguageError(ValueError):
    """A word file is not as it should be; the message names file and entry."""


class WordFile(BaseModel):
    """What one file says."""

    model_config = ConfigDict(extra="forbid")
    meaning: str = Field(alias="说明", min_length=1)
    words: dict[str, list[str]] = Field(alias="词", min_length=1)
    excluded: dict[str, list[str]] = Field(default_factory=dict, alias="不算")
    near: dict[str, list[str]] = Field(default_factory=dict, alias="相近")

    @property
    def sections(self) -> tuple[dict[str, list[str]], ...]:
        return self.words, self.excluded, self.near


@dataclass(frozen=True, slots=True)
class Example(Generic[K]):
    """A sentence in which an expression must be found, or must not."""

    kind: K
    expression: str
    sentence: str
    found: bool


@dataclass(frozen=True)
class Vocabulary(Generic[K]):
    """The word files of a folder, one for each of `kinds`."""

    kinds: type[K]
    folder: Path

    def meaning(self, kind: K) -> str:
        """What a kind of expression says, in a few words."""
        return self._files[kind].meaning

    def entries(self) -> Iterator[Entry[K]]:
        """Every expression of every file. Raises LanguageError."""
        for kind, file in self._files.items():
            for expression in file.words:
                yield Entry(kind, expression)
            yield from _excluded(kind, file)

    def near_entries(self) -> Iterator[Entry[K]]:
        """Every expression that only may say it. Raises LanguageError."""
        for kind, file in self._files.items():
            for expression in file.near:
                yield Entry(kind, expression)
            yield from _excluded(kind, file)

    def examples(self) -> Iterator[Example[K]]:
        """The examples of every entry, for the tests. Raises LanguageError."""
        for kind, file in self._files.items():
            yield from _examples(kind, file.words, True)
            yield from _examples(kind, file.excluded, False)

    def near_examples(self) -> Iterator[Example[K]]:
        """The examples of the expressions that only may say it. Raises LanguageError."""
        for kind, file in self._files.items():
            yield from _examples(kind, file.near, True)

    @cached_property
    def _files(self) -> dict[K, WordFile]:
        return {kind: _read(self.folder / f"{kind.value}.yml") for kind in self.kinds}


def _excluded(kind: K, file: WordFile) -> Iterator[Entry[K]]:
    for expression in file.excluded:
        yield Entry(kind, expression, excluded=True)


def _examples(kind: K, entries: Mapping[str, list[str]], found: bool) -> Iterator[Example[K]]:
    for expression, sentences in entries.items():
        for sentence in sentences:
            yield Example(kind, expression, sentence, found)


def _read(file: Path) -> WordFile:
    try:
        found = WordFile.model_validate(read_yaml(file))
    except (OSError, yaml.YAMLError, ValidationError, ValueError) as error:
        raise LanguageError(f"{file.name}：{str(error).splitlines()[0]}") from None
    for section in found.sections:
        for expression, examples in section.items():
            if not examples:
                raise LanguageError(f"{file.name}：“{expression}”没有例句，至少写一句")
    return found
