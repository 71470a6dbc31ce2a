"""Every set of labelled sentences there is to learn from, each about one pack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from policy_engine import Policy, installed_packs, load_policy

from .clean import clean
from .context import Context
from .fit_readers import Lesson, lesson
from .gold import GoldSentence, load_sentences
from .labelled import LabelledStatement, as_gold, load_labelled
from .loading import understanding_of
from .outline import outline_of
from .pack_words import PackWords, load_pack_words
from .parse import Understanding
from .settled_intent import as_meant
from .training_packs import load_training_pack, training_packs

DEVELOPMENT, LABELLED = Path("评测", "开发"), "训练"
"""Of a pack's folder: gold sentences that may be tuned on, and labelled training sentences."""
TODAY = date(2026, 3, 1)


@dataclass(frozen=True)
class Taught:
    """A sentence about a pack; `statements` is `None` where only the facts of the present are known."""

    words: PackWords
    lesson: Lesson
    statements: Sequence[LabelledStatement] | None = None


GoldSet = tuple[str, str, list[Taught]]
"""Its name, the id of its pack, its sentences."""


def gold_sets(policy: Policy, understanding: Understanding) -> Iterator[GoldSet]:
    """The sets of a policy, those of the other installed packs, then those of the training packs.

    Raises PackError and TrainingDataError.
    """
    name, folder = policy.directory.name, policy.directory
    for file in sorted((folder / DEVELOPMENT).glob("*.yml")):
        golds = load_sentences(policy, file)
        yield f"{name}/开发/{file.stem}", name, [_gold(understanding, gold) for gold in golds]
    yield from _sets(name, understanding, sorted((folder / LABELLED).glob("**/*.jsonl")))
    for folder in installed_packs().values():
        if folder != policy.directory and (files := sorted((folder / LABELLED).glob("**/*.jsonl"))):
            other = understanding_of(load_pack_words(outline_of(load_policy(folder)), folder))
            yield from _sets(folder.name, other, files)
    for name, folder in training_packs().items():
        other = understanding_of(load_training_pack(folder))
        yield from _sets(name, other, sorted(folder.glob("*.jsonl")))


def _sets(name: str, understanding: Understanding, files: Iterable[Path]) -> Iterator[GoldSet]:
    for file in files:
        yield f"{name}/{file.stem}", name, _labelled(understanding, file)


def labelled_count(policy: Policy) -> int:
    """How many sentences there are to learn facts from."""
    development = load_sentences(policy, policy.directory / DEVELOPMENT)
    files = [
        file
        for folder in installed_packs().values()
        for file in (folder / LABELLED).glob("**/*.jsonl")
    ]
    files += [file for folder in training_packs().values() for file in folder.glob("*.jsonl")]
    return len(development) + sum(len(file.read_text("utf-8").splitlines()) for file in files)


def _labelled(understanding: Understanding, file: Path) -> list[Taught]:
    sentences = load_labelled(understanding.outline.facts, file)
    return [
        Taught(understanding.words, lesson_of(understanding, as_gold(one)), one.statements)
        for one in sentences
    ]


def _gold(understanding: Understanding, gold: GoldSentence) -> Taught:
    return Taught(understanding.words, lesson_of(understanding, gold))


def lesson_of(understanding: Understanding, gold: GoldSentence) -> Lesson:
    """A gold sentence as it is heard."""
    context = Context(TODAY, gold.pending, roles=gold.roles, told=gold.told)
    text = understanding.words.sounds.corrected(clean(gold.text).text)
    message = understanding.annotated(text, context)
    heard = understanding.classified(message).name
    return lesson(gold, message, as_meant(heard, message, context), context)
