"""One SQLite file (WAL): no server, any number of threads, nothing lost when killed."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlite_utils

from .migrations import migrate
from .records import StoreError, StoreUnavailableError

BUSY_SECONDS = 5.0
"""How long a thread waits for a file that another program has locked."""
_WHY = {
    sqlite3.SQLITE_BUSY: "正被别的程序占着",
    sqlite3.SQLITE_LOCKED: "正被别的程序占着",
    sqlite3.SQLITE_FULL: "磁盘满了",
    sqlite3.SQLITE_CORRUPT: "损坏了",
    sqlite3.SQLITE_NOTADB: "不是数据库",
    sqlite3.SQLITE_READONLY: "不让写",
    sqlite3.SQLITE_IOERR: "磁盘读写出错",
}


class _Connection(sqlite3.Connection):
    """Says what is wrong with the file as StoreUnavailableError."""

    def execute(self, sql: str, values: Any = (), /) -> sqlite3.Cursor:
        try:
            return super().execute(sql, values)
        except (sqlite3.OperationalError, sqlite3.DatabaseError) as error:
            raise _readable(error) from error

    def executemany(self, sql: str, rows: Iterable[Any], /) -> sqlite3.Cursor:
        try:
            return super().executemany(sql, rows)
        except (sqlite3.OperationalError, sqlite3.DatabaseError) as error:
            raise _readable(error) from error


def _readable(error: sqlite3.DatabaseError) -> Exception:
    """The error as it is told; a mistake of ours stays what it is."""
    why = _WHY.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    return error if why is None else StoreUnavailableError(f"存对话的文件{why}（{error}）")


class SqliteFile:
    """Each thread has a connection of its own (they are bound to their threads)."""

    def __init__(self, file: Path) -> None:
        """Open or create the file and bring its tables up to date. Raises StoreError."""
        self._file = file
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            migrate(self.connection())
        except (OSError, sqlite3.Error, StoreUnavailableError) as error:
            why = error.__cause__ or error
            raise StoreError(f"{file}：存对话的文件打不开（{why}），请检查路径与权限") from None
        except StoreError as error:
            raise StoreError(f"{file}：{error}") from None

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Begin with the write lock, so that two writers wait for each other instead of failing."""
        connection = self.connection()
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:  # a full disk may have ended it already
                with suppress(StoreError):
                    connection.execute("ROLLBACK")
            raise

    @contextmanager
    def patience(self, seconds: float) -> Iterator[None]:
        """Within it this thread waits at most so long for a locked file."""
        connection = self.connection()
        _wait_at_most(connection, seconds)
        try:
            yield
        finally:
            _wait_at_most(connection, BUSY_SECONDS)

    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            found = sqlite3.connect(
                self._file, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False,
                factory=_Connection,
            )  # fmt: skip
            sqlite_utils.Database(found).enable_wal()
            # In WAL a commit survives the death of the process; only a power cut can undo the last.
            found.execute("PRAGMA synchronous = NORMAL")
            self._local.connection = found
            self._connections.append(found)
        return found

    def close(self) -> None:
        """Close every thread's connection."""
        for connection in self._connections:
            connection.close()
        self._connections.clear()


def _wait_at_most(connection: sqlite3.Connection, seconds: float) -> None:
    connection.execute(f"PRAGMA busy_timeout = {max(int(seconds * 1000), 1)}")
