"""Whether the service can do its work: asked by whoever watches it, at most once a second."""

from __future__ import annotations

import asyncio
import time

from conversations import Store, StoreError

LASTS = 1.0
PATIENCE = 1.0
"""Seconds that a probe waits for the store."""


class Health:
    """Writes something small, so that a full disk and a locked or damaged file are noticed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._asking = asyncio.Lock()
        self._asked_at = -LASTS
        self._trouble: str | None = None

    async def trouble(self) -> str | None:
        """What is wrong, if anything is."""
        async with self._asking:
            if time.monotonic() - self._asked_at >= LASTS:
                self._trouble = await asyncio.to_thread(self._probe)
                self._asked_at = time.monotonic()
            return self._trouble

    def _probe(self) -> str | None:
        try:
            with self._store.patience(PATIENCE):
                return self._store.trouble()
        except StoreError as error:
            return str(error)
