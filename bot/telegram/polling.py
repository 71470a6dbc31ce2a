"""`wence telegram`: updates by long polling (core.telegram.org/bots/api#getupdates).

The next offset, which confirms the updates before it, is sent only after they are kept.
"""

from __future__ import annotations

import asyncio
import logging
import signal
from contextlib import suppress
from typing import Any

from telegram import Bot
from telegram.error import Conflict, TelegramError

from conversations import StoreError

from ..commands import say
from ..errors import UserError
from .channel import Channel
from .connection import POLL_SECONDS, UPDATES, readable, register_commands
from .sending import Sending

log = logging.getLogger("wence.telegram")
CONFLICT_SECONDS = 5.0
AGAIN_SECONDS = 1.0


async def poll(bot: Bot, channel: Channel) -> None:
    """Take updates until the process is asked to stop. Raises UserError."""
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    taking = asyncio.create_task(_take(bot, channel))
    stopping = asyncio.create_task(stopped.wait())
    await asyncio.wait([taking, stopping], return_when=asyncio.FIRST_COMPLETED)
    taking.cancel()
    stopping.cancel()
    try:
        with suppress(asyncio.CancelledError):
            await taking
    except TelegramError as error:
        raise UserError(readable(error)) from None
    finally:
        await channel.stop()
        await bot.shutdown()


async def _take(bot: Bot, channel: Channel) -> None:
    sending = Sending(bot)
    await sending.until_reached(bot.initialize)
    await sending.until_reached(bot.delete_webhook)
    await sending.until_reached(lambda: register_commands(bot))
    await channel.start()
    say(f"在 Telegram 上是 @{bot.username}，Ctrl-C 停下")
    offset: int | None = None
    while True:
        offset = await sending.until_reached(lambda after=offset: _batch(bot, channel, after))  # type: ignore[misc]


async def _batch(bot: Bot, channel: Channel, offset: int | None) -> int | None:
    """Take the updates from `offset` on, as they are; the offset after them."""
    asked = {"offset": offset, "timeout": POLL_SECONDS, "allowed_updates": UPDATES}
    try:
        updates = await bot.do_api_request("getUpdates", {k: v for k, v in asked.items() if v})
    except Conflict:
        log.warning("另有一个进程也在取这个机器人的消息，请只留一个")
        await asyncio.sleep(CONFLICT_SECONDS)
        return offset
    return await _kept(channel, updates, offset)


async def _kept(channel: Channel, updates: Any, offset: int | None) -> int | None:
    """Keep updates; the offset after those that need not come again."""
    before = offset
    for update in updates:
        try:
            number = await channel.take(update)
        except ValueError:
            log.error("有一条更新没有合格的编号，跳过了")
            continue
        except StoreError as error:
            log.warning("%s，过一会儿再取", error)
            break
        offset = max(offset or 0, number + 1)
    if updates and offset == before:  # nothing went on: not at once again
        await asyncio.sleep(AGAIN_SECONDS)
    return offset
