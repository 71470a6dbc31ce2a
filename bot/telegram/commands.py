"""`wence telegram`: Telegram alone, without a server of ours."""

from __future__ import annotations

import asyncio
import os
from contextlib import closing

from conversations import SqlStore, SqlUpdates, open_database

from ..assembly import Parts
from ..language_model import waiting_at_once, with_language_model
from ..lessons import LessonRecords
from ..live import Live
from ..logs import log_as_json
from ..rate_limit import Limits
from ..reception import Reception
from ..sealing import Seal
from ..starting import secret, warm_up
from ..takeovers import Takeovers
from .alone import alone
from .channel import Channel
from .connection import connect
from .polling import poll


def run_polling(parts: Parts) -> None:
    """Poll until stopped. Raises UserError when something is not set up."""
    server = parts.settings.server
    key = secret()
    parts = with_language_model(parts)
    os.umask(0o077)  # what people said is nobody else's to read
    bot = connect(parts.settings.telegram)
    warm_up(parts)
    log_as_json()

    async def run() -> None:
        database.check()
        store, updates = SqlStore(database), SqlUpdates(database)
        idle, waiting = server.idle_minutes * 60, waiting_at_once(parts)
        reception = Reception(
            live.dialog, store, key, idle, waiting=waiting, attended=takeovers.attended
        )
        limit = Limits(server)
        channel = Channel(
            bot=bot,
            policy=parts.policy,
            reception=reception,
            store=store,
            updates=updates,
            limit=limit,
            seal=Seal(key),
        )
        async with reception.running():
            await poll(bot, channel)

    with (
        closing(open_database(server.database)) as database,
        alone(database),
        database.in_use(),
    ):
        lessons = LessonRecords(database)
        live = Live(parts, lessons.release, lessons.taught)
        takeovers = Takeovers(database, parts.settings.desk.takeover_minutes * 60)
        asyncio.run(run())
