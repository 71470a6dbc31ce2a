"""Connections that threads take turns with: as many as are needed, at most so many."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from ..place import PostgresAddress
from ..records import StoreUnavailableError
from .link import Link
from .told import told


class Pool:
    """Of those that are idle the last used is taken, so that a few do most of the work."""

    def __init__(self, address: PostgresAddress, most: int) -> None:
        self._address = address
        self._idle: list[Link] = []
        self._free = threading.Semaphore(most)
        self._is_open = True

    @contextmanager
    def link(self, seconds: float, *, new: bool = False) -> Iterator[Link]:
        """A connection, if there is one within so many seconds. Raises StoreUnavailableError.

        `new`: those that are idle were found to be lost.
        """
        if not self._free.acquire(timeout=max(seconds, 0.0)):
            raise StoreUnavailableError(told("busy"))
        try:
            if new:
                self._let_go()
            try:
                link = self._idle.pop()
            except IndexError:
                link = Link(self._address)
            try:
                yield link
            finally:
                if link.is_lost or not self._is_open:
                    link.close()
                else:
                    self._idle.append(link)
        finally:
            self._free.release()

    def put(self, link: Link) -> None:
        """One that was made elsewhere."""
        self._idle.append(link)

    def close(self) -> None:
        self._is_open = False
        self._let_go()

    def _let_go(self) -> None:
        while self._idle:
            self._idle.pop().close()
