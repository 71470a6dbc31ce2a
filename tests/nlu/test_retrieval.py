"""Kept answers are found by expressions that name them, and by how alike they are put."""

from __future__ import annotations

import pytest

from nlu import Subject, SubjectIndex

INDEX = SubjectIndex(
    [
        Subject("个体户", ("个体户能申请吗", "我是个人可以补吗"), ("个人…能",), ("十个人…能",)),
        Subject("中介", ("找代办公司可以吗", "要不要交手续费"), ("包过",)),
        Subject("词：集货仓", (), ("集货仓",)),
    ]
)


@pytest.mark.parametrize(
    ("said", "keys"),
    [
        ("个体户可以申请吗", ["个体户"]),
        ("个人到底能不能报", ["个体户"]),
        ("找个代办公司行吗，他说包过", ["中介"]),
        ("什么叫集货仓", ["词：集货仓"]),
        ("个人的集货仓能补吗", ["个体户", "词：集货仓"]),
        ("十个人的公司能申报吗", []),
        ("今天天气怎么样", []),
        ("", []),
    ],
)
def test_what_is_asked_for(said: str, keys: list[str]) -> None:
    assert [found.key for found in INDEX.retrieve(said)] == keys


def test_what_names_it_is_surer_than_what_is_like_it() -> None:
    named, alike = INDEX.retrieve("个体户能申请集货仓吗")
    assert (named.key, named.score) == ("词：集货仓", 1.0)
    assert alike.key == "个体户"
    assert 0.62 <= alike.score < 1


def test_a_long_story_is_no_wording() -> None:
    assert not INDEX.retrieve("个体户能申请吗" * 20)


def test_nothing_kept_finds_nothing() -> None:
    assert not SubjectIndex().retrieve("个体户能申请吗")


def test_its_very_words_ask_for_it_alone() -> None:
    index = SubjectIndex(
        [Subject("个体户", ("个体户能申请集货仓吗",)), Subject("集货仓", (), ("集货仓",))]
    )
    (found,) = index.retrieve("个体户能申请集货仓吗?")
    assert (found.key, found.verbatim) == ("个体户", True)
