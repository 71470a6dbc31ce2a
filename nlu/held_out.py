"""Labelled sentences of authors that nothing was trained or tuned on, about policies known and unknown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from policy_engine import Policy

from .fact_weights import Readers
from .gold import HELD_OUT, SCORED, GoldSentence
from .labelled import as_gold, load_labelled
from .llm import LanguageModel
from .loading import understanding_of
from .parse import Understanding
from .scoring import Judged, judge
from .training_packs import load_training_pack, training_packs

OF_UNSEEN_PACKS = "句子.jsonl"


@dataclass(frozen=True)
class Hearing:
    """How one author was heard: of each sentence every fact, nothing invented, nothing asked back."""

    name: str
    judged: Sequence[Judged]

    def share(self, figure: str) -> float:
        """`right`, `wrong`, `missed`, `asked_back` or `intents`: the share of sentences."""
        marks = [_FIGURES[figure](one) for one in self.judged]
        return sum(marks) / len(marks) if marks else 0.0


_FIGURES: Mapping[str, Callable[[Judged], bool]] = {
    "right": lambda one: one.facts_right and not one.meaning.unclear,
    "wrong": lambda one: bool(one.wrong or one.invented),
    "missed": lambda one: bool(one.missing and not one.wrong and not one.invented),
    "asked_back": lambda one: bool(one.meaning.unclear),
    "intents": lambda one: one.intent_right,
}
FIGURES = tuple(_FIGURES)


def hearings(
    policy: Policy,
    understanding: Understanding,
    readers: Readers = Readers.BOTH,
    model: LanguageModel | None = None,
) -> Iterator[Hearing]:
    """Every held-out author of a policy, then the policies never seen. Raises TrainingDataError."""
    for file in sorted((policy.directory / HELD_OUT).glob("*.jsonl")):
        yield hearing(file.stem, understanding, file)
    for name, folder in training_packs().items():
        file = folder / SCORED / OF_UNSEEN_PACKS
        if file.exists():
            other = understanding_of(load_training_pack(folder), readers=readers, model=model)
            yield hearing(name, other, file)


def hearing(name: str, understanding: Understanding, file: Path) -> Hearing:
    """How the sentences of a file are heard. Raises TrainingDataError."""
    sentences: list[GoldSentence] = [
        as_gold(one) for one in load_labelled(understanding.outline.facts, file)
    ]
    return Hearing(name, [judge(understanding, gold) for gold in sentences])
