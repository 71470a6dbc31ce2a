"""Training sentences: Rasa's YAML (intents with examples), and the labelled lines of training packs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from .intents import IntentName
from .yaml_file import read_yaml

POLICY_FREE = Path(__file__).parent / "data" / "intents"
"""Sentences that name nothing of any policy."""
OF_A_PACK = "训练"
"""Of a pack's folder: the sentences that name its facts and measures."""


class TrainingDataError(ValueError):
    """A training file cannot be read; the message names it."""


@dataclass(frozen=True, slots=True)
class Example:
    text: str
    intent: IntentName


def load_examples(folder: Path = POLICY_FREE) -> list[Example]:
    """Every training sentence in `folder`. Raises TrainingDataError."""
    return [example for file in sorted(folder.glob("*.yml")) for example in _read(file)]


def load_lines(folder: Path) -> list[Example]:
    """Message and intent of the labelled sentences (JSON Lines) in `folder`. Raises TrainingDataError.

    What is a yes or no only after its question (“投了八千万”) says nothing by itself and is left out.
    """
    read = (
        _line(file, number, line)
        for file in sorted(folder.glob("*.jsonl"))
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if line.strip()
    )
    return [example for example, asked in read if not (asked and example.intent in _ANSWERS)]


_ANSWERS = (IntentName.AFFIRM, IntentName.DENY)


def _line(file: Path, number: int, line: str) -> tuple[Example, bool]:
    try:
        row = json.loads(line)
        return Example(str(row["话"]), IntentName(row["意图"])), bool(row.get("问"))
    except (ValueError, KeyError, TypeError) as error:
        raise TrainingDataError(f"{file} 第 {number} 行：要有“话”与“意图”（{error}）") from None


def _read(file: Path) -> Iterator[Example]:
    try:
        for block in read_yaml(file)["nlu"]:
            intent = IntentName(block["intent"])
            for line in block["examples"].splitlines():
                if line.startswith("- "):
                    yield Example(line[2:].strip(), intent)
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise TrainingDataError(
            f"{file}：训练语料读不了（{error}），要 Rasa 3 的 nlu 格式，意图用 nlu/intents.py 里的名字"
        ) from None
