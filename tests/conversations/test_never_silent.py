"""Whatever happens, a turn says something."""

from __future__ import annotations

import random
from datetime import date

from conversations import Dialog, State
from nlu.training_data import load_examples

ON = date(2025, 6, 1)


def test_every_turn_of_random_talk_says_something(dialog: Dialog) -> None:
    """Conversations of training sentences in any order: no exception, no empty reply."""
    dice = random.Random(11)
    sentences = [example.text for example in load_examples()] + [
        "1",
        "2 3",
        "都不是",
        "是",
        "不知道",
    ] * 200
    for _ in range(60):
        state = State()
        for sentence in dice.sample(sentences, 12):
            state, reply, _meaning = dialog.turn(state, sentence, ON)
            assert reply.text.strip(), sentence
            assert reply.assessment is not None
