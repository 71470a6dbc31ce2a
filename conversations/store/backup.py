"""A copy of the file that is whole and checked, taken while it is in use; and back again."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from .in_use import is_in_use, unmark
from .records import StoreError
from .sqlite_file import BUSY_SECONDS, SqliteFile

GAP = 1_000_000
"""Numbers that are left out after a backup is restored: those of later messages were given out
already, in links and buttons, and must lead nowhere."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restored backup holds, and where that which it replaced is kept."""

    messages: int
    set_aside: Path | None


def back_up(file: Path, target: Path) -> int:
    """Copy a file that may be in use, check the copy, and only then give it its name.

    Returns how many messages are in it. Raises StoreError.
    """
    if not file.exists():
        raise StoreError(f"{file}：没有这个文件，没有可备份的")
    part = target.with_name(f"{target.name}.part")
    with _told(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        part.touch(mode=0o600)
        with closing(_open(file)) as source, closing(_open(part)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it
        messages = _checked(part)
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(target)
    return messages


def restore(backup: Path, file: Path) -> Restored:
    """Put the content of a backup in the place of that of a file, which may be in use.

    What was there is kept beside it. Raises StoreError; then nothing was changed.
    """
    if not backup.exists():
        raise StoreError(f"{backup}：没有这个备份文件")
    with _told(backup):
        _checked(backup)
    new = file.with_name(f"{file.name}.restoring")
    with _told(new):
        back_up(backup, new)
        SqliteFile(new).close()  # brings the tables up to date
        set_aside = _set_aside(file)
        _leave_a_gap(new, set_aside)
        if file.exists():
            with closing(_open(new)) as source, closing(_open(file)) as target:
                source.backup(target)
            new.unlink()
        else:
            new.replace(file)
    return Restored(_checked(file), set_aside)


def _set_aside(file: Path) -> Path | None:
    """What is there now, copied; what cannot be read is moved away with all that is beside it."""
    if not file.exists():
        return None
    kept = file.with_name(f"{file.name}.{time.strftime('%Y%m%d-%H%M%S')}.before-restore")
    try:
        SqliteFile(file).close()
        back_up(file, kept)
    except StoreError:
        if is_in_use(file):
            raise StoreError(f"{file}：现在的内容读不出，请先停下服务再恢复") from None
        for end in ("-wal", "-shm", ""):
            with suppress(FileNotFoundError):
                file.with_name(f"{file.name}{end}").replace(kept.with_name(f"{kept.name}{end}"))
        unmark(file)
    return kept


def _leave_a_gap(new: Path, before: Path | None) -> None:
    """Numbers go on after those of either file."""
    highest = max(_last_number(new), _last_number(before) if before is not None else 0)
    with closing(_open(new)) as connection:
        connection.execute("DELETE FROM sqlite_sequence WHERE name = 'exchanges'")
        connection.execute(
            "INSERT INTO sqlite_sequence (name, seq) VALUES ('exchanges', ?)", (highest + GAP,)
        )


def _last_number(file: Path) -> int:
    with suppress(sqlite3.Error), closing(_open(file)) as connection:
        query = "SELECT seq FROM sqlite_sequence WHERE name = 'exchanges'"
        row = connection.execute(query).fetchone()
        return int(row[0]) if row else 0
    return 0


def _checked(file: Path) -> int:
    """How many messages are in a file that is whole and ours. Raises StoreError."""
    with closing(_open(file)) as connection:
        (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if found != "ok":
            raise StoreError(f"{file}：这份是坏的（{found}）")
        (count,) = connection.execute("SELECT count(*) FROM exchanges").fetchone()
        return int(count)


def _open(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file, timeout=BUSY_SECONDS, isolation_level=None)


@contextmanager
def _told(file: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{file}：做不成（{error}），请检查路径、权限与磁盘") from None
