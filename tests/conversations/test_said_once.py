"""Nothing twice in one reply, and nothing that somebody does not want to be asked about."""

from __future__ import annotations

import random
from datetime import date

from conversations import Card, Dialog, Quote, State
from conversations.blocks import flat
from nlu.training_data import load_examples

from .talking import talk

ON = date(2025, 6, 1)
PLATFORM = "我们是一站式跨境电商平台，开了两年，服务37家，年成交2600万"


def test_one_card_a_measure_and_each_sentence_once(dialog: Dialog) -> None:
    dice = random.Random(5)
    sentences = [example.text for example in load_examples()]
    for _ in range(25):
        state = State()
        for _ in range(6):
            said = "，".join(dice.sample(sentences, 2))
            state, reply, _meaning = dialog.turn(state, said, ON)
            blocks = list(flat(reply.blocks))
            cards = [b.measure for b in blocks if isinstance(b, Card)]
            quotes = [b.text for b in blocks if isinstance(b, Quote)]
            assert len(set(cards)) == len(cards), said
            assert len(set(quotes)) == len(quotes), said


def test_conditions_are_not_told_beside_the_result_that_has_them(dialog: Dialog) -> None:
    _, reply = talk(dialog, PLATFORM, "那就是还差400万对吧？为啥不符合，门槛不是3000吗")
    assert reply.text.count("平台正常经营") == 1
    assert "条件：" not in reply.text


def test_what_somebody_does_not_want_to_hear_of_is_not_asked(dialog: Dialog) -> None:
    state, reply = talk(
        dialog, "我们是跨境电商企业，也给平台交服务费", "年费那个跟我们没关系，别问了"
    )
    assert {"平台服务费用", "平台服务年度"} & state.declined
    assert reply.question is None or not set(reply.question.facts) & state.declined


def test_the_measure_asked_about_is_asked_for_first(dialog: Dialog) -> None:
    _, reply = talk(dialog, "我是做外贸的，海外仓能补多少")
    assert reply.question is not None
    assert reply.question.facts == ("建设运营公共海外仓",)
