"""Words of official documents: what speaks of a matter, what only may, what it defines."""

from __future__ import annotations

from conversations.from_the_text import MATTERS, Matter, PolicyText
from nlu import Entry, Example, PhraseBook
from policy_engine import Policy


def _wrong(entries: list[Entry[Matter]], examples: list[Example[Matter]]) -> list[Example[Matter]]:
    book = PhraseBook(entries)
    return [
        example
        for example in examples
        if example.found
        is not any(
            hit.key is example.kind and (not example.found or hit.expression == example.expression)
            for hit in book.find(example.sentence, ())
        )
    ]


def test_every_word_is_found_in_its_examples() -> None:
    for entries, examples in (
        (MATTERS.entries(), MATTERS.examples()),
        (MATTERS.near_entries(), MATTERS.near_examples()),
    ):
        wrong = [(e.kind, e.expression, e.sentence) for e in _wrong(list(entries), list(examples))]
        assert not wrong


def test_the_shipped_text(policy: Policy) -> None:
    text = PolicyText(policy)
    (procedure,) = text.on(Matter.PROCEDURE)
    assert procedure.clause == "四"
    assert policy.source.find(procedure.sentence) == procedure.sentence
    assert "各负担 50%" in text.on(Matter.FUNDING)[0].sentence
    assert "有效期三年" in text.on(Matter.VALIDITY)[0].sentence
    assert not text.on(Matter.MATERIALS)
    assert not text.on(Matter.EXCHANGE_RATE)
    assert not text.definitions
