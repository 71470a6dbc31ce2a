"""Training sentences in Rasa's YAML: intents with examples, topics as metadata."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from policy_engine import installed_packs

TRAINING_DATA = installed_packs()["SYCR-2023-01014"] / "训练"


class TrainingDataError(ValueError):
    """A training file cannot be read; the message names it."""


@dataclass(frozen=True, slots=True)
class Example:
    text: str
    intent: str
    topics: tuple[str, ...] = ()


def load_examples(folder: Path = TRAINING_DATA) -> list[Example]:
    """Every training sentence below `folder`. Raises TrainingDataError."""
    return [example for file in sorted(folder.glob("*.yml")) for example in _read(file)]


@cache
def intent_names() -> tuple[str, ...]:
    """The intents that there are training sentences for."""
    return tuple(sorted({example.intent for example in load_examples()}))


def _read(file: Path) -> Iterator[Example]:
    try:
        blocks = yaml.load(file.read_text("utf-8"), Loader=_LOADER)["nlu"]
        for block in blocks:
            topics = tuple(block.get("metadata", {}).get("topics", ()))
            for line in block["examples"].splitlines():
                if line.startswith("- "):
                    yield Example(line[2:].strip(), block["intent"], topics)
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise TrainingDataError(
            f"{file}：训练语料读不了（{error}），要 Rasa 3 的 nlu 格式"
        ) from None


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def fingerprint(folder: Path = TRAINING_DATA) -> str:
    """Changes when any training file does."""
    digest = hashlib.sha256()
    for file in sorted(folder.glob("*.yml")):
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
