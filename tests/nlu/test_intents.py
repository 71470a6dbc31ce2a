"""The shipped intents: they load, know everyday messages of any pack, and were not trained on the gold."""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import pytest

from nlu import IntentName, training_sentences
from nlu.corpus import fingerprint, scored_sentences, sentence_numbers
from nlu.features import symbols
from nlu.label_model import INTENTS, LabelModel, ModelError, shipped_model
from nlu.masking import Masking
from nlu.quantities import scan

SIZE = 3 * 1024 * 1024
EVERYDAY = [
    ("你好", IntentName.GREET),
    ("谢谢啦", IntentName.THANK),
    ("怎么申报啊", IntentName.ASK_PROCEDURE),
    ("要交什么材料", IntentName.ASK_MATERIALS),
    ("建大棚能补多少钱", IntentName.ASK_AMOUNT),
    ("合作社有哪些条件", IntentName.ASK_CONDITIONS),
    ("养老院的床位补贴什么时候到账", IntentName.ASK_PAYMENT_TIME),
    ("要是我们再买两台机器人呢", IntentName.WHAT_IF),
    ("这个政策到什么时候", IntentName.ASK_VALIDITY),
    ("转接人工", IntentName.HANDOFF),
]
MASKING = Masking(["大棚", "合作社", "养老院", "床位", "机器人"])


def _told(text: str) -> IntentName:
    model = shipped_model()
    scores = model.scores(symbols(MASKING.masked(text, scan(text))), None)
    return IntentName(model.labels[int(scores.argmax())])


@pytest.mark.parametrize(("text", "intent"), EVERYDAY)
def test_everyday_messages_about_trades_never_trained_on(text: str, intent: IntentName) -> None:
    assert _told(text) is intent


@pytest.mark.parametrize(
    "text", ["", "　", "？！…", "〈事〉" * 400, "asdf" * 100, "\0\ud800", "零" * 1000]
)
def test_garbage_has_some_intent(text: str) -> None:
    scores = shipped_model().scores(symbols(text), np.zeros(384, np.float32))
    assert scores.sum() == pytest.approx(1, abs=1e-3)
    assert np.isfinite(scores).all()


def test_every_intent_is_known_and_the_model_is_small() -> None:
    assert set(shipped_model().labels) == set(IntentName)
    assert INTENTS.stat().st_size < SIZE


def test_a_model_is_read_as_it_was_written(tmp_path: Path) -> None:
    model, text = shipped_model(), symbols("怎么申报")
    model.save(tmp_path / "model.npz")
    again = LabelModel.load(tmp_path / "model.npz")
    assert again.fingerprint == model.fingerprint
    assert (again.scores(text, None) == model.scores(text, None)).all()
    assert (tmp_path / "model.npz").read_bytes() == INTENTS.read_bytes()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"x" * 1000])
def test_a_damaged_model_is_told_of_in_one_line(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "model.npz"
    file.write_bytes(content)
    with pytest.raises(ModelError, match="理解模型读不了") as told:
        LabelModel.load(file)
    assert "\n" not in str(told.value)


@pytest.mark.filterwarnings("default:语料或词表改过了")
def test_no_scored_sentence_was_trained_on() -> None:
    scored = {int(sentence_numbers([text])[0]): text for text in scored_sentences()}
    assert len(scored) > 2000
    trained = shipped_model().trained_on.tolist()
    assert not [scored[number] for number in trained if number in scored]
    if fingerprint(training_sentences()) != shipped_model().fingerprint:
        warnings.warn("语料或词表改过了，模型还是旧的：wence nlu train", UserWarning, stacklevel=1)
