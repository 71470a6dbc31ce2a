"""What goes wrong is noticed: errors inside, a store that cannot be used, files that are not as they should."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from .conftest import ROOT, SECRET, Server, start
from .test_unavailable import Trouble, locked, troubles

SAID = "这一句话以后要删得干干净净"


def _stop(server: Server) -> int:
    server.process.terminate()
    return server.process.wait(20)


def _kill(server: Server) -> None:
    server.process.kill()
    server.process.wait(20)


def _serve(folder: Path) -> subprocess.CompletedProcess[str]:
    """A server that is not expected to start."""
    return subprocess.run(
        [sys.executable, "-m", "bot", "serve", "--config", str(folder / "config.yml")],
        cwd=ROOT, env={**os.environ, "WENCE_SECRET": SECRET, "WECHAT_TOKEN": "t"},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


@troubles
def test_readiness_and_liveness_are_told_apart(server: Server, trouble: Trouble) -> None:
    assert httpx.get(server.url + "/healthz").status_code == 200
    time.sleep(1.1)  # what was found out is good for a second
    with trouble(server):
        unready = httpx.get(server.url + "/healthz", timeout=20)
        alive = httpx.get(server.url + "/livez")
    assert (unready.status_code, alive.status_code) == (503, 200)
    assert "存对话的文件" in unready.json()["problem"]
    time.sleep(1.1)
    assert httpx.get(server.url + "/healthz").json()["status"] == "ok"


def test_a_log_of_writes_that_vanishes_is_noticed(tmp_path: Path) -> None:
    running = start(tmp_path)
    running.chat("a", "你好")
    (tmp_path / "w.db-wal").unlink()
    time.sleep(1.1)
    assert "-wal 不见了" in httpx.get(running.url + "/healthz").json()["problem"]
    _kill(running)
    refused = _serve(tmp_path)
    assert refused.returncode == 2
    assert "w.db-wal 却不见了" in refused.stderr
    assert "Traceback" not in refused.stderr
    (tmp_path / "w.db.in-use").unlink()
    assert _stop(start(tmp_path)) == 0


def test_a_crash_alone_is_no_trouble(tmp_path: Path) -> None:
    running = start(tmp_path)
    running.chat("a", "我们有公共海外仓，2500平")
    _kill(running)
    again = start(tmp_path)
    assert "公共海外仓面积" in again.chat("a", "你好")["facts"]
    assert _stop(again) == 0


def test_damage_is_told_at_the_start(tmp_path: Path) -> None:
    running = start(tmp_path)
    for number in range(40):
        running.chat(f"s{number}", "我们有公共海外仓，2500平")
    assert _stop(running) == 0
    file = tmp_path / "w.db"
    content = bytearray(file.read_bytes())
    content[8192 : len(content) : 512] = b"\xff" * len(range(8192, len(content), 512))
    file.write_bytes(content)
    refused = _serve(tmp_path)
    assert refused.returncode == 2
    assert "损坏" in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_server_that_was_stopped_leaves_one_whole_file_of_its_own(
    tmp_path: Path, number: int
) -> None:
    running = start(tmp_path)
    running.chat("a", "我们有公共海外仓，2500平")
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.glob("w.db*")}
    assert set(modes.values()) == {0o600}, modes
    running.process.send_signal(number)
    assert running.process.wait(20) in (0, 130)
    assert [file.name for file in tmp_path.glob("w.db*")] == ["w.db"]
    raw = sqlite3.connect(f"file:{tmp_path / 'w.db'}?immutable=1", uri=True)
    assert raw.execute("SELECT text FROM exchanges").fetchall() == [("我们有公共海外仓，2500平",)]
    raw.close()


def test_what_is_to_be_deleted_leaves_no_trace(tmp_path: Path) -> None:
    running = start(tmp_path)
    for _ in range(3):
        running.chat("a", SAID)
    running.chat("a", f"反馈：{SAID}")
    assert "已经删除" in str(running.chat("a", "删除我的记录")["reply"])
    until = time.monotonic() + 30
    while SAID.encode() in _bytes(tmp_path):  # while someone reads, it waits for the next round
        assert time.monotonic() < until
        time.sleep(0.2)
    assert _stop(running) == 0
    assert SAID.encode() not in _bytes(tmp_path)


def _bytes(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.glob("w.db*"))


def test_an_error_inside_is_counted_and_logged(tmp_path: Path) -> None:
    with (tmp_path / "log").open("wb") as log:
        running = start(tmp_path, log=log)
        running.chat("a", "我们有公共海外仓，2500平")
        with sqlite3.connect(tmp_path / "w.db") as raw:
            raw.execute("DROP TABLE conversations")
        raw.close()
        body = {"session": "a", "text": SAID}
        assert running.post("/api/chat", json=body).status_code == 500
        metrics = httpx.get(running.url + "/metrics").text
        _stop(running)
    assert 'wence_requests_total{path="/api/chat",status="500"} 1.0' in metrics
    written = (tmp_path / "log").read_text("utf-8")
    assert '"status": 500' in written
    assert SAID not in written


def test_a_locked_store_at_the_start_of_a_request_is_no_error_inside(server: Server) -> None:
    with locked(server):
        server.post("/api/chat", json={"session": "m", "text": "你好"})
    metrics = httpx.get(server.url + "/metrics").text
    assert 'path="/api/chat",status="503"' in metrics
    assert 'status="500"' not in metrics
