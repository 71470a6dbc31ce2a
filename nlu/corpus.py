"""What the intents are trained on: sentences of every policy as the model sees them, masked."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from policy_engine import installed_packs, load_policy

from .clean import clean
from .gold import SCORED, gold_texts
from .masking import Masking
from .outline import outline_of
from .pack_words import load_pack_words
from .quantities import scan
from .sounds import Sounds
from .training_data import (
    OF_A_PACK,
    POLICY_FREE,
    Example,
    load_examples,
    load_lines,
)
from .training_packs import load_training_pack, training_packs

_NOT_SAID = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A training sentence as it is read, masked, and its intent or the kind of its question."""

    text: str
    masked: str
    label: str


def training_sentences() -> list[Sentence]:
    """The policy-free sentences, those of every installed pack and of those to train on, each once.

    Whoever wrote it, a sentence that is scored is not among them. Raises PackError and
    TrainingDataError.
    """
    sentences = list(_read(load_examples(POLICY_FREE)))
    for folder in installed_packs().values():
        examples = [*load_examples(folder / OF_A_PACK), *load_lines(folder / OF_A_PACK)]
        words = load_pack_words(outline_of(load_policy(folder)), folder)
        sentences += _read(examples, words.trade_words, words.sounds)
    for folder in training_packs().values():
        words = load_training_pack(folder)
        sentences += _read(load_lines(folder), words.trade_words, words.sounds)
    scored = set(sentence_numbers(scored_sentences()).tolist())
    return [s for s in dict.fromkeys(sentences) if _number(s.text) not in scored]


def scored_sentences() -> Iterator[str]:
    """What understanding is scored on, of every installed pack. Raises TrainingDataError.

    An answer within a dialog (“没有”) is none: what it means is decided by the question.
    """
    for folder in installed_packs().values():
        for file in sorted((folder / SCORED).glob("*/*.yml")):
            yield from gold_texts(file)
        for file in sorted((folder / SCORED).glob("*/*.jsonl")):
            rows = map(json.loads, file.read_text("utf-8").splitlines())
            yield from (row["话"] for row in rows if not row.get("问"))


def _read(
    examples: Iterable[Example], trade_words: Iterable[str] = (), sounds: Sounds | None = None
) -> Iterator[Sentence]:
    masking = Masking(trade_words)
    for example in examples:
        text = clean(example.text).text
        text = text if sounds is None else sounds.corrected(text)
        yield Sentence(text, masking.masked(text, scan(text)), example.intent.value)


def fingerprint(sentences: Sequence[Sentence]) -> str:
    """Changes when any sentence does, its intent, or the words that are masked in it."""
    digest = hashlib.sha256()
    for sentence in sentences:
        digest.update(f"{sentence.label}\t{sentence.text}\t{sentence.masked}\n".encode())
    return digest.hexdigest()[:16]


def sentence_numbers(texts: Iterable[str]) -> NDArray[np.uint32]:
    """One number a sentence, the same however it is punctuated; sorted."""
    return np.unique(np.array([_number(text) for text in texts], np.uint32))


def _number(text: str) -> int:
    said = clean(text).text.lower()
    return zlib.crc32((_NOT_SAID.sub("", said) or said).encode())
