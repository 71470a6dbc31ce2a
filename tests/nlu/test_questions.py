"""The questions of a message: where they stand, of what kind they are, what they sound like."""

from __future__ import annotations

from datetime import date

import pytest

from nlu.agreeing import Agreement
from nlu.clean import clean
from nlu.embedding import comparable, embedder
from nlu.label_model import QUESTIONS, shipped_model
from nlu.masking import Masking
from nlu.message import Annotator, Message
from nlu.near_measures import NearMeasures
from nlu.outline import MeasureOutline, Outline
from nlu.pack_words import PackWords, WordsFile
from nlu.quantities import scan
from nlu.question_corpus import HELD_OUT, labelled_questions, question_sentences
from nlu.question_kinds import KindReader, QuestionKind
from nlu.question_parts import question_parts
from nlu.retrieval import Retrieved, Subject

EMBED = embedder()
KINDS = KindReader(Masking(()), shipped_model(QUESTIONS), EMBED)
EVERYDAY = Annotator.of(PackWords(Outline({}), WordsFile()))
RIGHT, SURELY_RIGHT = 0.86, 0.93
"""Of the questions of an author that nothing was trained on; of those that are answered by kind."""


def _message(text: str) -> Message:
    plain = clean(text).text
    return EVERYDAY.annotated(plain, scan(plain), date(2026, 3, 1))


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("去年没报，能补吗？钱什么时候到", ["去年没报,能补吗", "钱什么时候到"]),
        ("我们有三个大棚。按合同还是按发票算", ["按合同还是按发票算"]),
        ("您没答我：能报不能报", ["能报不能报"]),
        ("冲不冲突", ["冲不冲突"]),
        ("我们还是做大棚的，一共三个", []),
    ],
)
def test_where_the_questions_stand(said: str, asked: list[str]) -> None:
    message = _message(said)
    assert [message.text[start:end] for start, end in question_parts(message)] == asked


@pytest.mark.skipif(EMBED is None, reason="the floor is that of the model with embeddings")
def test_the_kinds_of_an_author_never_trained_on() -> None:
    told = [
        (kind, *KINDS.kind(_message(text)))
        for file in sorted(HELD_OUT.glob("*.tsv"))
        for text, kind in labelled_questions(file)
    ]
    sure = [kind is found for kind, found, share in told if share >= 0.6]
    assert sum(kind is found for kind, found, _ in told) >= RIGHT * len(told)
    assert sum(sure) >= SURELY_RIGHT * len(sure)


def test_no_question_that_is_scored_was_trained_on() -> None:
    trained = {sentence.text for sentence in question_sentences()}
    scored = {clean(text).text for f in HELD_OUT.glob("*.tsv") for text, _ in labelled_questions(f)}
    assert not trained & scored


@pytest.mark.parametrize("said", ["", "？", "asdf" * 100, "〈数〉", "\0"])
def test_anything_has_some_kind(said: str) -> None:
    kind, share, of_policy = KINDS.read(_message(said))
    assert kind in QuestionKind
    assert 0 <= share <= 1
    assert -0.01 <= of_policy <= 1


def test_a_kept_answer_to_another_kind_of_question_is_none() -> None:
    fees = Subject("收费", ("申请要不要收费", "办这个要交手续费吗"), ("手续费",))
    found = [Retrieved("收费", 1.0)]
    agreement = Agreement(KINDS, (fees,))
    assert agreement.agreeing(found, QuestionKind.DUTIES, 0.9) == found
    assert not agreement.agreeing(found, QuestionKind.PAYMENT, 0.9)
    assert agreement.agreeing(found, QuestionKind.PAYMENT, 0.3) == found


@pytest.mark.skipif(EMBED is None, reason="likeness is that of embeddings")
def test_what_a_question_sounds_like() -> None:
    assert EMBED is not None
    outline = Outline(
        {},
        {
            "一": MeasureOutline(
                "规上工业入统奖励", "一", (), "对新入统的规上工业企业奖励20万元。"
            ),
            "二": MeasureOutline("民宿床位补贴", "二", (), "对民宿按床位补贴，每张2000元。"),
        },
    )
    sense = comparable(EMBED, shipped_model().embedding_mean)
    near = NearMeasures(PackWords(outline, WordsFile()), sense)
    assert list(near.near("我们今年入规了给多少")) == ["一"]
    assert not near.near("今天天气怎么样")
    assert not NearMeasures(PackWords(outline, WordsFile())).near("入规了给多少")
