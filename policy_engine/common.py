"""What holds between packs (共用.yml): facts that mean the same everywhere, what narrows first,
which place lies in which, and which measures of different packs pay for the same thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from .errors import PackError
from .fact_loading import definitions
from .facts import FactDefinition
from .located_yaml import load_located
from .pack_schema import FactSection, Label, RuleText
from .schema_errors import schema_error

COMMON = "共用.yml"


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A question that sets policies aside: the name of its fact, and how it is asked."""

    name: str
    question: str
    said: tuple[str, ...] = ()
    """How people say it, {} in place of its value."""


@dataclass(frozen=True)
class Common:
    """What is said between packs. `wider`: the place in which another lies; `purposes`: what a
    measure, written POLICY/ID, pays for together with others."""

    facts: Mapping[str, FactDefinition] = field(default_factory=dict)
    place: Narrowing = Narrowing("地区", "")
    applicant: Narrowing = Narrowing("申请人", "")
    business: Narrowing = Narrowing("业务", "")
    wider: Mapping[str, str] = field(default_factory=dict)
    purposes: Mapping[str, str] = field(default_factory=dict)


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Narrowing(_Section):
    name: RuleText = Field(alias="名")
    question: RuleText = Field(alias="问")
    said: list[RuleText] = Field(default_factory=list, alias="说法")


class _NarrowingSection(_Section):
    place: _Narrowing | None = Field(None, alias="地区")
    applicant: _Narrowing | None = Field(None, alias="申请人")
    business: _Narrowing | None = Field(None, alias="业务")


class _Either(_Section):
    name: RuleText = Field(alias="名")
    measures: list[Label] = Field(alias="措施", min_length=2)


class _File(_Section):
    facts: dict[str, FactSection] = Field(default_factory=dict, alias="事实")
    narrowing: _NarrowingSection | None = Field(None, alias="收窄")
    wider: dict[str, str] = Field(default_factory=dict, alias="上级地区")
    either: list[_Either] = Field(default_factory=list, alias="从优不重复")


def load_common(folders: Iterable[Path]) -> Common:
    """What the folders of packs say between them, a later one over an earlier. Raises PackError."""
    found = Common()
    for folder in dict.fromkeys(folders):
        if (folder / COMMON).exists():
            found = _added(found, folder / COMMON)
    return found


def _added(common: Common, file: Path) -> Common:
    located = load_located(file)
    try:
        read = _File.model_validate(located.data or {})
    except ValidationError as error:
        raise schema_error(located, error) from None
    facts = definitions(read.facts, lambda path, told: PackError(located.where(path), told))
    asked = read.narrowing
    return Common(
        {**common.facts, **facts},
        _narrowing(asked.place if asked else None, common.place),
        _narrowing(asked.applicant if asked else None, common.applicant),
        _narrowing(asked.business if asked else None, common.business),
        {**common.wider, **read.wider},
        {**common.purposes, **{m: one.name for one in read.either for m in one.measures}},
    )


def _narrowing(read: _Narrowing | None, before: Narrowing) -> Narrowing:
    return before if read is None else Narrowing(read.name, read.question, tuple(read.said))
