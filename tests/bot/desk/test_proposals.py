"""Sentences that staff mark: a file to review, in Rasa's form, without personal numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.desk.proposals import propose
from bot.errors import UserError
from nlu import IntentName
from nlu.training_data import Example, load_examples


def test_the_file_reads_as_training_data(tmp_path: Path) -> None:
    file = tmp_path / "proposals.yml"
    for intent, text in [
        ("handoff", "我要找 领导"),
        ("greet", "在吗\n喂"),
        ("handoff", "打我电话13973912345"),
        ("handoff", "我要找 领导"),
    ]:
        propose(file, intent, text)
    assert load_examples(tmp_path) == [
        Example("在吗 喂", IntentName.GREET),
        Example("我要找 领导", IntentName.HANDOFF),
        Example("打我电话〔号码〕", IntentName.HANDOFF),
    ]


def test_what_looks_like_markup_stays_text(tmp_path: Path) -> None:
    file = tmp_path / "proposals.yml"
    for text in ("- a: b # c", "'\"{}[]&*!|>%@`", "[八](条款)"):
        propose(file, "out_of_scope", text)
    assert [e.text for e in load_examples(tmp_path)] == [
        "- a: b # c",
        "'\"{}[]&*!|>%@`",
        "[八](条款)",
    ]


def test_a_damaged_file_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "proposals.yml"
    file.write_text("nlu: [", "utf-8")
    with pytest.raises(UserError, match="请先修好"):
        propose(file, "handoff", "找人")
    assert file.read_text("utf-8") == "nlu: ["
