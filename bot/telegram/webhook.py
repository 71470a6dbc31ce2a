"""Telegram's updates by webhook, on our own route (core.telegram.org/bots/api#setwebhook)."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI, Request, Response
from telegram import Bot
from telegram.error import TelegramError

from ..errors import UserError
from .channel import Channel
from .connection import UPDATES, readable, register_commands
from .sending import Sending

log = logging.getLogger("wence.telegram")
CONNECTIONS = 20


class Webhook:
    """The route, and what the server does for it when it starts and stops."""

    def __init__(self, bot: Bot, channel: Channel, url: str, secret: str) -> None:
        self._bot = bot
        self._channel = channel
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
        connecting = asyncio.create_task(self._connect())
        yield
        connecting.cancel()
        await self._channel.stop()
        await self._bot.shutdown()

    async def say(self, address: str, text: str) -> None:
        """Something staff say to a person (in a group, to the group). Raises UserError."""
        try:
            await self._bot.send_message(int(address.partition(":")[0]), text)
        except TelegramError as error:
            raise UserError(f"Telegram 没有接受：{error.message}") from None

    async def _connect(self) -> None:
        try:
            await self._sending.until_reached(self._bot.initialize)
            await self._channel.start()
            await self._sending.until_reached(self._set)
            await self._sending.until_reached(lambda: register_commands(self._bot))
        except TelegramError as error:
            log.error(readable(error))
        except Exception:
            log.exception("Telegram 没有接通")

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
