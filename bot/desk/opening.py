"""Putting the desk together."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Depends, FastAPI

from conversations import Store

from ..assembly import Parts
from ..courier import Courier, Send
from ..reception import Reception
from ..sealing import Seal
from . import entry
from .accounts import Accounts
from .call_routes import CallRoutes
from .calls import Calls
from .entry import PATH, Door
from .frame import Frame
from .inbox import Inbox
from .office_routes import OfficeRoutes
from .records import DeskRecords
from .sign_in import sign_in_routes


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
    door = Door(accounts)
    inbox = Inbox(parts, store, records, Courier(store, seal, senders))
    frame = Frame(records, inbox)
    calls = Calls(parts, reception, store, records)
    behind = APIRouter(prefix=PATH, include_in_schema=False, dependencies=[Depends(door.who)])
    CallRoutes(parts, records, calls, door, frame).add_to(behind)
    OfficeRoutes(parts, store, records, inbox, door, frame).add_to(behind)
    entry.install(app)
    app.include_router(sign_in_routes(records, accounts, door))
    app.include_router(behind)
