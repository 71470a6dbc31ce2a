"""Labelled sentences (JSON Lines): what was said, at which point of a conversation, and each
statement in it with its status and the words it rests on.

{"话": "…", "问": "fact" | ["fact", …] | null, "已知": {fact: value}, "刚说": ["fact", …],
 "意图": "inform", "陈述": [[fact, value, status, words], …]}

Values are in gold notation (see gold.py). Statuses: 说 否 改 加 hold of the present; 设想 打算
旁人 过去 问 收回 do not; 其余没有 (fact null) denies the rest of what was asked.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from policy_engine import FactDefinition, FactValue, PolicyError

from .gold import GoldSentence, value_in_gold
from .intents import IntentName
from .training_data import TrainingDataError


class Status(StrEnum):
    """How something said of a fact is meant."""

    TOLD = "说"
    DENIED = "否"
    SUPPOSED = "设想"
    PLANNED = "打算"
    OTHERS = "旁人"
    PAST = "过去"
    ASKED = "问"
    WITHDRAWN = "收回"
    CORRECTED = "改"
    ADDED = "加"
    NONE_OF_THE_REST = "其余没有"


PRESENT = frozenset((Status.TOLD, Status.DENIED, Status.CORRECTED, Status.ADDED))


@dataclass(frozen=True, slots=True)
class LabelledStatement:
    """One statement: its fact (`None`: the rest of what was asked), value, status and words."""

    fact: str | None
    value: FactValue | None
    status: Status
    words: str


@dataclass(frozen=True, slots=True)
class LabelledSentence:
    """A sentence at its point of a conversation, with its statements."""

    text: str
    intent: IntentName
    statements: tuple[LabelledStatement, ...] = ()
    pending: tuple[str, ...] = ()
    known: Mapping[str, FactValue] = field(default_factory=dict)
    last: tuple[str, ...] = ()
    """Number facts told most recently, the latest first."""


def load_labelled(facts: Mapping[str, FactDefinition], file: Path) -> Iterator[LabelledSentence]:
    """The sentences of a file. Raises TrainingDataError naming the line."""
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield labelled_sentence(facts, json.loads(line))
        except (ValueError, KeyError, TypeError, PolicyError) as error:
            raise TrainingDataError(f"{file} 第 {number} 行：{error}") from None


def labelled_sentence(
    facts: Mapping[str, FactDefinition], row: Mapping[str, Any]
) -> LabelledSentence:
    """A sentence as a row of a file has it. Raises KeyError, ValueError, TypeError and FactError."""
    asked = row.get("问") or (row.get("题") or {}).get("事实") or ()
    known = row.get("已知") or {}
    return LabelledSentence(
        text=row["话"],
        intent=IntentName(row["意图"]),
        statements=tuple(_statement(facts, *told) for told in row["陈述"]),
        pending=(asked,) if isinstance(asked, str) else tuple(asked),
        known={name: value_in_gold(facts[name], value) for name, value in known.items()},
        last=tuple(row.get("刚说") or ()),
    )


def _statement(
    facts: Mapping[str, FactDefinition], fact: str | None, value: object, status: str, words: str
) -> LabelledStatement:
    told = None if fact is None or value is None else value_in_gold(facts[fact], value)
    return LabelledStatement(fact, told, Status(status), words)


def as_gold(sentence: LabelledSentence) -> GoldSentence:
    """The sentence as evaluation and fitting see it: facts of the present, and the others apart."""
    facts: dict[str, FactValue] = {}
    marked: list[tuple[str, FactValue | None]] = []
    for told in sentence.statements:
        if told.fact is None or told.status is Status.ASKED:
            continue
        value = False if told.status is Status.DENIED else told.value
        if told.status in PRESENT and value is not None:
            facts[told.fact] = value
        else:
            marked.append((told.fact, told.value))
    return GoldSentence(
        sentence.text, sentence.intent, (), facts, sentence.pending,
        roles=frozenset(name for name, value in sentence.known.items() if value is True),
        told=tuple(reversed(sentence.last)), marked=tuple(marked),
    )  # fmt: skip
