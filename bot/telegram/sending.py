"""Calls to the Bot API that survive what happens on the way."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram import Bot, Message
from telegram.error import BadRequest, ChatMigrated, NetworkError, RetryAfter, TelegramError

from .incoming import Incoming
from .outgoing import Part

WAITS = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0)
"""Seconds between attempts while the Bot API cannot be reached; the last one repeats."""
QUIETLY_SECONDS = 15.0
log = logging.getLogger("wence.telegram")
T = TypeVar("T")


class Sending:
    """Sends messages, waits out floods and failures, and gives up only what cannot succeed."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def until_reached(self, call: Callable[[], Awaitable[T]]) -> T:
        """The result of a call to the Bot API, however long it cannot be reached.

        Raises TelegramError for what trying again would not change.
        """
        attempt = 0
        while True:
            try:
                return await call()
            except RetryAfter as error:
                wait = error.retry_after
                seconds = wait if isinstance(wait, int | float) else wait.total_seconds()
            except TelegramError as error:
                if not _may_pass(error):
                    raise
                seconds = WAITS[min(attempt, len(WAITS) - 1)]
                attempt += 1
                log.warning("Telegram 没有应答（%s），%g 秒后再试", type(error).__name__, seconds)
            await asyncio.sleep(seconds)

    async def send(self, told: Incoming, part: Part) -> None:
        """Send a message; what Telegram does not like about its form is left off."""

        async def to(chat: int, form: bool) -> Message:
            return await self._bot.send_message(
                chat,
                part.text,
                entities=part.entities if form else None,
                reply_markup=part.keyboard if form else None,
                message_thread_id=told.topic,
                reply_to_message_id=told.reply_to if form else None,
                allow_sending_without_reply=True if form else None,
                disable_web_page_preview=True,
            )

        try:
            await self.until_reached(lambda: to(told.chat, True))
        except ChatMigrated as moved:
            chat = moved.new_chat_id
            await self.until_reached(lambda: to(chat, False))
        except BadRequest as error:
            log.warning("Telegram 不收这样的格式：%s", error.message)
            await self.until_reached(lambda: to(told.chat, False))

    async def quietly(self, call: Callable[[], Awaitable[object]]) -> None:
        """A call whose failure costs nobody an answer: an indicator, a keyboard."""
        try:
            await asyncio.wait_for(self.until_reached(call), QUIETLY_SECONDS)
        except (TelegramError, TypeError, TimeoutError) as error:
            log.info("小动作没有做成（%s）", type(error).__name__)


def _may_pass(error: TelegramError) -> bool:
    """Whether trying again may help: no connection, 5xx, an answer that is not Telegram's."""
    if isinstance(error, BadRequest):  # a NetworkError by inheritance, yet final
        return False
    return isinstance(error, NetworkError) or type(error) is TelegramError
