"""Work at the store in threads: how long it may wait, and what the sender is told when it cannot be done."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from itertools import count
from typing import TypeVar

from conversations import Store, StoreError, StoreUnavailableError

from .errors import NotKeptError

log = logging.getLogger("wence")
T = TypeVar("T")
KEPT_WITHIN = 3.0
"""Seconds within which a message is written down, or its sender told to send it again."""
AGAIN_SECONDS = 2.0
THINKERS = 2
MOST_QUEUED = 1.0
"""Seconds in the queue after which new messages are turned away; an answer goes through it two
or three times, and WeChat waits for five seconds."""


class StoreWork:
    """Thinking and writing have threads of their own: a message is written down though all think."""

    def __init__(self, store: Store, waiting: int = 0) -> None:
        """`waiting`: how many may be waiting for something else while they think."""
        self._store = store
        self._thinkers = ThreadPoolExecutor(
            max_workers=THINKERS + waiting, thread_name_prefix="turn"
        )
        self._writers = ThreadPoolExecutor(max_workers=4, thread_name_prefix="write")
        self._queued: dict[int, float] = {}
        self._numbers = count()

    async def think(self, work: Callable[..., T], *values: object) -> T:
        """Work that takes as long as it takes. Raises StoreError."""
        loop, number = asyncio.get_running_loop(), next(self._numbers)
        self._queued[number] = time.monotonic()

        def now() -> T:
            self._queued.pop(number, None)
            return work(*values)

        try:
            return await loop.run_in_executor(self._thinkers, copy_context().run, now)
        finally:
            self._queued.pop(number, None)

    def is_behind(self) -> bool:
        """Whether what is asked now would be answered too late: the first in the queue waits
        longer than it should."""
        first = next(iter(self._queued.copy().values()), None)
        return first is not None and time.monotonic() - first > MOST_QUEUED

    async def within(self, seconds: float, work: Callable[..., T], *values: object) -> T:
        """Work that waits at most so long, for a thread and for the store. Raises StoreError."""
        loop, until = asyncio.get_running_loop(), time.monotonic() + seconds

        def soon() -> T:
            left = until - time.monotonic()
            if left <= 0:
                raise StoreUnavailableError("存对话的文件正忙")
            with self._store.patience(left):
                return work(*values)

        return await loop.run_in_executor(self._writers, copy_context().run, soon)

    async def keep(self, work: Callable[..., T], *values: object) -> T:
        """Write something down soon, or not at all. Raises NotKeptError."""
        try:
            return await self.within(KEPT_WITHIN, work, *values)
        except StoreError as error:
            log.warning("没写下来：%s", error)
            raise NotKeptError from None

    async def patiently(self, work: Callable[..., T], *values: object) -> T:
        """Work that has to be done, however long the store cannot be used."""
        while True:
            try:
                return await self.within(KEPT_WITHIN, work, *values)
            except StoreError:
                await asyncio.sleep(AGAIN_SECONDS)

    def close(self) -> None:
        """Finish what is begun."""
        self._thinkers.shutdown()
        self._writers.shutdown()
