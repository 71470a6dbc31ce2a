"""The store locked by another program, or its disk full: every sender is told what to do, nothing is half kept."""

from __future__ import annotations

import json
import resource
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager

import pytest

from conversations import SqliteStore

from .conftest import Server, WeChat

AGAIN = "请再发一次"


@contextmanager
def locked(server: Server) -> Iterator[None]:
    """Another program has the file to itself."""
    other = sqlite3.connect(server.database, timeout=20, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    yield
    other.execute("ROLLBACK")
    other.close()


@contextmanager
def full(server: Server) -> Iterator[None]:
    """Nothing more can be written: no file of the server may grow past its first bytes."""
    soft, hard = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (1, hard))
    yield
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (soft, hard))


Trouble = Callable[[Server], AbstractContextManager[None]]
troubles = pytest.mark.parametrize("trouble", [locked, full])


def _texts(server: Server) -> list[str]:
    store = SqliteStore(server.database)
    found = [exchange.text for exchange in store.exchanges(0.0)]
    store.close()
    return found


@troubles
@pytest.mark.parametrize("sealed", [False, True], ids=["plain", "encrypted"])
def test_wechat_is_told_to_send_it_again(
    server: Server, wechat: WeChat, trouble: Trouble, sealed: bool
) -> None:
    text = f"我们有公共海外仓，2500平，{trouble.__name__} {sealed}"
    body = wechat.xml(f"{trouble.__name__}-{sealed}", {"MsgType": "text", "Content": text})
    with trouble(server):
        assert AGAIN in wechat.post(body, sealed)
    assert text not in _texts(server)
    assert "2500 平方米" in wechat.post(body, sealed)


def test_many_at_once_are_told_as_well(server: Server, wechat: WeChat) -> None:
    """More than there are threads to wait in."""
    with locked(server), ThreadPoolExecutor(12) as pool:
        replies = list(pool.map(lambda n: wechat.say(f"many-{n}", "我们有公共海外仓"), range(12)))
    assert all(AGAIN in reply for reply in replies)


@troubles
def test_programs_are_told(server: Server, trouble: Trouble) -> None:
    body = {"session": trouble.__name__, "text": "我们有公共海外仓，2500平", "message_id": "1"}
    with trouble(server):
        refused = server.post("/api/chat", json=body)
        rasa = server.post("/webhooks/rest/webhook", json={"sender": "s", "message": "你好"})
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "3")
    assert AGAIN in refused.json()["error"]
    assert AGAIN in rasa.json()[0]["text"]
    assert "公共海外仓面积" in json.dumps(
        server.post("/api/chat", json=body).json(), ensure_ascii=False
    )


@troubles
def test_a_visitor_of_the_page_is_told(server: Server, trouble: Trouble) -> None:
    cookies = {"wence_chat": "a-visitor-while-it-does-not-work"}
    form = {"text": "我们有公共海外仓，2500平", "message_id": trouble.__name__}
    with trouble(server):
        refused = server.post("/chat", data=form, cookies=cookies, headers={"accept": "text/html"})
    assert refused.status_code == 503
    assert AGAIN in refused.text
