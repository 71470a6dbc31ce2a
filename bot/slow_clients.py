"""Connections on which no whole request comes: closed after a while."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

REQUEST_SECONDS = 10.0
"""Within which the head of a request has to come."""


class PatientToAPoint(H11Protocol):
    """HTTP as uvicorn speaks it; it alone would wait for the rest of a head for ever."""

    _closing: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._closing = self.loop.call_later(REQUEST_SECONDS, self._close)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        answering = self.cycle is not None and not self.cycle.response_complete
        if answering:
            self._keep()
        elif self._closing is None:
            self._closing = self.loop.call_later(REQUEST_SECONDS, self._close)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self._closing is None and self.conn.trailing_data[0]:  # the next request has begun
            self._closing = self.loop.call_later(REQUEST_SECONDS, self._close)

    def connection_lost(self, exc: Exception | None) -> None:
        self._keep()
        super().connection_lost(exc)

    def _keep(self) -> None:
        if self._closing is not None:
            self._closing.cancel()
            self._closing = None

    def _close(self) -> None:
        self._closing = None
        if self.cycle is None or self.cycle.response_complete:
            self.transport.close()
