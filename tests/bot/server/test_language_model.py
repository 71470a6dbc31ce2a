"""The server with a language model that is slow or fails: WeChat is answered in time, what it costs
is in /metrics, and the greeting says that texts leave the house."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.stand_in_model import StandIn, stand_in, statement, statements

from .conftest import Server, WeChat, start

IN_DOUBT = "我们有800票"
WHICH = "指哪一项"


@pytest.fixture(scope="module")
def model() -> Iterator[StandIn]:
    with stand_in() as running:
        yield running


@pytest.fixture(scope="module")
def server(model: StandIn, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("server")
    llm = (
        f"llm: {{base_url: {model.url}, model: stand-in, key_env: A_KEY, timeout: 2, at_once: 3,"
        " price: {prompt: 2, completion: 8}}"
    )
    with (folder / "log").open("wb") as log:
        running = start(folder, nlu=llm, secrets={"A_KEY": "a-secret-key"}, log=log)
        yield running
        running.process.terminate()
        assert running.process.wait(20) in (0, -15)
    told = (folder / "log").read_text("utf-8")
    assert "语言模型没有答上（timeout）" in told
    assert "800票" not in told
    assert "a-secret-key" not in told


def _metric(server: Server, line: str) -> float:
    text = httpx.get(server.url + "/metrics").text
    found = [told for told in text.splitlines() if told.startswith(line + " ")]
    return float(found[0].split()[-1]) if found else 0.0


def test_the_greeting_says_that_texts_leave_the_house(server: Server, wechat: WeChat) -> None:
    assert "外面的语言模型" in wechat.say("llm-1", "你好")
    assert "外面的语言模型" in httpx.get(server.url + "/chat").text


def test_it_decides_in_doubt_and_is_counted(server: Server, wechat: WeChat, model: StandIn) -> None:
    answered = _metric(server, 'wence_llm_calls_total{outcome="answered"}')
    model.content = statements(
        statement("800票", "年度入仓票数", quantity=1), statement("我们", "没有的事实")
    )
    assert "全年入仓票数 800 票" in wechat.say("llm-2", IN_DOUBT)
    assert _metric(server, 'wence_llm_calls_total{outcome="answered"}') == answered + 1
    assert _metric(server, 'wence_llm_tokens_total{kind="prompt"}') >= 1000
    assert _metric(server, "wence_llm_cost_yuan_total") == pytest.approx(
        _metric(server, 'wence_llm_tokens_total{kind="prompt"}') * 2e-6
        + _metric(server, 'wence_llm_tokens_total{kind="completion"}') * 8e-6
    )
    assert _metric(server, 'wence_llm_rejected_total{reason="fact"}') == 1
    assert _metric(server, "wence_llm_seconds_count") >= 1


def test_a_slow_model_blocks_nobody(server: Server, wechat: WeChat, model: StandIn) -> None:
    """Many in doubt at once: each is answered in time, and who is in no doubt does not wait."""
    model.seconds = 60.0

    def timed(text: str, user: str) -> tuple[str, float]:
        began = time.monotonic()
        return wechat.say(user, text), time.monotonic() - began

    with ThreadPoolExecutor(12) as pool:
        doubtful = [pool.submit(timed, f"我们有81{n}票", f"slow-{n}") for n in range(8)]
        time.sleep(0.5)
        sure = [pool.submit(timed, "你好", f"sure-{n}") for n in range(4)]
        greeted = [one.result() for one in sure]
        assert all("您好" in reply for reply, _ in greeted)
        assert min(seconds for _, seconds in greeted) < 1.5  # the model is waited for until then
        for reply, seconds in (one.result() for one in doubtful):
            assert WHICH in reply
            assert seconds < 4.5
    assert _metric(server, 'wence_llm_calls_total{outcome="timeout"}') == 3
    assert _metric(server, 'wence_llm_calls_total{outcome="busy"}') == 5


def test_then_it_is_left_alone(server: Server, wechat: WeChat, model: StandIn) -> None:
    asked = len(model.asked)
    began = time.monotonic()
    assert WHICH in wechat.say("left", f"{IN_DOUBT}，嗯")
    assert time.monotonic() - began < 1.0
    assert len(model.asked) == asked
    assert _metric(server, 'wence_llm_calls_total{outcome="paused"}') == 1
