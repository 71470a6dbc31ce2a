"""Putting the desk together."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import FastAPI

from conversations import Store

from ..assembly import Parts
from ..courier import Courier, Send
from ..reception import Reception
from ..sealing import Seal
from . import entry
from .accounts import Accounts
from .calls import Calls
from .inbox import Inbox
from .records import DeskRecords
from .routes import DeskPages


def open_desk(
    app: FastAPI,
    parts: Parts,
    reception: Reception,
    store: Store,
    records: DeskRecords,
    seal: Seal,
    senders: Mapping[str, Send],
) -> None:
    """Add the desk to the application."""
    accounts = Accounts(records, parts.settings.desk.idle_minutes * 60)
    inbox = Inbox(parts, store, records, Courier(store, seal, senders))
    calls = Calls(parts, reception, store, records)
    entry.install(app)
    for router in DeskPages(parts, store, records, accounts, calls, inbox).routes():
        app.include_router(router)
