"""Expressions that could never be found are refused when they are read, not when a message comes."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlu import Entry, ExpressionError, LanguageError, PhraseBook, Vocabulary
from nlu.language.acts import Act


@pytest.mark.parametrize("expression", ["…", "〈数〉", "…平台", "〈终〉平台", ""])
def test_an_expression_begins_with_words(expression: str) -> None:
    with pytest.raises(ExpressionError):
        PhraseBook([Entry("甲", expression)])


@pytest.mark.parametrize(
    "expression", ["平台", "做…平台", "〈始〉平台", "〈数〉家平台", "平台〈终〉"]
)
def test_marks_may_stand_around_them(expression: str) -> None:
    assert not PhraseBook([Entry("甲", expression)]).find("没有", ())


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("说明: 跳过\n词:\n  跳过: []\n", "“跳过”没有例句"),
        ("说明: 跳过\n", "跳过.yml"),
        ("说明: 跳过\n词:\n  跳过: [跳过]\n别的: 1\n", "跳过.yml"),
    ],
)
def test_a_word_file_written_wrong_is_named(tmp_path: Path, written: str, told: str) -> None:
    for act in Act:
        (tmp_path / f"{act.value}.yml").write_text("说明: 好\n词: {好: [好]}\n", "utf-8")
    (tmp_path / "跳过.yml").write_text(written, "utf-8")
    with pytest.raises(LanguageError, match=told):
        list(Vocabulary(Act, tmp_path).entries())
