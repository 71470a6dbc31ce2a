"""Tables of an older version become those of today: nothing is lost, no number is given twice."""

from __future__ import annotations

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from conversations import SqliteStore, StoreError

OLD = Path(__file__).parent.parent.parent / "data" / "wence-0.1.0.db"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return Path(shutil.copy(OLD, tmp_path / "w.db"))


def _change(file: Path, statement: str) -> None:
    with sqlite3.connect(file) as raw:
        raw.execute(statement)
    raw.close()


def _exchanges(file: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(file) as raw:
        rows = raw.execute("SELECT * FROM exchanges ORDER BY number").fetchall()
    raw.close()
    return rows


def _of_today(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """Rows that 0.1.0 wrote, with what tables have got since: it kept no blocks, no questions, no
    choices, and nobody holds a lease or is sending one, nothing was given with another; what it
    left unanswered stays so."""
    unanswered = [row[6] is None for row in rows]
    return [
        (*row, None, None, "", 0.0, int(left), None, None, 0.0)
        for row, left in zip(rows, unanswered, strict=True)
    ]


def test_every_message_is_kept_to_the_letter(database: Path) -> None:
    before = _exchanges(database)
    SqliteStore(database).close()
    assert len(before) == 17
    assert _exchanges(database) == _of_today(before)
    SqliteStore(database).close()
    assert _exchanges(database) == _of_today(before)


@pytest.mark.parametrize("deleted", ["number = 17", "1"])
def test_the_number_of_a_deleted_message_is_not_given_again(database: Path, deleted: str) -> None:
    _change(database, f"DELETE FROM exchanges WHERE {deleted}")
    store = SqliteStore(database)
    assert store.claim("web", "u", "1", "你好", 1.0)[0].number == 18
    store.close()


def test_several_may_open_an_older_file_at_once(database: Path) -> None:
    before = _exchanges(database)
    with ThreadPoolExecutor(8) as pool:
        for store in pool.map(SqliteStore, [database] * 8):
            store.close()
    assert _exchanges(database) == _of_today(before)


def test_a_file_of_a_newer_version_says_so(database: Path) -> None:
    _change(database, "PRAGMA user_version = 99")
    with pytest.raises(StoreError, match=r"w\.db：这个文件是更新的版本写的（表 99，.*请升级问策"):
        SqliteStore(database)
