"""Two servers over one database file: in order, nothing lost, nothing left unanswered."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.reception import Reception
from conversations import Exchange, SqliteStore

from .conftest import SECRET, Server, WeChat, message_key, start

Both = tuple[Server, Server]
PAIRS = 12


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    folder = tmp_path_factory.mktemp("two")
    first, second = start(folder), start(folder)
    yield first, second
    for server in (first, second):
        server.process.terminate()
        assert server.process.wait(20) in (0, -15)


def _left_behind(server: Server, channel: str, sender: str, key: str, text: str) -> None:
    """A message that a process wrote down before it died."""
    store = SqliteStore(server.database)
    user = Reception(None, store, SECRET.encode(), 1.0).user(channel, sender)  # type: ignore[arg-type]
    until = time.time() + 1.0
    store.claim(channel, user, key, text, time.time(), holder="dead", leased_until=until)
    store.close()


def _kept(server: Server, text: str) -> Exchange:
    store = SqliteStore(server.database)
    (found,) = (e for e in store.exchanges(0.0) if e.text == text)
    store.close()
    return found


def test_nothing_is_lost_when_both_hear_one_user_at_once(both: Both) -> None:
    with ThreadPoolExecutor(2) as pool:
        for pair in range(PAIRS):
            session, told = (
                f"pair-{pair}",
                ("我们有公共海外仓，2500平", "我们是跨境电商平台，入网企业45家"),
            )
            said = [(server, session, text) for server, text in zip(both, told, strict=True)]
            list(pool.map(lambda one: one[0].chat(one[1], one[2]), said))
            facts = both[pair % 2].chat(session, "你好")["facts"]
            assert {"公共海外仓面积", "孵化入网企业数"} <= set(facts), pair


def test_a_copy_that_comes_to_the_other_gets_the_same_answer_and_is_kept_once(both: Both) -> None:
    text = "我们有公共海外仓，2700平"
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda server: server.chat("copies", text, "m1"), both))
    assert answers[0] == answers[1]
    assert _kept(both[0], text).external_id == message_key("copies", "m1")


def test_a_message_waits_for_the_one_before_it(both: Both) -> None:
    """The first is with a process that died: it is taken over before the second is answered."""
    text = "我们有公共海外仓，2600平"
    _left_behind(both[0], "web", "died", "1", text)
    second = both[1].chat("died", "说错了，是1600平")
    assert "原来记的是 2600 平方米" in str(second["reply"])
    assert "2600" in (_kept(both[0], text).reply or "")


def test_what_a_process_left_behind_is_answered_though_nobody_sends_it_again(both: Both) -> None:
    text = "我们有公共海外仓，2800平"
    _left_behind(both[0], "wechat", "o-died", "1", text)
    until = time.monotonic() + 60
    while _kept(both[0], text).reply is None:
        assert time.monotonic() < until, "没有人接着答"
        time.sleep(0.1)
    told = WeChat(both[1]).say("o-died", "谢谢")
    assert told.startswith("（上一句的答复）")
    assert "2800 平方米" in told
