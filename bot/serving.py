"""Running the server: secrets from the environment, the store, uvicorn, and a graceful stop."""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING

import uvicorn

from conversations import SqliteStore, SqliteUpdates, State, Store, UpdateQueue

from .assembly import Parts
from .commands import say
from .contract import local_today
from .errors import UserError
from .logs import log_as_json
from .metrics import Metrics
from .rate_limit import RateLimit
from .reception import Reception
from .sealing import Seal
from .server import create_app
from .web.links import Links
from .wechat.account import Account

if TYPE_CHECKING:
    from .telegram.webhook import Webhook

SHORTEST_SECRET = 16
STOPPING = 10
"""Seconds that open connections get when the server stops."""


def run_server(parts: Parts) -> None:
    """Serve until stopped. Raises UserError when something is not set up."""
    server = parts.settings.server
    key = secret()
    with (
        closing(SqliteStore(server.database)) as store,
        closing(SqliteUpdates(server.database)) as updates,
    ):
        metrics = Metrics()
        idle = server.idle_minutes * 60
        reception = Reception(parts.dialog, store, key, idle, on_answer=metrics.count_answer)
        limit = RateLimit(server.messages_per_minute)
        webhook = _webhook(parts, reception, store, updates, limit, Seal(key))
        account = _account(parts, store)
        app = create_app(parts, reception, metrics, limit, store, Links(key), account, webhook)
        warm_up(parts)
        log_as_json()
        say(f"问策在 http://{server.host}:{server.port} ，接口说明在 /docs，Ctrl-C 停下")
        uvicorn.run(
            app,
            host=server.host,
            port=server.port,
            access_log=False,
            log_level="warning",
            timeout_graceful_shutdown=STOPPING,
        )


def _account(parts: Parts, store: Store) -> Account | None:
    wechat = parts.settings.wechat
    return Account(wechat, store) if wechat.app_id and wechat.customer_service else None


def _webhook(
    parts: Parts,
    reception: Reception,
    store: Store,
    updates: UpdateQueue,
    limit: RateLimit,
    seal: Seal,
) -> Webhook | None:
    telegram = parts.settings.telegram
    if not telegram.webhook_url:
        return None
    from .telegram.channel import Channel  # half a second to import, only where it is used
    from .telegram.connection import connect, webhook_secret
    from .telegram.webhook import Webhook

    bot, secret_token = connect(telegram), webhook_secret()
    channel = Channel(bot, parts.policy, reception, store, updates, limit, seal)
    return Webhook(bot, channel, telegram.webhook_url, secret_token)


def warm_up(parts: Parts) -> None:
    """Dictionaries and models are loaded before the first user waits for them."""
    parts.dialog.turn(State(), "我们海外仓2500平，能补多少", local_today())


def secret() -> bytes:
    """The key under which user ids are hashed. Raises UserError."""
    found = os.environ.get("WENCE_SECRET", "")
    if len(found) < SHORTEST_SECRET:
        raise UserError(
            "要用环境变量 WENCE_SECRET 给一个至少 16 个字符的钥匙（用户编号用它加密后才存），"
            "可以这样生成一个：openssl rand -hex 32"
        )
    return found.encode()
