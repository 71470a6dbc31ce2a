"""A language model that is slow, wrong or gone: nobody waits for it, the local verdict stands."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from nlu import Context, Outcome, Understanding
from nlu.llm.breaker import IN_A_ROW, PAUSE_SECONDS
from tests.stand_in_model import StandIn, statement, statements

from .asking import IN_DOUBT, TIMEOUT, TODAY, Ask, Asking


def _slow(model: StandIn) -> None:
    model.seconds = 30.0


def _dribbling(model: StandIn) -> None:
    model.dribbles = True


def _status(status: int, **headers: str) -> Callable[[StandIn], None]:
    def make(model: StandIn) -> None:
        model.status, model.headers = status, headers

    make.__name__ = str(status)
    return make


def _content(content: str) -> Callable[[StandIn], None]:
    def make(model: StandIn) -> None:
        model.content = content

    make.__name__ = f"content {content[:12]}"
    return make


def _body(body: bytes) -> Callable[[StandIn], None]:
    def make(model: StandIn) -> None:
        model.body = body

    make.__name__ = f"body {body[:12]!r}"
    return make


TROUBLES: list[tuple[Callable[[StandIn], None], Outcome]] = [
    (_slow, Outcome.TIMEOUT),
    (_dribbling, Outcome.TIMEOUT),
    (_status(429), Outcome.LIMITED),
    (_status(500), Outcome.SERVER),
    (_status(503), Outcome.SERVER),
    (_status(401), Outcome.REFUSED),
    (_status(404), Outcome.REFUSED),
    (_content("我觉得是入网企业"), Outcome.UNREADABLE),
    (_content('{"statements": [{"fact": '), Outcome.UNREADABLE),
    (_content('{"facts": []}'), Outcome.UNREADABLE),
    (_content('{"statements": [{"evidence": 1}]}'), Outcome.UNREADABLE),
    (_content("[" * 100_000), Outcome.UNREADABLE),
    (_content(""), Outcome.UNREADABLE),
    (_body(b"<html>"), Outcome.UNREADABLE),
    (_body(b"{}"), Outcome.UNREADABLE),
    (_body(b'{"choices": []}'), Outcome.UNREADABLE),
]


@pytest.mark.parametrize(("trouble", "outcome"), TROUBLES, ids=[t.__name__ for t, _ in TROUBLES])
def test_without_a_good_answer_the_local_verdict_stands_in_time(
    asking: Asking,
    understanding: Understanding,
    model: StandIn,
    trouble: Callable[[StandIn], None],
    outcome: Outcome,
) -> None:
    local = understanding.parse(IN_DOUBT, Context(TODAY))
    trouble(model)
    began = time.monotonic()
    meaning = asking.parse(IN_DOUBT)
    assert time.monotonic() - began < TIMEOUT + 0.7
    assert meaning == local
    assert asking.outcomes == [outcome]


def test_nobody_listens(ask: Ask) -> None:
    asking = ask(url="http://127.0.0.1:9/v1")
    assert len(asking.parse(IN_DOUBT).unclear) == 1
    assert asking.outcomes == [Outcome.CONNECTION]


def test_after_failures_in_a_row_it_is_left_alone_for_a_while(
    asking: Asking, model: StandIn
) -> None:
    model.status = 500
    for number in range(IN_A_ROW + 2):
        asking.parse(f"{IN_DOUBT}{'。' * number}")
    assert asking.outcomes == [Outcome.SERVER] * IN_A_ROW + [Outcome.PAUSED] * 2
    assert len(model.asked) == IN_A_ROW
    asking.now += PAUSE_SECONDS + 1
    asking.parse(f"{IN_DOUBT}，吧")  # one may try
    asking.parse(f"{IN_DOUBT}，呢吧")
    assert asking.outcomes[-2:] == [Outcome.SERVER, Outcome.PAUSED]
    asking.now += PAUSE_SECONDS + 1
    model.status = 200
    asking.parse(f"{IN_DOUBT}，嗯")
    asking.parse(f"{IN_DOUBT}，嗯嗯")
    assert asking.outcomes[-2:] == [Outcome.ANSWERED] * 2


def test_who_is_asked_to_wait_waits(asking: Asking, model: StandIn) -> None:
    model.status, model.headers = 429, {"Retry-After": "20"}
    asking.parse(IN_DOUBT)
    asking.now += 19
    asking.parse(IN_DOUBT)
    asking.now += 2
    asking.parse(IN_DOUBT)
    assert asking.outcomes == [Outcome.LIMITED, Outcome.PAUSED, Outcome.LIMITED]


def test_a_turn_thought_again_asks_nothing_twice(asking: Asking, model: StandIn) -> None:
    assert asking.parse(IN_DOUBT) == asking.parse(IN_DOUBT)
    assert len(model.asked) == len(asking.calls) == 1


def test_tokens_are_told(asking: Asking, model: StandIn) -> None:
    asking.parse(IN_DOUBT)
    assert (asking.calls[0].tokens.prompt, asking.calls[0].tokens.completion) == (1000, 50)


def test_an_answer_in_a_code_fence_is_read(asking: Asking, model: StandIn) -> None:
    model.content = (
        f"<think>嗯</think>\n```json\n{statements(statement('800票', None, quantity=1))}\n```"
    )
    assert not asking.parse(IN_DOUBT).unclear
