"""Rasa behind the same interface, over real HTTP; and what happens when it does not answer.

The stand-in answers as Rasa 3.6 documents `POST /model/parse`: intent, intent_ranking.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import ClassVar

import pytest

from nlu import Context, RasaServer, Understanding
from nlu.classifier import LocalClassifier
from nlu.rasa import RasaClassifier
from tests.loopback import JsonHandler, serving

CONTEXT = Context(date(2025, 6, 1))
RANKING = [
    {"name": "nlu_fallback", "confidence": 0.5},
    {"name": "ask_gap", "confidence": 0.4},
    {"name": "inform", "confidence": 0.1},
]


class _Rasa(JsonHandler):
    asked: ClassVar[list[str]] = []

    def respond(self, _method: str) -> None:
        asked = json.loads(self.body())
        self.asked.append(asked["text"])
        if "坏" in asked["text"]:
            self.answer_raw(b"<html>")
        else:
            self.answer({"text": asked["text"], "intent": RANKING[0], "intent_ranking": RANKING})


@pytest.fixture
def rasa() -> Iterator[str]:
    with serving(_Rasa) as url:
        yield url


def _with_rasa(understanding: Understanding, url: str, warned: list[str]) -> Understanding:
    local = understanding.classifier
    assert isinstance(local, LocalClassifier)
    classifier = RasaClassifier(RasaServer(url, timeout=1.0), local, local.masking, warned.append)
    return replace(understanding, classifier=classifier)


def test_intents_come_from_rasa_and_the_rest_from_us(
    understanding: Understanding, rasa: str
) -> None:
    warned: list[str] = []
    meaning = _with_rasa(understanding, rasa, warned).parse("我们海外仓2500平", CONTEXT)
    assert meaning.intent.name == "ask_gap"
    assert meaning.intent.confidence == 0.4
    assert "公共海外仓面积" in meaning.facts
    assert "5.1" in meaning.topics
    assert not warned
    assert "我们〈事〉〈m2〉" in _Rasa.asked


def test_without_an_answer_the_local_engine_takes_over_and_says_so_once(
    understanding: Understanding,
) -> None:
    warned: list[str] = []
    understanding = _with_rasa(understanding, "http://127.0.0.1:9", warned)
    for _ in range(3):
        assert understanding.parse("你好", CONTEXT).intent.name == "greet"
    assert len(warned) == 1
    assert "改用自带的理解引擎" in warned[0]


def test_a_wrong_answer_counts_as_none(understanding: Understanding, rasa: str) -> None:
    warned: list[str] = []
    assert _with_rasa(understanding, rasa, warned).parse("坏，你好", CONTEXT).intent.name
    assert len(warned) == 1
