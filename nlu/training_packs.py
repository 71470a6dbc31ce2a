"""Packs for training alone (`data/packs/<id>/`): facts, questions and 说法, but no rules."""

from __future__ import annotations

from pathlib import Path

from policy_engine import installed_packs, load_facts

from .outline import MeasureOutline, Outline
from .pack_words import PackWords, load_pack_words
from .training_data import OF_A_PACK
from .yaml_file import read_yaml

PACKS = Path(__file__).parent / "data" / "packs"
FACTS = "事实.yml"


def home_pack() -> Path:
    """The installed pack with sentences of intents of its own: where the readers are at home."""
    packs = installed_packs().values()
    return next(pack for pack in packs if any((pack / OF_A_PACK).glob("*.yml")))


def training_packs() -> dict[str, Path]:
    """The folders of the training packs, by id."""
    return {file.parent.name: file.parent for file in sorted(PACKS.glob(f"*/{FACTS}"))}


def load_training_pack(folder: Path) -> PackWords:
    """The facts, measures and words of a training pack. Raises PackError."""
    file = folder / FACTS
    facts = load_facts(file)
    measures = {
        str(measure): MeasureOutline(
            section.get("标题", ""), str(section.get("条款", "")), tuple(section.get("事实", ()))
        )
        for measure, section in (read_yaml(file).get("措施") or {}).items()
    }
    return load_pack_words(Outline(facts, measures), folder)
