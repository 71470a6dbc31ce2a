"""Everything there is to learn from, as one file, and beside it what
was in it (`make reader`): `python -m nlu.learned.collect FILE`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Set
from dataclasses import replace
from pathlib import Path

import numpy as np

from policy_engine import load_policy

from ..clean import clean_text
from ..context import Context
from ..corpus import scored_sentences, training_sentences
from ..fact_weights import Readers, fact_reader
from ..gold import GoldSentence
from ..gold_sets import TODAY, Taught, gold_sets, lesson_of
from ..intents import IntentName
from ..loading import load_understanding
from ..parse import Understanding
from ..statements import Denied, Told
from ..training_packs import home_pack
from .lessons import write_lessons
from .provenance import AT_HOME, TRAINED_ON, texts_of
from .sayings import Sayings

SILVER = "silver"
"""The set whose facts are only as the rules read them."""


def collect(file: Path) -> None:
    """Write the lessons and their fingerprints. Raises PackError and TrainingDataError."""
    policy = load_policy(home_pack())
    understanding = load_understanding(policy)
    scored = {clean_text(text) for text in scored_sentences()}
    sets = [
        (name, pack, [one for one in several if one.lesson.message.text not in scored])
        for name, pack, several in gold_sets(policy, understanding)
    ]
    gold = {one.lesson.message.text for _, _, several in sets for one in several}
    rules = replace(understanding, reader=fact_reader(understanding.words, Readers.RULES))
    silver = list(_silver(rules, gold))
    seen = write_lessons(file, [*sets, (SILVER, policy.directory.name, silver)])
    np.save(file.parent / TRAINED_ON, np.array(sorted(seen), dtype=np.uint32))
    home = texts_of(Sayings(understanding.words))
    np.save(file.parent / AT_HOME, np.array(sorted(home), dtype=np.uint32))


def _silver(understanding: Understanding, gold: Set[str]) -> Iterator[Taught]:
    """The other training sentences of intents, their facts as the rules read them."""
    for sentence in training_sentences():
        if sentence.text in gold:
            continue
        meant = understanding.parse(sentence.text, Context(TODAY))
        if meant.unclear:
            continue
        facts = {
            s.fact: s.value if isinstance(s, Told) else False
            for s in meant.statements
            if isinstance(s, Told | Denied) and s.mark is None
        }
        told = GoldSentence(sentence.text, IntentName(sentence.label), (), facts)
        yield Taught(understanding.words, lesson_of(understanding, told))


if __name__ == "__main__":
    collect(Path(sys.argv[1]))
