"""Putting the desk together."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Depends, FastAPI

from ..courier import Courier, Send
from ..sealing import Seal
from ..services import Services
from . import entry
from .accounts import Accounts
from .call_routes import CallRoutes
from .calls import Calls
from .entry import PATH, Door
from .frame import Frame
from .inbox import Inbox
from .inbox_routes import InboxRoutes
from .knowledge import KnowledgeDesk
from .knowledge_routes import KnowledgeRoutes
from .office.routes import MonthRoutes
from .office_routes import OfficeRoutes
from .policies.folders import pack_folders
from .policies.routes import PolicyRoutes
from .policies.workbench import Workbench
from .records import DeskRecords
from .sign_in import SignIn
from .teaching import Teaching
from .tickets.phones import Phones
from .tickets.routes import TicketRoutes
from .tickets.tickets import Tickets


def open_desk(
    app: FastAPI,
    services: Services,
    records: DeskRecords,
    seal: Seal,
    *,
    senders: Mapping[str, Send],
) -> None:
    """Add the desk to the application."""
    live, store, parts = services.live, services.store, services.parts
    accounts = Accounts(records, parts.settings.desk.idle_minutes * 60)
    door = Door(accounts)
    inbox = Inbox(live, store, records, Courier(store, seal, senders))
    reception = services.reception
    tickets = Tickets(parts, store, records, Phones(seal, lambda n: reception.user("phone", n)))
    calls = Calls(live, reception, store, records, tickets=tickets)
    frame = Frame(records, inbox, calls)
    behind = APIRouter(prefix=PATH, include_in_schema=False, dependencies=[Depends(door.who)])
    TicketRoutes(tickets, seal, door, frame).add_to(behind)
    CallRoutes(live, records, calls, door, frame=frame).add_to(behind)
    InboxRoutes(inbox, Teaching(live, records), door, frame).add_to(behind)
    MonthRoutes(live, store, records, door, frame=frame).add_to(behind)
    KnowledgeRoutes(KnowledgeDesk(live, records), store, records, door, frame=frame).add_to(behind)
    OfficeRoutes(
        live=live, store=store, records=records, inbox=inbox, door=door, frame=frame
    ).add_to(behind)
    folders = pack_folders(services.parts)
    PolicyRoutes(Workbench(live, records, folders), door, frame).add_to(behind)
    entry.install(app)
    app.include_router(SignIn(records, accounts, door, services.limit).routes())
    app.include_router(behind)
