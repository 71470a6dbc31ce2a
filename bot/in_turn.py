"""One user's messages are answered one after another, whichever process wrote them down."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from weakref import WeakValueDictionary

from conversations import Exchange, Store, StoreError

from .answering import Answering
from .store_work import StoreWork

log = logging.getLogger("wence")
WATCH_SECONDS = 2.0
"""How often it is looked for messages that another process left unanswered."""
WAIT_SECONDS = 0.05
"""How often it is looked whether another process has answered an earlier message."""
GIVEN_BY_QUEUE = ("telegram",)
"""Channels whose own queue sees to it that every answer is given."""


class InTurn:
    """Waits for a message's turn, and takes over what nobody answers."""

    def __init__(self, answering: Answering, store: Store, work: StoreWork) -> None:
        self._answering = answering
        self._store = store
        self._work = work
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._waiting: Counter[int] = Counter()

    async def answered(self, exchange: Exchange) -> Exchange:
        """A message with its answer. Raises StoreError."""
        if exchange.reply is not None:
            return exchange
        self._waiting[exchange.number] += 1
        try:
            async with self._line(exchange):
                return await self._after_earlier(exchange)
        finally:
            self._waiting[exchange.number] -= 1
            self._waiting += Counter()  # drops those at zero

    async def watch(self) -> None:
        """Take over again and again, until cancelled, and erase what was deleted on request."""
        while True:
            try:
                await self.take_over()
                await self._work.think(self._store.erase)
            except Exception:
                log.exception("没能接着答没答完的消息")
            await asyncio.sleep(WATCH_SECONDS)

    async def take_over(self) -> None:
        """Answer messages that a process had taken and did not answer before its lease ended."""
        for exchange in await self._work.think(self._answering.abandoned):
            if exchange.number not in self._waiting:
                await self._will_be_late(exchange)
                await self.answered(exchange)

    async def _after_earlier(self, exchange: Exchange) -> Exchange:
        while True:
            found = await self._work.think(self._answering.next, exchange)
            if found is None:
                await asyncio.sleep(WAIT_SECONDS)
            elif found.number != exchange.number:
                await self._answer_earlier(found)
            elif found.reply is None:
                return await self._work.think(self._answering.answer, found)
            else:
                return found

    async def _answer_earlier(self, exchange: Exchange) -> None:
        """One that waits in this process too, or that a process left behind when it died."""
        if exchange.number not in self._waiting:
            await self._will_be_late(exchange)
        try:
            await self._work.think(self._answering.answer, exchange)
        except StoreError:
            raise
        except Exception:  # it is set aside; whoever sent it hears of it when it is sent again
            log.exception("有一条消息答不了", extra={"channel": exchange.channel})

    async def _will_be_late(self, exchange: Exchange) -> None:
        """Nobody waits for its answer any more: it is given before the next one."""
        if exchange.channel not in GIVEN_BY_QUEUE:
            await self._work.think(self._store.mark_late, exchange, True)

    def _line(self, exchange: Exchange) -> asyncio.Lock:
        place = f"{exchange.channel} {exchange.user}"
        return self._locks.setdefault(place, asyncio.Lock())
