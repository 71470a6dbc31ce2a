"""Limits that a caller cannot evade: another name for every message, an address that is made up."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import Request

from bot.rate_limit import Limits, SharedLimit, address_of
from bot.settings import ServerSettings
from conversations import SqlRates, open_database

from .conftest import Server, WeChat, start

LIMITS = "limits: {address: 8}"


@pytest.fixture(scope="module")
def limited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = start(tmp_path_factory.mktemp("limits"), perminute=4, serving=LIMITS)
    yield running
    running.process.terminate()
    assert running.process.wait(20) in (0, -15)


def _statuses(server: Server, path: str, name: str, text: str, **headers: str) -> list[int]:
    """Twenty messages, each of another sender, at once."""
    bodies = [{name: f"{path} {number}", text: "转人工"} for number in range(20)]
    return [server.post(path, json=body, headers=headers).status_code for body in bodies]


@pytest.mark.parametrize(
    ("path", "name", "text"),
    [("/api/chat", "session", "text"), ("/webhooks/rest/webhook", "sender", "message")],
)
def test_another_name_for_every_message_does_not_help(
    limited: Server, path: str, name: str, text: str
) -> None:
    assert _statuses(limited, path, name, text).count(200) <= 9


def test_an_address_that_is_made_up_is_not_believed(limited: Server) -> None:
    done = [
        limited.post(
            "/api/chat",
            json={"session": f"f{n}", "text": "你好"},
            headers={"X-Forwarded-For": f"10.1.0.{n}"},
        ).status_code
        for n in range(20)
    ]
    assert done.count(200) <= 9


def test_a_proxy_that_is_trusted_tells_addresses_apart(tmp_path: Path) -> None:
    serving = f"{LIMITS}, trusted_proxies: [127.0.0.1]"
    running = start(tmp_path, perminute=1000, serving=serving)

    def say(address: str) -> int:
        body = {"session": "s", "text": "你好"}
        return running.post(
            "/api/chat", json=body, headers={"X-Forwarded-For": address}
        ).status_code

    assert [say("10.1.0.1") for _ in range(12)].count(200) <= 9
    assert say("10.1.0.2") == 200
    assert say("6.6.6.6, 10.1.0.1") == 429  # only what the proxy itself added counts
    running.process.terminate()
    assert running.process.wait(20) in (0, -15)


def test_a_copy_of_what_was_answered_gets_its_answer_over_the_limit(tmp_path: Path) -> None:
    running = start(tmp_path, perminute=2)
    first = running.chat("copy", "我们有公共海外仓，2500平", "m1")
    wechat = WeChat(running)
    said = wechat.say("o-copy", "我们有公共海外仓，2500平", "9901")
    cookies = {"wence_chat": "a-visitor-who-sends-copies"}
    form = {"text": "我们有公共海外仓，2500平", "message_id": "1"}
    fetch = {"data": form, "cookies": cookies, "headers": {"x-requested-with": "fetch"}}
    page = running.post("/chat", **fetch).json()["html"]
    for _ in range(5):
        assert running.chat("copy", "我们有公共海外仓，2500平", "m1") == first
        assert wechat.say("o-copy", "我们有公共海外仓，2500平", "9901") == said
        assert running.post("/chat", **fetch).json()["html"] == page
    assert running.post("/api/chat", json={"session": "copy", "text": "你好"}).status_code == 429
    assert "太快" in wechat.say("o-copy", "你好", "9902")
    running.process.terminate()
    assert running.process.wait(20) in (0, -15)


def _allowed(limits: Limits, channel: str, count: int) -> list[bool]:
    async def ask() -> list[bool]:
        return [await limits.allows(channel, f"u{n}") for n in range(count)]

    return asyncio.run(ask())


def test_a_channel_and_all_of_them_have_limits_too() -> None:
    limits = Limits(ServerSettings.model_validate({"limits": {"channel": 3, "all": 5}}))
    assert _allowed(limits, "web", 4) == [True] * 3 + [False]
    assert _allowed(limits, "rasa", 3) == [True, True, False]


def test_processes_over_one_database_count_together(tmp_path: Path) -> None:
    """And no caller is told from what is kept."""
    server = ServerSettings.model_validate({"limits": {"channel": 5}})
    database = open_database(tmp_path / "w.db")
    first, second = (Limits(server, SharedLimit(SqlRates(database), b"k")) for _ in range(2))
    assert _allowed(first, "web", 3) == [True] * 3
    assert _allowed(second, "web", 3) == [True, True, False]
    names = [name for (name,) in database.connection().execute("SELECT name FROM rates")]
    assert len(names) == 5
    assert not [name for name in names if "u1" in name.split(" ")]
    database.close()


def test_nobody_waits_long_for_limits_that_cannot_be_asked_for(tmp_path: Path) -> None:
    """Then this process counts alone."""
    database = open_database(tmp_path / "w.db")
    server = ServerSettings.model_validate({"limits": {"channel": 5}})
    limits = Limits(server, SharedLimit(SqlRates(database), b"k"))
    with database.transaction():
        assert _allowed(limits, "web", 7) == [True] * 5 + [False] * 2
    database.close()


def test_one_address_of_ipv6_is_a_network() -> None:

    def told(host: str) -> str:
        return address_of(Request({"type": "http", "client": (host, 1), "headers": []}))

    assert told("2001:db8:1:2:aaaa::1") == told("2001:db8:1:2:bbbb::2") != told("2001:db8:1:3::1")
    assert told("::ffff:10.0.0.1") == told("10.0.0.1") == "10.0.0.1"
