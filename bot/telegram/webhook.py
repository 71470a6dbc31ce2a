"""Telegram's updates by webhook, on our own route (core.telegram.org/bots/api#setwebhook)."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from fastapi import APIRouter, FastAPI, Request, Response
from telegram import Bot
from telegram.error import TelegramError

from conversations import Database, Lock, StoreError

from ..errors import UserError
from .alone import on_duty
from .channel import Channel
from .connection import UPDATES, readable, register_commands
from .sending import Sending

log = logging.getLogger("wence.telegram")
CONNECTIONS = 20
LOOK_SECONDS = 0.3
"""How often it is looked for updates that came to another process."""


class Webhook:
    """The route, and what the server does for it when it starts and stops."""

    def __init__(
        self, bot: Bot, channel: Channel, database: Database, *, url: str, secret: str
    ) -> None:
        self._bot = bot
        self._channel = channel
        self._database = database
        self._sending = Sending(bot)
        self._url = url
        self._secret = secret

    def routes(self) -> APIRouter:
        """`POST /telegram`: an update is acknowledged once it is kept."""
        router = APIRouter(include_in_schema=False)
        router.post("/telegram")(self.update)
        return router

    async def update(self, request: Request) -> Response:
        """Take an update that really comes from Telegram."""
        told = request.headers.get("x-telegram-bot-api-secret-token", "")
        if not hmac.compare_digest(told.encode(), self._secret.encode()):
            return Response(status_code=403)
        try:
            await self._channel.take(_object(await request.body()))
        except ValueError:
            return Response(status_code=400)
        return Response()

    @asynccontextmanager
    async def running(self, _app: FastAPI) -> AsyncIterator[None]:
        """Connect in the background: the server is there even while Telegram is not."""
        answering = asyncio.create_task(self._answer())
        yield
        answering.cancel()
        await asyncio.gather(answering, return_exceptions=True)
        await self._bot.shutdown()

    async def say(self, address: str, text: str) -> None:
        """Something staff say to a person (in a group, to the group). Raises UserError."""
        try:
            await self._bot.send_message(int(address.partition(":")[0]), text)
        except TelegramError as error:
            raise UserError(f"Telegram 没有接受：{error.message}") from None

    async def _answer(self) -> None:
        """Any process keeps updates; the one that is on duty answers them."""
        try:
            await self._sending.until_reached(self._bot.initialize)
            while True:
                async with on_duty(self._database) as lock:
                    await self._answer_while(lock)
        except TelegramError as error:
            log.error(readable(error))
        except Exception:
            log.exception("Telegram 没有接通")

    async def _answer_while(self, lock: Lock) -> None:
        """What is under way when we stop is finished before another process may take over."""
        try:
            await self._channel.start()
            await self._register()
            await self._look_while(lock)
        except asyncio.CancelledError:
            await self._channel.stop()
            raise
        await self._channel.leave()

    async def _register(self) -> None:
        try:
            await self._sending.until_reached(self._set)
            await self._sending.until_reached(lambda: register_commands(self._bot))
        except TelegramError as error:
            log.error(readable(error))

    async def _look_while(self, lock: Lock) -> None:
        """Take up what other processes keep, for as long as we are on duty."""
        while await asyncio.to_thread(lock.stands):
            with suppress(StoreError):
                await self._channel.look()
            await asyncio.sleep(LOOK_SECONDS)
        log.warning("管 Telegram 的锁丢了（库断过），重新去取")

    async def _set(self) -> None:
        await self._bot.set_webhook(
            self._url, secret_token=self._secret, allowed_updates=UPDATES,
            max_connections=CONNECTIONS,
        )  # fmt: skip


def _object(body: bytes) -> dict[str, object]:
    """A JSON object. Raises ValueError."""
    found = json.loads(body)
    if not isinstance(found, dict):
        raise ValueError("object")
    return found
