"""One SQLite file (WAL): no server, any number of threads, nothing lost when killed."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlite_utils

from .in_use import Held, alone_with, check_closed, in_use
from .migrations import migrate
from .records import StoreError, StoreUnavailableError

LOG_GONE = "存对话的文件旁边的 -wal 不见了或被换了：写下的会丢，请停下服务，用备份核对"
BUSY_SECONDS = 5.0
"""How long a thread waits for a file that another program has locked."""
LEAST_FREE = 16 * 1024 * 1024
"""Bytes without which a disk counts as full."""
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

    is_damaged = False

    def execute(self, sql: str, values: Any = (), /) -> sqlite3.Cursor:
        try:
            return super().execute(sql, values)
        except sqlite3.DatabaseError as error:
            raise self._readable(error) from error

    def executemany(self, sql: str, rows: Iterable[Any], /) -> sqlite3.Cursor:
        try:
            return super().executemany(sql, rows)
        except sqlite3.DatabaseError as error:
            raise self._readable(error) from error

    def _readable(self, error: sqlite3.DatabaseError) -> Exception:
        """The error as it is told; a mistake of ours stays what it is."""
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        self.is_damaged |= code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
        why = _WHY.get(code)
        return error if why is None else StoreUnavailableError(f"存对话的文件{why}（{error}）")


class SqliteFile:
    """Each thread has a connection of its own (they are bound to their threads)."""

    def __init__(self, file: Path) -> None:
        """Open or create the file and bring its tables up to date. Raises StoreError."""
        self._file = file
        self._local = threading.local()
        self._connections: list[_Connection] = []
        self._to_erase = True
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            check_closed(file)
            _for_us_alone(file)
            migrate(self.connection())
            self._log_number = self._log_on_disk()
        except (OSError, sqlite3.Error, StoreUnavailableError) as error:
            why = error.__cause__ or error
            if getattr(why, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_CORRUPT:
                raise _damaged(file, str(why)) from None
            raise StoreError(f"{file}：存对话的文件打不开（{why}），请检查路径与权限") from None
        except StoreError as error:
            raise StoreError(f"{file}：{error}") from None

    @contextmanager
    def transaction(self, *about: str) -> Iterator[sqlite3.Connection]:
        """Begin with the write lock, so that two writers wait for each other instead of failing,
        whatever they are about."""
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

    def day_of(self, seconds: str) -> str:
        """The SQL of the local day of a time."""
        return f"date({seconds}, 'unixepoch', 'localtime')"

    def hold(self, name: str) -> AbstractContextManager[Held | None]:
        """Hold a lock beside the file, if no other process does; it goes with the process."""
        return alone_with(self._file.with_name(f"{self._file.name}.{name}.lock"))

    def in_use(self) -> AbstractContextManager[None]:
        """Meanwhile a server is at work with the file."""
        return in_use(self._file)

    # -- deleting for good -------------------------------------------------------------------

    def deleted(self) -> None:
        """Something was deleted on request: it must not stand in the log of writes either."""
        self._to_erase = True
        with suppress(StoreError):
            self.erase()

    def erase(self) -> None:
        """Write the log of writes into the file and empty it, if anything in it was deleted.

        While someone reads that cannot be done; it is tried again later.
        """
        if self._to_erase:
            busy, *_ = self.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            self._to_erase = bool(busy)

    # -- how it is ---------------------------------------------------------------------------

    def check(self) -> None:
        """Read the whole file. Raises StoreError when it is damaged."""
        (found,) = self.connection().execute("PRAGMA quick_check(1)").fetchone()
        if found != "ok":
            raise _damaged(self._file, str(found))

    def trouble(self) -> str | None:
        """What will lose or refuse writes, if anything does: seen from outside of the file."""
        if any(connection.is_damaged for connection in self._connections):
            return "存对话的文件损坏了"
        if self._log_on_disk() != self._log_number:
            return LOG_GONE
        if shutil.disk_usage(self._file.parent).free < LEAST_FREE:
            return "磁盘快满了"
        return None

    def _log_on_disk(self) -> int | None:
        """The number (inode) of the log of writes beside the file."""
        try:
            return self._file.with_name(f"{self._file.name}-wal").stat().st_ino
        except OSError:
            return None

    def connection(self) -> _Connection:
        """This thread's connection."""
        found: _Connection | None = getattr(self._local, "connection", None)
        if found is None:
            if self._connections and self._log_on_disk() != self._log_number:
                raise StoreUnavailableError(LOG_GONE)  # another connection would begin a new log
            found = sqlite3.connect(
                self._file, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False,
                factory=_Connection,
            )  # fmt: skip
            sqlite_utils.Database(found).enable_wal()
            # In WAL a commit survives the death of the process; only a power cut can undo the last.
            found.execute("PRAGMA synchronous = NORMAL")
            found.execute(
                "PRAGMA secure_delete = ON"
            )  # what is deleted leaves no trace in the file
            self._local.connection = found
            self._connections.append(found)
        return found

    def close(self) -> None:
        """Close every thread's connection."""
        for connection in self._connections:
            connection.close()
        self._connections.clear()


def _damaged(file: Path, how: str) -> StoreError:
    return StoreError(
        f"{file}：存对话的文件损坏了（{how}），用备份恢复：wence data restore 备份文件"
    )


def _for_us_alone(file: Path) -> None:
    """What people said is nobody else's to read; the files beside it get the same mode."""
    file.touch(mode=0o600)
    for each in (file, file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm")):
        with suppress(OSError):  # of another owner, who has to see to it
            each.chmod(0o600)


def _wait_at_most(connection: sqlite3.Connection, seconds: float) -> None:
    connection.execute(f"PRAGMA busy_timeout = {max(int(seconds * 1000), 1)}")
