"""Two servers behind nginx, one killed, the database started again: nothing lost, doubled or mixed.

`python -m tests.bot.server.test_two_servers 600` goes on like that for so many seconds.
"""

from __future__ import annotations

import random
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest

from conversations import Exchange, SqlStore, open_database
from tests.postgres import NOT_THERE, binaries

from .behind_nginx import NO_NGINX, Service, nginx_is_there, service
from .conftest import message_key

TALKERS, MESSAGES = 3, 8


@dataclass
class Said:
    """What a user said, in order, and what was answered."""

    session: str
    area: int
    told: list[tuple[str, str, str]] = field(default_factory=list)
    """Id, text, answer."""


@pytest.fixture(scope="module")
def both() -> Iterator[Service]:
    if binaries() is None:
        pytest.skip(NOT_THERE)
    if not nginx_is_there():
        pytest.skip(NO_NGINX)
    with service() as running:
        yield running


def _texts(area: int) -> Iterator[str]:
    """A number of one's own, corrected again and again, between questions."""
    yield f"我们有公共海外仓，{area}平"
    while True:
        area += 1
        yield f"说错了，公共海外仓面积是{area}平"
        yield "能补多少"


def _talk(running: Service, said: Said, count: int, until: float = float("inf")) -> None:
    for number, text in zip(range(count), _texts(said.area), strict=False):
        if time.monotonic() > until:
            return
        key = f"m{number}"
        said.told.append((key, text, running.say(said.session, text, key)))


def _compare(running: Service, everybody: list[Said]) -> None:
    database = open_database(running.place)
    store = SqlStore(database)
    kept: dict[str, Exchange] = {
        exchange.external_id: exchange for exchange in store.exchanges(0.0)
    }
    assert len(kept) == sum(len(said.told) for said in everybody), "有的多了，有的少了"
    for said in everybody:
        rows = [kept[message_key(said.session, key)] for key, _, _ in said.told]
        assert [row.text for row in rows] == [text for _, text, _ in said.told]
        assert [row.number for row in rows] == sorted(row.number for row in rows), "顺序乱了"
        for (key, _, reply), row in zip(said.told, rows, strict=True):
            assert row.reply is not None, key
            assert row.reply in reply, f"{said.session} {key} 的答复和存下的不一样"
        last = max(int(_digits(text)) for _, text, _ in said.told if _digits(text))
        state = store.conversation("web", rows[0].user)
        assert state is not None
        assert str(last) in str(state.state.facts), f"{said.session} 最后说的 {last} 丢了"
    database.close()


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def _everybody(count: int) -> list[Said]:
    return [Said(f"u{n}-{random.randrange(10**9)}", 1100 + 1000 * n) for n in range(count)]


def test_one_dies_and_the_database_is_started_again(both: Service) -> None:
    everybody = _everybody(TALKERS)
    with ThreadPoolExecutor(TALKERS) as pool:
        talking = [pool.submit(_talk, both, said, MESSAGES) for said in everybody]
        _wait_for(everybody, 2)
        both.kill(0)
        _wait_for(everybody, 4)
        both.restart_database()
        both.start_again(0)
        for one in talking:
            one.result()
    _compare(both, everybody)


def test_any_of_them_answers_any_user_in_order(both: Service) -> None:
    everybody = _everybody(1)
    _talk(both, everybody[0], 5)
    texts = [reply for _, _, reply in everybody[0].told]
    assert "1101" in texts[1]
    assert "1102" in texts[3]
    alone = both.servers[1].chat(everybody[0].session, "我们有公共海外仓，1100平", "m0")
    assert str(alone["reply"]) == texts[0]  # the other one knows what was answered


def _wait_for(everybody: list[Said], count: int) -> None:
    until = time.monotonic() + 120
    while min(len(said.told) for said in everybody) < count:
        assert time.monotonic() < until, "没有人答"
        time.sleep(0.05)


def _soak(seconds: float) -> None:
    dice, until, troubles = random.Random(7), time.monotonic() + seconds, 0
    everybody = _everybody(6)
    with service() as running, ThreadPoolExecutor(len(everybody)) as pool:
        talking = [pool.submit(_talk, running, said, 10**6, until) for said in everybody]
        stopped = threading.Event()
        while time.monotonic() < until:
            stopped.wait(dice.uniform(3, 10))
            which = dice.randrange(3)
            if which == 2:
                running.restart_database(dice.choice(("fast", "immediate")))
            else:
                running.kill(which)
                stopped.wait(dice.uniform(0, 5))
                running.start_again(which)
            troubles += 1
        for one in talking:
            one.result()
        _compare(running, everybody)
    count = sum(len(said.told) for said in everybody)
    print(f"{seconds:g} 秒，{troubles} 次杀进程或重启库，{count} 条：0 丢、0 重、0 串")  # noqa: T201


if __name__ == "__main__":
    _soak(float(sys.argv[1]) if len(sys.argv) > 1 else 600.0)
