"""Backup and restore while messages come in: what was answered before the backup is there, to the letter."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from pathlib import Path

import httpx
import pytest

from conversations import SqliteStore, StoreError, back_up, restore
from tests.bot.test_cli import wence

from .conftest import Server, start

Answers = dict[tuple[str, str], str]


class Load:
    """A few users who talk one message after another; nothing but answers and “not now” may come."""

    def __init__(self, server: Server) -> None:
        self.answers: Answers = {}
        self.odd: list[int] = []
        self._server = server
        self._stopping = threading.Event()
        self._threads = [threading.Thread(target=self._talk, args=(n,)) for n in range(3)]

    def __enter__(self) -> Load:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        for thread in self._threads:
            thread.join()

    def wait_for(self, more: int) -> None:
        wanted = len(self.answers) + more
        while len(self.answers) < wanted:
            assert any(thread.is_alive() for thread in self._threads)
            self._stopping.wait(0.02)

    def _talk(self, talker: int) -> None:
        number = 0
        while not self._stopping.is_set():
            number += 1
            key = (f"s{talker}", str(number))
            body = {"session": key[0], "message_id": key[1], "text": f"我们海外仓{2000 + number}平"}
            response = self._server.post("/api/chat", json=body)
            if response.status_code == 200:
                self.answers[key] = response.json()["reply"]
            elif response.status_code not in (503, 504):
                self.odd.append(response.status_code)


def _highest(file: Path) -> int:
    raw = sqlite3.connect(file)
    (found,) = raw.execute("SELECT max(number) FROM exchanges").fetchone()
    raw.close()
    return int(found)


def test_a_backup_is_restored_under_load(tmp_path: Path) -> None:
    server = start(tmp_path)
    config, copy = ["--config", str(tmp_path / "config.yml")], tmp_path / "copies" / "w.db"
    with Load(server) as load:
        load.wait_for(12)
        before = dict(load.answers)
        done = wence("data", "backup", str(copy), *config)
        assert "备份好了" in done.stdout, done.stderr
        load.wait_for(12)
        highest = _highest(server.database)
        done = wence("data", "restore", str(copy), *config)
        assert "恢复好了" in done.stdout, done.stderr
        load.wait_for(6)
    assert load.odd == []
    for (session, message_id), reply in before.items():
        assert server.chat(session, "随便什么", message_id)["reply"] == reply
    assert httpx.get(server.url + "/healthz").status_code == 200
    server.chat("new", "你好")
    server.process.terminate()
    assert server.process.wait(20) == 0
    store = SqliteStore(server.database)
    store.check()
    assert all(e.number > highest for e in store.exchanges(0.0) if e.text == "你好")
    assert {e.external_id for e in store.exchanges(0.0) if e.reply is None} == set()
    store.close()
    (aside,) = tmp_path.glob("w.db.*.before-restore")
    assert _highest(aside) >= highest
    modes = {stat.S_IMODE(os.stat(file).st_mode) for file in (copy, aside, server.database)}
    assert modes == {0o600}


def test_a_damaged_file_is_moved_away_and_replaced(tmp_path: Path) -> None:
    file, copy = tmp_path / "w.db", tmp_path / "copy.db"
    store = SqliteStore(file)
    store.claim("web", "u", "1", "你好", 1.0)
    assert back_up(file, copy) == 1
    store.close()
    file.write_bytes(b"no database at all" * 1000)
    done = restore(copy, file)
    assert done.messages == 1
    assert done.set_aside is not None
    assert done.set_aside.read_bytes().startswith(b"no database")
    store = SqliteStore(file)
    assert [e.text for e in store.exchanges(0.0)] == ["你好"]
    store.close()


@pytest.mark.parametrize("content", [None, b"", b"no database at all" * 1000])
def test_what_is_no_backup_changes_nothing(tmp_path: Path, content: bytes | None) -> None:
    file, copy = tmp_path / "w.db", tmp_path / "copy.db"
    store = SqliteStore(file)
    store.claim("web", "u", "1", "你好", 1.0)
    if content is not None:
        copy.write_bytes(content)
    with pytest.raises(StoreError, match=r"copy\.db"):
        restore(copy, file)
    assert [e.text for e in store.exchanges(0.0)] == ["你好"]
    store.close()


def test_of_many_backups_the_latest_are_kept(tmp_path: Path) -> None:
    SqliteStore(tmp_path / "w.db").close()
    (tmp_path / "config.yml").write_text(f"server: {{database: {tmp_path / 'w.db'}}}\n", "utf-8")
    folder = tmp_path / "copies"
    folder.mkdir()
    for day in ("01", "02", "03"):
        (folder / f"wence-202601{day}-000000.db").touch()
    config = ["--config", str(tmp_path / "config.yml")]
    done = wence("data", "backup", str(folder), "--keep", "2", *config)
    assert done.returncode == 0, done.stderr
    names = sorted(file.name for file in folder.iterdir())
    assert len(names) == 2
    assert names[0] == "wence-20260103-000000.db"
