"""What a person does with a message beside telling facts: chosen, skipped, taken back, asked."""

from __future__ import annotations

from datetime import date

import pytest

from nlu import (
    Asked,
    Chosen,
    Context,
    Meaning,
    NoneOfTheRest,
    Offered,
    PhraseBook,
    Question,
    Revised,
    Skipped,
    Understanding,
    Unlisted,
)
from nlu.acts import act_words, chosen
from nlu.language.acts import ACTS

TODAY = date(2026, 3, 1)
ROLES = ("外贸进出口企业", "建设运营公共海外仓", "运营跨境电商集货仓")
LABELS = ("外贸进出口企业", "建设运营公共海外仓", "运营跨境电商集货仓（自营的）")
LIST = Context(
    TODAY,
    pending=ROLES,
    options=tuple(Offered(label, fact) for label, fact in zip(LABELS, ROLES, strict=True)),
    several=True,
)
YES_NO = Context(
    TODAY,
    pending=ROLES[:1],
    options=(Offered("是", ROLES[0]), Offered("否", ROLES[0])),
)
CURRENCY = Context(
    TODAY,
    pending=("当年出口实际交易额",),
    options=(
        Offered("500 万美元", "当年出口实际交易额"),
        Offered("500 万元（人民币）", "当年出口实际交易额"),
    ),
)


def _parse(understanding: Understanding, text: str, context: Context | None = None) -> Meaning:
    return understanding.parse(text, context or Context(TODAY))


def test_every_word_is_found_in_its_examples() -> None:
    book = PhraseBook(ACTS.entries())
    wrong = [
        example
        for example in ACTS.examples()
        if example.found
        is not any(
            hit.key is example.kind and (not example.found or hit.expression == example.expression)
            for hit in book.find(example.sentence, ())
        )
    ]
    assert not wrong


@pytest.mark.parametrize(
    ("said", "places"),
    [
        ("1", (0,)),
        ("1 3", (0, 2)),
        ("３，１", (0, 2)),
        ("1和3", (0, 2)),
        ("第二个", (1,)),
        ("第二个和第三个", (1, 2)),
        ("三", (2,)),
        ("2. 建设运营公共海外仓", (1,)),
        ("建设运营公共海外仓、运营跨境电商集货仓（自营的）", (1, 2)),
        ("外贸进出口企业还有运营跨境电商集货仓(自营的)。", (0, 2)),
        ("运营跨境电商集货仓", (2,)),
        ("建設運營公共海外倉", (1,)),
        ("都有", (0, 1, 2)),
        ("以上都符合的", (0, 1, 2)),
        ("全部", (0, 1, 2)),
    ],
)
def test_options_are_chosen_by_number_and_name(
    understanding: Understanding, said: str, places: tuple[int, ...]
) -> None:
    meaning = _parse(understanding, said, LIST)
    assert [choice.options for choice in meaning.of(Chosen)] == [places]
    assert not meaning.facts


@pytest.mark.parametrize(
    "said", ["都不是", "以上都没有", "一个都没有。", "没有的", "0", "嗯，都没有"]
)
def test_none_of_the_options(understanding: Understanding, said: str) -> None:
    meaning = _parse(understanding, said, LIST)
    assert [type(statement) for statement in meaning.statements] == [NoneOfTheRest]


@pytest.mark.parametrize(
    "said",
    [
        "都有吗",
        "都没有？",
        "3个",
        "4",
        "1 9",
        "建设运营公共海外仓多少钱",
        "我们有2个仓",
        "没有海外仓",
        "8.1",
        "这个没有",
    ],
)
def test_what_says_more_is_no_choice(understanding: Understanding, said: str) -> None:
    meaning = _parse(understanding, said, LIST)
    assert not meaning.says(Chosen)
    assert not meaning.says(NoneOfTheRest)


@pytest.mark.parametrize(("said", "place"), [("是", 0), ("否", 1), ("2", 1), ("1. 是", 0)])
def test_one_of_two(understanding: Understanding, said: str, place: int) -> None:
    assert [c.options for c in _parse(understanding, said, YES_NO).of(Chosen)] == [(place,)]


def test_a_part_that_only_one_label_says(understanding: Understanding) -> None:
    assert [c.options for c in _parse(understanding, "美元", CURRENCY).of(Chosen)] == [(0,)]
    assert not _parse(understanding, "500", CURRENCY).says(Chosen)
    assert not _parse(understanding, "1 2", CURRENCY).says(Chosen)


def test_a_label_is_known_although_its_words_sound_like_a_term_of_the_pack(
    understanding: Understanding,
) -> None:
    context = Context(
        TODAY, options=(Offered("海外藏", "甲"), Offered("集货仓", "乙")), several=True
    )
    assert [c.options for c in _parse(understanding, "海外藏", context).of(Chosen)] == [(0,)]


def test_without_options_nothing_is_chosen(understanding: Understanding) -> None:
    assert not _parse(understanding, "1").says(Chosen)
    assert not _parse(understanding, "都有").says(Chosen)


@pytest.mark.parametrize(("said", "is_unlisted"), [("99", True), ("4、7", True), ("99家", False)])
def test_numbers_that_are_not_on_the_list(
    understanding: Understanding, said: str, is_unlisted: bool
) -> None:
    assert _parse(understanding, said, LIST).says(Unlisted) is is_unlisted
    assert not _parse(understanding, said).says(Unlisted)


@pytest.mark.parametrize(
    ("said", "closes"),
    [
        ("只有海外仓", True),
        ("我们有海外仓，其他都没有", True),
        ("海外仓、集货仓", True),
        ("海外仓，就这些", True),
        ("我们有海外仓", False),
        ("海外仓 2500平", False),
        ("只有一个问题想问", False),
    ],
)
def test_the_rest_of_the_roles(understanding: Understanding, said: str, closes: bool) -> None:
    assert _parse(understanding, said, LIST).says(NoneOfTheRest) is closes


@pytest.mark.parametrize("said", ["都不是", "这些都没有"])
def test_none_of_the_roles_where_no_options_are_known(
    understanding: Understanding, said: str
) -> None:
    assert _parse(understanding, said, Context(TODAY, pending=ROLES)).says(NoneOfTheRest)


def test_nothing_is_closed_where_no_list_was_asked(understanding: Understanding) -> None:
    assert not _parse(understanding, "只有海外仓").says(NoneOfTheRest)
    assert not _parse(understanding, "只有海外仓", YES_NO).says(NoneOfTheRest)


@pytest.mark.parametrize(
    ("said", "skips"),
    [
        ("跳过", True),
        ("那算了吧", True),
        ("先不说这个", True),
        ("不知道", True),
        ("不清楚，要问会计", True),
        ("跳过这一步的公司能补吗", False),
        ("我们有海外仓", False),
    ],
)
def test_a_question_is_skipped(understanding: Understanding, said: str, skips: bool) -> None:
    assert _parse(understanding, said).says(Skipped) is skips


@pytest.mark.parametrize(
    ("said", "revises"),
    [
        ("说错了，我们不是平台", True),
        ("其实我们没有海外仓", True),
        ("海外仓去年关了", True),
        ("我们不是平台企业", False),
        ("没有海外仓", False),
    ],
)
def test_words_that_take_back(understanding: Understanding, said: str, revises: bool) -> None:
    assert _parse(understanding, said).says(Revised) is revises


@pytest.mark.parametrize(
    ("said", "question"),
    [
        ("详细", Question.DETAIL),
        ("我想看详细一点的", Question.DETAIL),
        ("看看详细内容", Question.DETAIL),
        ("展开说说吧", Question.DETAIL),
        ("8.1", Question.DETAIL),
        ("看8.1那条", Question.DETAIL),
        ("总共能拿多少", Question.TOTAL),
        ("几条加起来有好多", Question.TOTAL),
        ("多少钱，多少合计", Question.TOTAL),
        ("哪条最多", Question.BEST),
        ("最高的是哪一项", Question.BEST),
        ("汇率按多少算", Question.RATE),
        ("每年都给吗", Question.PERIOD),
        ("这是一次性还是每年给", Question.PERIOD),
        ("文件原文是怎么写的", Question.WORDING),
        ("为什么问这个", Question.WHY_ASKED),
    ],
)
def test_questions_put_by_words(
    understanding: Understanding, said: str, question: Question
) -> None:
    meaning = _parse(understanding, said)
    assert [asked.question for asked in meaning.of(Asked)] == [question]
    assert meaning.asks(question)


@pytest.mark.parametrize(
    "said",
    [
        "详细地址在哪",
        "我们有海外仓8.1亿",
        "一共有哪些补贴",
        "我们一共四十家企业",
        "那个海外仓最多能补多少",
        "请问为什么不符合",
        "我们去年开了一家店",
        "海外仓奖励要什么条件",
    ],
)
def test_words_that_only_look_like_a_question(understanding: Understanding, said: str) -> None:
    assert not _parse(understanding, said).says(Asked)


def test_a_statement_tells_the_words_it_rests_on(understanding: Understanding) -> None:
    said = "我想问 下，现在的汇率是多少"
    (asked,) = _parse(understanding, said).of(Asked)
    assert said[slice(*asked.span)] == "汇率"
    assert asked.because == "问汇率：汇率"
    (detail,) = _parse(understanding, "8.1").of(Asked)
    assert detail.about == ("8.1",)


def test_an_id_that_is_a_plain_number_is_a_choice_where_there_is_a_list() -> None:
    for said, context, count in (("1", LIST, 1), ("1", Context(TODAY), 0), ("1.2", LIST, 0)):
        assert len(chosen(said, act_words(said), context, {"1", "1.2"})) == count


def test_blank_and_overlong_messages_are_known_as_such(understanding: Understanding) -> None:
    assert _parse(understanding, " \n").is_blank
    assert not _parse(understanding, "好").is_blank
    assert _parse(understanding, "好" * 1001).is_cut
    assert not _parse(understanding, "好" * 1000).is_cut
