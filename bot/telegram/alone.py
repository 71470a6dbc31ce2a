"""One process at a time answers for a bot: two would both take up what was left open."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import UserError


@contextmanager
def alone(database: Path) -> Iterator[None]:
    """Hold the lock beside the store; it goes with the process. Raises UserError."""
    file = database.with_name(f"{database.name}.telegram.lock")
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise UserError(
                "另有一个进程在管 Telegram（wence serve 或 wence telegram），请只留一个"
            ) from None
        yield
