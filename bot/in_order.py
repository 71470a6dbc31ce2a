"""Work in lines: one line's items one after another, different lines at once."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any


class InOrder:
    """Runs what is put into a line after everything that was put there before."""

    def __init__(self) -> None:
        self._last: dict[str, asyncio.Task[None]] = {}

    def put(self, line: str, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(self._after(self._last.get(line), work))
        self._last[line] = task
        task.add_done_callback(lambda done: self._forget(line, done))

    async def finish(self, seconds: float) -> None:
        """Give everything under way some time, then let go of it."""
        tasks = list(self._last.values())
        if tasks:
            await asyncio.wait(tasks, timeout=seconds)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _after(
        self, before: asyncio.Task[None] | None, work: Coroutine[Any, Any, None]
    ) -> None:
        try:
            if before is not None:
                await asyncio.wait([before])
        except asyncio.CancelledError:
            work.close()
            raise
        await work

    def _forget(self, line: str, done: asyncio.Task[None]) -> None:
        if self._last.get(line) is done:
            del self._last[line]
