"""A mark beside the file while a server uses it: who finds it after a crash knows that the log of
writes (-wal) holds the last of what was said, and must be there."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .records import StoreError


def check_closed(file: Path) -> None:
    """Raises StoreError when a server ended without closing the file and its log is gone."""
    mark = _mark(file)
    if not mark.exists():
        return
    with mark.open("a") as held:
        if not _alone(held.fileno()):
            return  # a server is at work
        if file.with_name(f"{file.name}-wal").exists():
            mark.unlink(missing_ok=True)  # what is in it is taken in now
            return
    raise StoreError(
        f"上次没有正常停，旁边该有的 {file.name}-wal 却不见了，最后说的话在里面；"
        f"找回来放在旁边，或用备份恢复（wence data restore）；找不回就删掉 {mark.name} 再启动"
    )


def is_in_use(file: Path) -> bool:
    """Whether a server is at work with the file."""
    mark = _mark(file)
    if not mark.exists():
        return False
    with mark.open("a") as held:
        return not _alone(held.fileno())


def unmark(file: Path) -> None:
    """The file is a new one."""
    _mark(file).unlink(missing_ok=True)


@contextmanager
def in_use(file: Path) -> Iterator[None]:
    """Mark the file as in use, by any number of servers."""
    mark = _mark(file)
    with mark.open("a") as held:
        fcntl.flock(held, fcntl.LOCK_SH)
        try:
            yield
        finally:
            if _alone(held.fileno()):
                mark.unlink(missing_ok=True)


class Held:
    """A lock of a process: it stands while the process does."""

    def stands(self) -> bool:
        return True


@contextmanager
def alone_with(file: Path) -> Iterator[Held | None]:
    """Hold a lock file; nothing where another process holds it."""
    with file.open("w") as lock:
        yield Held() if _alone(lock.fileno()) else None


def _mark(file: Path) -> Path:
    return file.with_name(f"{file.name}.in-use")


def _alone(held: int) -> bool:
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
