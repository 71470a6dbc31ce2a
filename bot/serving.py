"""Running the server: secrets from the environment, the store, uvicorn, and a graceful stop."""

from __future__ import annotations

import os

import uvicorn

from conversations import SqliteStore, State

from .assembly import Parts
from .commands import say
from .contract import local_today
from .errors import UserError
from .logs import log_as_json
from .metrics import Metrics
from .reception import Reception
from .server import create_app
from .wechat.account import Account

SHORTEST_SECRET = 16


def run_server(parts: Parts) -> None:
    """Serve until stopped. Raises UserError when something is not set up."""
    server = parts.settings.server
    store = SqliteStore(server.database)
    metrics = Metrics()
    idle = server.idle_minutes * 60
    reception = Reception(parts.dialog, store, secret(), idle, on_answer=metrics.count_answer)
    wechat = parts.settings.wechat
    account = Account(wechat, store) if wechat.app_id and wechat.customer_service else None
    app = create_app(parts, reception, metrics, account)
    _warm_up(parts)
    log_as_json()
    say(f"问策在 http://{server.host}:{server.port} ，接口说明在 /docs，Ctrl-C 停下")
    try:
        uvicorn.run(app, host=server.host, port=server.port, access_log=False, log_level="warning")
    finally:
        store.close()


def _warm_up(parts: Parts) -> None:
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
