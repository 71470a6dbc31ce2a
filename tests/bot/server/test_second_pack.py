"""Another policy behind every door of the server: only config.yml names it."""

from __future__ import annotations

import json
from collections.abc import Iterator

import httpx
import pytest

from tests.second_pack import IN_FORCE, PACK, foreign_in

from .conftest import Server, WeChat, start


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = start(tmp_path_factory.mktemp("second"), more=f"policy: {PACK}\n")
    yield running
    running.process.terminate()
    assert running.process.wait(20) in (0, -15)


def test_a_conversation_over_http(server: Server) -> None:
    first = server.chat("a", "我们是旅行社")
    assert first["question"]["facts"] == ["过夜游客"]
    second = server.chat("a", "八千人次")
    assert second["facts"]["过夜游客"]["low"] == 8000
    assert second["total"] == {"low": 50_000, "high": 50_000, "currency": "CNY"}
    for turn in (first, second):
        assert not foreign_in(json.dumps(turn, ensure_ascii=False))


def test_evaluate(server: Server) -> None:
    body = {
        "facts": {"合作社建冷库": True, "库容": "150吨", "设备投入": "120万元"},
        "as_of": IN_FORCE,
    }
    found = server.post("/api/evaluate", json=body).json()
    assert found["policy"] == "云溪-2026-007"
    (measure,) = [m for m in found["measures"] if m["status"] == "eligible"]
    assert (measure["id"], measure["amount"]["low"]) == ("冷库", 360_000)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"facts": {"床": 3}}, "是不是“床位”？"),
        ({"facts": {"床位": "3万元"}}, "“床位”是数量，单位是张"),
        ({"fact": {}}, "fact"),
    ],
)
def test_what_is_wrong_is_told_in_its_own_words(server: Server, body: object, told: str) -> None:
    response = server.post("/api/evaluate", json=body)
    assert response.status_code in (400, 422)
    assert told in response.json()["error"]
    assert not foreign_in(response.text)


def test_rasas_rest_channel(server: Server) -> None:
    (reply,) = server.post(
        "/webhooks/rest/webhook", json={"sender": "r", "message": "能享受哪些政策"}
    ).json()
    assert reply["buttons"][0]["title"] == "办了乡村民宿"
    assert not foreign_in(json.dumps(reply, ensure_ascii=False))


def test_wechat(server: Server) -> None:
    wechat = WeChat(server)
    said = ["你好", "我们是茶厂", "四十五个", "怎么申报", "帮助", "/帮助"]
    replies = [wechat.say("u", text) for text in said]
    assert "支持乡村民宿和冷链农业发展" in replies[0]
    assert "1.35 万元" in replies[2]
    assert "9月1日至9月30日" in replies[3]
    assert not foreign_in("".join(replies))


def test_what_it_says_of_itself(server: Server) -> None:
    for path in ("/openapi.json", "/chat", "/source", "/healthz"):
        assert not foreign_in(httpx.get(server.url + path).text), path
