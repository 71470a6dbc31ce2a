"""One SQLite file (WAL): no server, any number of threads, nothing lost when killed."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlite_utils

from .migrations import migrate
from .records import StoreError

BUSY_SECONDS = 10.0


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
        except StoreError as error:
            raise StoreError(f"{file}：{error}") from None
        except (OSError, sqlite3.Error) as error:
            raise StoreError(f"{file}：存对话的文件打不开（{error}），请检查路径与权限") from None

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Begin with the write lock, so that two writers wait for each other instead of failing."""
        connection = self.connection()
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            found = sqlite3.connect(
                self._file, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
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
