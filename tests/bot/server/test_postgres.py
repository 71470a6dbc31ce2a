"""`wence serve` and the other commands over PostgreSQL: what works, and what is wrong in one line."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from conversations import PostgresAddress, SqlStore, open_database
from tests.postgres import NOT_THERE, Cluster, binaries, cluster

from .conftest import ROOT, SECRET, Server, WeChat, start


@pytest.fixture(scope="module")
def own() -> Iterator[Cluster]:
    if binaries() is None:
        pytest.skip(NOT_THERE)
    with cluster() as running:
        yield running


@pytest.fixture(scope="module")
def server(own: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = start(tmp_path_factory.mktemp("pg"), place=own.new_database())
    yield running
    running.process.terminate()
    assert running.process.wait(20) in (0, -15)


def _run(place: PostgresAddress, folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    (folder / "config.yml").write_text(f"server: {{database: '{place.url}'}}\n", "utf-8")
    return subprocess.run(
        [sys.executable, "-m", "bot", *command, "--config", str(folder / "config.yml")],
        cwd=ROOT, env={**os.environ, "WENCE_SECRET": SECRET}, capture_output=True, text=True,
        encoding="utf-8", timeout=120, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def _health(server: Server, status: int) -> dict[str, str]:
    """What the server says of itself, as soon as it has noticed."""
    until = time.monotonic() + 60
    while (told := httpx.get(f"{server.url}/healthz", timeout=20)).status_code != status:
        assert time.monotonic() < until, told.text
        time.sleep(0.2)
    found: dict[str, str] = told.json()
    return found


def test_it_says_when_the_database_is_away_and_goes_on_when_it_is_back(
    server: Server, own: Cluster
) -> None:
    assert "2500" in str(server.chat("away", "我们有公共海外仓，2500平", "m1")["reply"])
    own.stop("immediate")
    assert httpx.get(f"{server.url}/livez", timeout=20).status_code == 200
    assert "PostgreSQL" in _health(server, 503)["problem"]
    body = {"session": "away", "text": "年成交额3000万", "message_id": "m2"}
    assert server.post("/api/chat", json=body).status_code == 503
    assert "请再发一次" in WeChat(server).say("o-away", "我们有公共海外仓，2500平")
    own.start()
    _health(server, 200)
    facts = server.chat("away", "你好", "m3")["facts"]
    assert "公共海外仓面积" in facts


def test_the_commands_work_on_it(own: Cluster, tmp_path: Path) -> None:
    place = own.new_database()
    with closing(open_database(place)) as database:
        SqlStore(database).claim("web", "u" * 32, "1", "我们有公共海外仓", 1.0)
    assert "我们有公共海外仓" in _run(place, tmp_path, "data", "export").stdout
    assert "还没有账号" in _run(place, tmp_path, "staff", "list").stdout
    assert "删掉了 1 条" in _run(place, tmp_path, "data", "purge").stdout
    for command in (("backup", str(tmp_path)), ("restore", str(tmp_path / "x"))):
        told = _run(place, tmp_path, "data", *command)
        assert told.returncode == 2
        assert "pg_dump" in told.stderr


def test_what_is_wrong_is_one_line_and_never_the_password(own: Cluster, tmp_path: Path) -> None:
    told = {
        "不认这个用户名或密码": own.address("postgres", password="geheim"),
        "连不上": PostgresAddress("postgresql://wence:geheim@127.0.0.1:1/wence"),
    }
    for what, place in told.items():
        said = _run(place, tmp_path, "serve")
        assert said.returncode == 2
        assert what in said.stderr
        assert "geheim" not in said.stderr + said.stdout
        assert len(said.stderr.strip().splitlines()) == 1
