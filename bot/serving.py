"""Running the server: secrets from the environment, the store, uvicorn, and a graceful stop."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from contextlib import ExitStack, closing
from dataclasses import replace
from threading import Event
from types import FrameType
from typing import TYPE_CHECKING

import uvicorn
from fastapi import FastAPI

from conversations import (
    Database,
    Line,
    PostgresAddress,
    SqlRates,
    SqlStore,
    SqlUpdates,
    Store,
    UpdateQueue,
    open_database,
)
from nlu import Call

from .assembly import Parts
from .commands import say
from .courier import Send
from .desk.opening import open_desk
from .desk.records import DeskRecords
from .errors import UserError
from .language_model import waiting_at_once, with_language_model
from .links import Links
from .live import Live
from .logs import log_as_json
from .metrics import Metrics
from .rate_limit import Limits, SharedLimit
from .reception import Reception
from .releases import live_with_releases
from .sealing import Seal
from .server import create_app
from .services import Services
from .slow_clients import PatientToAPoint
from .starting import secret, with_privacy
from .tracing import tell_of_call, traced, tracing
from .wechat.account import Account
from .workers import inherited, is_orphan, is_worker, run_workers

if TYPE_CHECKING:
    from .telegram.webhook import Webhook

STOPPING = 10
"""Seconds that open connections get when the server stops."""
KEPT_OPEN = 75
"""Seconds that an idle connection stays open: longer than nginx keeps its own (60), or the one
closes while the other sends."""
BACKLOG = 2048
"""Connections that may wait to be taken."""


def run_server(parts: Parts, workers: int = 1) -> None:
    """Serve until stopped. Raises UserError when something is not set up."""
    if workers == 1:
        _serve(parts)
        return
    server = parts.settings.server
    secret()
    os.umask(0o077)
    open_database(server.database).close()  # what is wrong is told once
    log_as_json()
    with listening_at(server.host, server.port) as listening:
        listening.listen(BACKLOG)
        say(f"问策在 http://{server.host}:{server.port} ，{workers} 个进程，Ctrl-C 停下")
        sys.exit(run_workers(listening, parts.config_file, workers, STOPPING + 5))


def _serve(parts: Parts) -> None:
    """One process."""
    server = parts.settings.server
    key = secret()
    metrics = Metrics(parts.settings.nlu.llm.price)

    def counted(call: Call) -> None:
        metrics.count_call(call)
        tell_of_call(call.outcome, call.seconds)

    parts = with_privacy(with_language_model(parts, counted))
    if server.tracing.url:
        parts = replace(parts, observed=traced)
    os.umask(0o077)  # what people said is nobody else's to read
    stopping = Event()
    with ExitStack() as opened:
        opened.enter_context(tracing(server.tracing))
        app = _application(parts, key, opened, stopping, metrics=metrics)
        log_as_json()
        listening = opened.enter_context(
            inherited() if is_worker() else listening_at(server.host, server.port)
        )
        if not is_worker():
            say(f"问策在 http://{server.host}:{server.port} ，接口说明在 /docs，Ctrl-C 停下")
        config = uvicorn.Config(
            app, host=server.host, port=server.port, access_log=False, backlog=BACKLOG,
            timeout_keep_alive=KEPT_OPEN, log_config=None,
            http=PatientToAPoint, timeout_graceful_shutdown=STOPPING, proxy_headers=bool(server.trusted_proxies),
            forwarded_allow_ips=[str(network) for network in server.trusted_proxies],
        )  # fmt: skip
        # uvicorn raises the signal once more when it has stopped: the files have to be closed first
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        _Server(config, stopping).run(sockets=[listening])


def listening_at(host: str, port: int) -> socket.socket:
    """The port, taken before anybody is told of it. Raises UserError.

    It names its protocol: asyncio sets TCP_NODELAY only where a socket does, and without it the
    body of every answer waits up to 40 ms for the acknowledgement of its headers.
    """
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
    except OSError as error:
        raise UserError(
            f"{host}:{port} 用不了（{error.strerror or error}）；"
            "换 config.yml 的 server.port，或停下占着它的程序"
        ) from None
    return made


class _Server(uvicorn.Server):
    """Says at once that it is to stop, so that streams end by themselves."""

    def __init__(self, config: uvicorn.Config, stopping: Event) -> None:
        super().__init__(config)
        self._stopping = stopping

    async def on_tick(self, counter: int) -> bool:
        """Stop as well when whoever started us is gone."""
        return await super().on_tick(counter) or (counter % 10 == 0 and is_orphan())

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._stopping.set()
        super().handle_exit(sig, frame)


def _application(
    parts: Parts, key: bytes, opened: ExitStack, stopping: Event, *, metrics: Metrics
) -> FastAPI:
    """Every way in over one store; what is opened is closed with `opened`."""
    server = parts.settings.server
    database = opened.enter_context(closing(open_database(server.database)))
    database.check()
    opened.enter_context(database.in_use())
    silence = parts.settings.desk.takeover_minutes * 60
    store, updates = SqlStore(database), SqlUpdates(database)
    records = DeskRecords(database, silence)
    seal, limit = Seal(key), Limits(server, _shared(parts, database, key))
    idle = server.idle_minutes * 60
    live = live_with_releases(parts, records)
    opened.enter_context(live.watching())
    reception = Reception(
        live.dialog, store, key, idle,
        on_answer=metrics.count_answer, on_turned_away=metrics.count_turned_away,
        waiting=waiting_at_once(parts),
        attended=records.takeovers.attended,
    )  # fmt: skip
    account = _account(parts, store)
    telegram = _webhook(
        live=live, reception=reception, database=database, updates=updates, limit=limit, seal=seal
    )
    services = Services(
        live=live,
        reception=reception,
        store=store,
        metrics=metrics,
        limit=limit,
        links=Links(key),
        stopping=stopping,
        account=account,
        telegram=telegram,
    )
    app = create_app(services)
    open_desk(app, services, records, seal=seal, senders=_senders(account, telegram))
    return app


def _shared(parts: Parts, database: Database, key: bytes) -> SharedLimit | None:
    """Limits that are counted together, where there may be other processes."""
    alone = not isinstance(parts.settings.server.database, PostgresAddress) and not is_worker()
    return None if alone else SharedLimit(SqlRates(database), key)


def _senders(account: Account | None, telegram: Webhook | None) -> dict[str, Send]:
    """How staff reach a user of each channel that can be written to."""
    senders: dict[str, Send] = {}
    if account is not None:
        send_answer = account.send_answer

        async def to_wechat(address: str, text: str) -> None:
            await asyncio.to_thread(send_answer, address, (Line(text),))

        senders["wechat"] = to_wechat
    if telegram is not None:
        senders["telegram"] = telegram.say
    return senders


def _account(parts: Parts, store: Store) -> Account | None:
    wechat = parts.settings.wechat
    return Account(wechat, store) if wechat.app_id and wechat.customer_service else None


def _webhook(
    live: Live,
    reception: Reception,
    database: Database,
    updates: UpdateQueue,
    limit: Limits,
    seal: Seal,
) -> Webhook | None:
    telegram = live.parts.settings.telegram
    if not telegram.webhook_url:
        return None
    from .telegram.channel import Channel  # half a second to import, only where it is used
    from .telegram.connection import connect, webhook_secret
    from .telegram.webhook import Webhook

    bot, secret_token = connect(telegram), webhook_secret()
    channel = Channel(
        bot=bot,
        policy=live.policy,
        reception=reception,
        store=SqlStore(database),
        updates=updates,
        limit=limit,
        seal=seal,
    )
    return Webhook(bot, channel, database, url=telegram.webhook_url, secret=secret_token)
