"""`wence serve --workers N`: several processes at one port, over one file or one PostgreSQL."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from conversations import Place, PostgresAddress

from .conftest import Server, start

WORKERS = 2


@pytest.fixture
def running(place: Place, tmp_path: Path) -> Iterator[Server]:
    at = place if isinstance(place, PostgresAddress) else None
    server = start(tmp_path, place=at, workers=WORKERS, perminute=20)
    yield server
    server.process.terminate()
    assert server.process.wait(30) == 0


def _workers(server: Server) -> list[int]:
    number = server.process.pid
    told = Path(f"/proc/{number}/task/{number}/children").read_text()
    return [int(each) for each in told.split()]


def _counted(server: Server) -> int:
    """Requests to the API, as any worker adds them up for all."""
    text = httpx.get(f"{server.url}/metrics", timeout=20).text
    found = re.findall(r'^wence_requests_total\{path="/api/chat",status="200"\} (\d+)', text, re.M)
    return int(found[0]) if found else 0


def test_they_serve_together_and_one_that_dies_is_replaced(running: Server) -> None:
    """Counts are those of all, the dead one's too; facts, limits and copies are nobody's own."""
    first = running.chat("s", "我们有公共海外仓，2500平", "m0")
    for number in range(1, 6):
        running.chat("s", "你好", f"m{number}")
    assert _counted(running) == 6
    before = _workers(running)
    assert len(before) == WORKERS
    os.kill(before[0], signal.SIGKILL)
    until = time.monotonic() + 60
    while len(set(_workers(running)) - set(before)) < 1:
        assert time.monotonic() < until, "没有再起一个"
        time.sleep(0.1)
    assert _counted(running) == 6
    for number in range(6, 12):
        facts = running.chat("s", "你好", f"m{number}")["facts"]
        assert "公共海外仓面积" in facts
    assert running.chat("s", "我们有公共海外仓，2500平", "m0") == first
    told = [_asked_fast(running, number) for number in range(12, 30)]
    assert told.count(200) <= 10
    assert told[-1] == 429


def _asked_fast(running: Server, number: int) -> int:
    body = {"session": "s", "text": "你好", "message_id": f"m{number}"}
    return running.post("/api/chat", json=body).status_code


def test_they_end_with_the_process_that_started_them(tmp_path: Path) -> None:
    server = start(tmp_path, workers=WORKERS)
    workers = _workers(server)
    server.process.kill()
    server.process.wait()
    until = time.monotonic() + 60
    while any(Path(f"/proc/{worker}").exists() for worker in workers):
        assert time.monotonic() < until, "还有进程没停"
        time.sleep(0.1)
