"""`wence data backup` and `restore`."""

from __future__ import annotations

import os
import time
from pathlib import Path

from conversations import Place, back_up, restore

from .assembly import Parts
from .commands import say
from .errors import UserError

NAMED = "wence-{}.db"


def back_up_to(parts: Parts, target: Path, keep: int | None) -> None:
    """A checked copy in a file, or under a name with the time in a folder. Raises StoreError.

    `keep`: so many of those in the folder stay, the oldest go.
    """
    os.umask(0o077)
    is_folder = target.is_dir()
    file = target / NAMED.format(time.strftime("%Y%m%d-%H%M%S")) if is_folder else target
    messages = back_up(_file(parts.settings.server.database), file)
    say(f"备份好了，核对过：{file}，{messages} 条消息")
    if is_folder and keep is not None:
        for old in sorted(target.glob(NAMED.format("*")))[:-keep]:
            old.unlink()
            say(f"删掉了旧的：{old}")


def restore_from(parts: Parts, backup: Path) -> None:
    """Put a backup in the place of what is there. Raises StoreError."""
    os.umask(0o077)
    done = restore(backup, _file(parts.settings.server.database))
    say(f"恢复好了，核对过：{done.messages} 条消息")
    if done.set_aside is not None:
        say(f"原来的留在 {done.set_aside}，没有用了就删掉")


def _file(place: Place) -> Path:
    """The file of the records. Raises UserError where they are in PostgreSQL."""
    if isinstance(place, Path):
        return place
    raise UserError(
        f"{place} 是 PostgreSQL，用它自己的备份：pg_dump -Fc -f wence.dump 库名；"
        "恢复：pg_restore --clean --if-exists -d 库名 wence.dump（见 docs/部署.md）"
    )
