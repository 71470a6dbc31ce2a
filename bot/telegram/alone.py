"""One process at a time answers for a bot: two would both take up what was left open."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager

from conversations import Database, Lock, StoreError

from ..errors import UserError

AGAIN_SECONDS = 1.0
NAME = "telegram"
log = logging.getLogger("wence.telegram")


@contextmanager
def alone(database: Database) -> Iterator[None]:
    """Be the only one; it ends with the process. Raises UserError."""
    with database.hold(NAME) as lock:
        if lock is None:
            raise UserError(
                "另有一个进程在管 Telegram（wence serve 或 wence telegram），请只留一个"
            )
        yield


@asynccontextmanager
async def on_duty(database: Database) -> AsyncIterator[Lock]:
    """Wait until no other process answers, then be the one that does."""
    waits = False
    while True:
        held: AbstractContextManager[Lock | None] = database.hold(NAME)
        try:
            lock = await asyncio.to_thread(held.__enter__)
        except StoreError as error:
            log.warning("%s，过一会儿再看", error)
            await asyncio.sleep(AGAIN_SECONDS)
            continue
        try:
            if lock is not None:
                yield lock
                return
        finally:
            await asyncio.to_thread(held.__exit__, None, None, None)
        if not waits:
            log.info("另有一个进程在管 Telegram，这个等着接手")
        waits = True
        await asyncio.sleep(AGAIN_SECONDS)
