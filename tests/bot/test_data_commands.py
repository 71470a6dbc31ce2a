"""Reading back what was said: `wence data export / unclear / purge`."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from conversations import Feedback, SqliteStore, State, StoredReply
from tests.conversations.samples import keep_answer

from .test_cli import wence


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """Settings over a store in which one user was understood and then was not."""
    file = tmp_path / "config.yml"
    file.write_text(f"server: {{database: {tmp_path / 'w.db'}}}\n", "utf-8")
    store = SqliteStore(tmp_path / "w.db")
    for number, (text, reply, unclear) in enumerate(
        [("海外仓2500平", "可以申报", False), ("那个呢", "没听懂", True), ("谢谢", "不客气", False)]
    ):
        exchange, _ = store.claim("web", "0123456789abcdef", str(number), text, float(number))
        keep_answer(
            store,
            exchange,
            State(),
            StoredReply(reply, "answer", "{}", unclear),
            float(number),
        )
    store.close()
    return file


def data(*args: str, config: Path) -> subprocess.CompletedProcess[str]:
    return wence("data", *args, "--config", str(config))


def test_export_is_read_by_people_and_by_programs(config: Path) -> None:
    read = data("export", config=config).stdout
    assert read.startswith("# web 01234567\n")
    assert read.index("海外仓2500平") < read.index("可以申报") < read.index("谢谢")
    rows = [
        json.loads(line) for line in data("export", "--json", config=config).stdout.splitlines()
    ]
    assert [row["text"] for row in rows] == ["海外仓2500平", "那个呢", "谢谢"]


def test_what_was_not_understood_comes_with_what_went_before(config: Path) -> None:
    (row,) = data("unclear", "--json", config=config).stdout.splitlines()
    found = json.loads(row)
    assert found["text"] == "那个呢"
    assert [before["text"] for before in found["before"]] == ["海外仓2500平"]


def test_feedback_comes_with_the_answer_it_is_about(config: Path, tmp_path: Path) -> None:
    assert "还没有人反馈" in data("feedback", config=config).stdout
    store = SqliteStore(tmp_path / "w.db")
    store.add_feedback(Feedback("web", "0123456789abcdef", 2, False, "没听懂我", 9.0))
    store.close()
    read = data("feedback", config=config).stdout
    assert read.startswith("# web 01234567　没用　没听懂我")
    assert "那个呢" in read


ODD = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e海外仓"


def test_nothing_a_user_typed_steers_the_terminal(config: Path, tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "w.db")
    exchange, _ = store.claim("web", "odd", "1", ODD, 1.0)
    keep_answer(store, exchange, State(), StoredReply(ODD, "fallback", "{}", True), 1.0)
    store.add_feedback(Feedback("web", "odd", exchange.number, None, ODD, 9.0))
    store.close()
    for what in (
        ["export"],
        ["unclear"],
        ["feedback"],
        ["export", "--json"],
        ["feedback", "--json"],
    ):
        read = data(*what, config=config).stdout
        assert "海外仓" in read
        assert not {*read} & {*"\x1b\x07\x9b\u202e"}, what
    rows = data("export", "--json", config=config).stdout.splitlines()
    assert ODD in [json.loads(row)["text"] for row in rows]


def test_what_is_too_old_is_deleted(config: Path) -> None:
    assert "删掉了 3 条" in data("purge", config=config).stdout
    assert data("export", config=config).stdout == ""
    assert "没有没听懂的消息" in data("unclear", config=config).stdout


def test_a_store_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    file = tmp_path / "config.yml"
    file.write_text(f"server: {{database: {tmp_path / 'none.db'}}}\n", "utf-8")
    done = data("export", config=file)
    assert done.returncode != 0
    assert "还没有存下的对话" in done.stderr
    assert "Traceback" not in done.stderr
