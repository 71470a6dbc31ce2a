"""The bot's connection to the Bot API: token from the environment, flood limits kept."""

from __future__ import annotations

import os
import re

from telegram import Bot
from telegram.error import InvalidToken, TelegramError
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from ..errors import UserError
from ..settings import TelegramSettings
from .incoming import COMMANDS

UPDATES = ("message", "edited_message", "callback_query")
CONNECTIONS = 32
POLL_SECONDS = 30
"""Also what a send may take: one that is sent again would be said twice."""
_TOKEN = re.compile(r"^\d+:[\w-]{10,}$")
_SECRET = re.compile(r"^[\w-]{16,256}$")


def connect(settings: TelegramSettings) -> Bot:
    """The bot, not yet initialized. Raises UserError without a token.

    A 429 is waited out by the channel, so that one chat's answer is never given up.
    """
    token = os.environ.get("TELEGRAM_TOKEN", "")
    if not _TOKEN.match(token):
        raise UserError("要用环境变量 TELEGRAM_TOKEN 给出 BotFather 发的令牌，形如 12345:AbC…")
    return ExtBot(
        token,
        base_url=f"{settings.api_base.rstrip('/')}/bot",
        rate_limiter=AIORateLimiter(max_retries=0),
        request=HTTPXRequest(
            connection_pool_size=CONNECTIONS, pool_timeout=30, read_timeout=POLL_SECONDS + 10
        ),
    )


def webhook_secret() -> str:
    """What Telegram sends along with every update. Raises UserError."""
    secret = os.environ.get("TELEGRAM_WEBHOOK_SECRET", "")
    if not _SECRET.match(secret):
        raise UserError(
            "设了 telegram.webhook_url，还要用环境变量 TELEGRAM_WEBHOOK_SECRET 给一个 16 到 256 个"
            "字母、数字、_ 或 - 的暗号，可以这样生成：openssl rand -hex 32"
        )
    return secret


async def register_commands(bot: Bot) -> None:
    """The list of commands that Telegram offers. Raises TelegramError."""
    await bot.set_my_commands([(name, told) for name, told in COMMANDS])


def bot_number(bot: Bot) -> str:
    """The bot's own number, by which its messages and updates are told from another bot's."""
    return bot.token.partition(":")[0]


def readable(error: TelegramError) -> str:
    """Why Telegram refused, for an operator; the library names the token, this does not."""
    if isinstance(error, InvalidToken):
        return "Telegram 不认这个令牌；检查 TELEGRAM_TOKEN 与 telegram.api_base"
    return f"Telegram 没有接受：{error.message}；检查 TELEGRAM_TOKEN 与 telegram.api_base"
