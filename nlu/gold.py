"""Gold sentences for evaluation: what was said and what should be understood of it.

```yaml
- 话: 三十来家吧
  上一问: 服务企业数
  意图: inform
  主题: []
  事实: {服务企业数: "~30"}
```

Values are in canonical units: true, 45, "(40, 50)", ">= 30", "~30"; money in another
currency names it first: "CNY 30000000".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from policy_engine import FactDefinition, FactValue, OneOf, Policy, PolicyError, told_as_written

from .training_data import TrainingDataError
from .yaml_file import read_yaml

SCORED = "评测"
HELD_OUT = Path(SCORED, "留出")
"""Of a pack's folder: the sentences that nothing was tuned on."""
QUANTITIES = Path(__file__).parent / "data" / "quantities" / "test"


@dataclass(frozen=True, slots=True)
class GoldSentence:
    text: str
    intent: str
    topics: tuple[str, ...]
    facts: Mapping[str, FactValue]
    pending: tuple[str, ...] = ()
    roles: frozenset[str] = frozenset()
    """Claims known to be true before."""
    told: tuple[str, ...] = ()
    """Number facts told before, the latest last."""
    marked: tuple[tuple[str, FactValue | None], ...] = ()
    """What is said of facts that holds not of the present: plans, other firms, former times …"""


@dataclass(frozen=True, slots=True)
class GoldQuantities:
    """A sentence with every quantity in it: (words, value as written, unit)."""

    text: str
    quantities: tuple[tuple[str, str, str | None], ...]


def load_sentences(policy: Policy, folder: Path | None = None) -> list[GoldSentence]:
    """The gold sentences of a folder (or one file); by default the pack's held-out ones.

    Raises TrainingDataError.
    """
    return [
        sentence
        for file in _files(folder or policy.directory / HELD_OUT)
        for entry in _entries(file)
        if "意图" in entry
        for sentence in _sentence(policy, file, entry)
    ]


def gold_texts(file: Path) -> Iterator[str]:
    """The messages of a file of gold sentences. Raises TrainingDataError."""
    return (str(entry["话"]) for entry in _entries(file))


def load_quantities(folder: Path = QUANTITIES) -> list[GoldQuantities]:
    """The gold sentences whose quantities are annotated. Raises TrainingDataError."""
    return [
        GoldQuantities(
            str(entry["话"]),
            tuple((str(q["原文"]), str(q["值"]), q.get("单位")) for q in entry["数量"]),
        )
        for file in _files(folder)
        for entry in _entries(file)
        if "数量" in entry
    ]


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yml")) if folder.is_dir() else [folder]


def _entries(file: Path) -> list[dict[str, Any]]:
    try:
        found = read_yaml(file)
    except (OSError, yaml.YAMLError) as error:
        raise TrainingDataError(f"{file}：评测句读不了（{type(error).__name__}）") from None
    if not isinstance(found, list):
        raise TrainingDataError(f"{file}：评测句要是一个列表")
    return found


def _sentence(policy: Policy, file: Path, entry: Mapping[str, Any]) -> Iterator[GoldSentence]:
    asked = entry.get("上一问")
    told = entry.get("事实") or {}
    topics = entry.get("主题") or []
    try:
        facts = {name: gold_value(policy, name, value) for name, value in told.items()}
    except PolicyError as error:
        raise TrainingDataError(f"{file}：“{entry['话']}”的标注不对：{error}") from None
    yield GoldSentence(
        str(entry["话"]), str(entry["意图"]), tuple(str(t) for t in topics), facts,
        (asked,) if isinstance(asked, str) else (),
    )  # fmt: skip


def gold_value(policy: Policy, name: str, value: object) -> FactValue:
    """A value in gold notation. Raises FactError."""
    return value_in_gold(policy.definition(name), value)


def value_in_gold(definition: FactDefinition, value: object) -> FactValue:
    """A value of a fact in gold notation; a name has to be one of the pack's. Raises FactError."""
    written = told_as_written(definition, value)
    if isinstance(written, OneOf):
        definition.known(written)
    return written
