"""The learned reader: it chooses among what may be chosen, knows no fact by name or place, and was
not trained on what it is scored on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from nlu import Context, IntentName, Readers, Understanding, load_sentences, load_understanding
from nlu.gold import HELD_OUT
from nlu.labelled import as_gold, load_labelled
from nlu.learned import LearnedReader, Opinion, load_network
from nlu.learned.provenance import was_trained_on
from nlu.learned.vectors import vectors
from nlu.likeness import Likeness
from nlu.number_features import NumberReading
from nlu.outline import Outline
from nlu.pack_words import PackWords
from nlu.statements import Told
from policy_engine import Policy

TODAY = date(2026, 3, 1)
SAID = "我们平台入网四十多家，流水4000来万，明年打算做到60家，海外仓还没建"


def opinion(understanding: Understanding, words: PackWords, text: str) -> Opinion:
    context = Context(TODAY)
    message = understanding.annotated(text, context)
    reading = NumberReading(words, Likeness(words.outline), message, context, IntentName.INFORM)
    candidates = [reading.candidates(i) for i in range(len(message.mentions))]
    return LearnedReader(words, load_network()).read(message, context, candidates)


def test_the_order_of_the_facts_changes_nothing(understanding: Understanding) -> None:
    words, outline = understanding.words, understanding.outline
    backwards = Outline(
        dict(reversed(list(outline.facts.items()))), outline.measures, outline.thresholds
    )
    one = opinion(understanding, words, SAID)
    other = opinion(understanding, replace(words, outline=backwards), SAID)
    for here, there in zip(one.numbers, other.numbers, strict=True):
        assert here is not None
        assert there is not None
        assert here.facts == pytest.approx(there.facts, abs=0.05)
    for key, claim in one.claims.items():
        assert claim.unsaid == pytest.approx(other.claims[key].unsaid, abs=0.05)


def test_a_quantity_is_only_what_its_unit_can_be(understanding: Understanding) -> None:
    for told in opinion(understanding, understanding.words, SAID).numbers:
        assert told is not None
        assert told.facts
    meaning = understanding.parse("我们平台入网2200平米", Context(TODAY))
    assert "孵化入网企业数" not in meaning.facts


def test_nothing_scored_was_learned_from(understanding: Understanding, policy: Policy) -> None:
    golds = load_sentences(policy)
    for file in sorted((policy.directory / HELD_OUT).glob("*.jsonl")):
        golds += map(as_gold, load_labelled(policy.facts, file))
    for gold in golds:
        context = Context(TODAY, gold.pending, roles=gold.roles, told=gold.told)
        message = understanding.annotated(gold.text, context)
        if gold.facts and not gold.pending:  # “有”, “多久到账” are said by everybody
            assert not was_trained_on(understanding.words, message, context), gold.text


def test_vectors_are_kept_and_a_broken_file_is_made_anew(tmp_path: Path) -> None:
    network, texts = load_network(), ["passage: 入网企业。", "passage: 海外仓面积。"]
    made = vectors(network, texts, tmp_path)
    (file,) = tmp_path.iterdir()
    assert np.array_equal(vectors(network, texts, tmp_path), made)
    file.write_bytes(b"broken")
    assert np.array_equal(vectors(network, texts, tmp_path), made)
    assert [f.name for f in tmp_path.iterdir()] == [file.name]
    assert np.array_equal(vectors(network, texts, tmp_path / "a file" / "below"), made)


def test_each_reader_can_be_asked_alone(policy: Policy) -> None:
    text = "我们平台入网四十多家，年成交额4000来万"
    for readers in Readers:
        understanding = load_understanding(policy, readers=readers)
        told = understanding.parse(text, Context(TODAY)).of(Told)
        assert {"孵化入网企业数", "年成交额"} <= {statement.fact for statement in told}, readers
        because = " ".join(statement.because for statement in told)
        assert ("学到的" in because) is (readers is not Readers.RULES)
