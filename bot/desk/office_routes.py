"""The rest of the desk: the inbox, the numbers, the people."""

from __future__ import annotations

import asyncio
import time
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from conversations import Store

from ..live import Live
from ..pages.forms import Form, first
from ..pages.rendering import page
from .accounts import ROLES, SignedIn
from .call_routes import Number
from .entry import Door
from .frame import Frame
from .inbox import Inbox
from .numbers import channel_name, chart, days_until, found
from .records import DeskRecords

DAY = 86_400.0
Place = Annotated[int, Query(ge=1, le=10**15)]
SHOWN_DAYS = 28
SHOWN_UNCLEAR = 20
CHARTS = (("对话的人", "users"), ("消息", "messages"), ("没听懂或要找人", "unclear"))


class OfficeRoutes:
    """The routes beside the calls."""

    def __init__(
        self,
        live: Live,
        store: Store,
        records: DeskRecords,
        inbox: Inbox,
        *,
        door: Door,
        frame: Frame,
    ) -> None:
        self._live = live
        self._store = store
        self._records = records
        self._inbox = inbox
        self._door = door
        self._frame = frame

    def add_to(self, router: APIRouter) -> None:
        router.get("/inbox")(self.inbox)
        router.get("/inbox/{number}")(self.item)
        router.post("/inbox/{number}")(self.handle)
        router.get("/numbers")(self.numbers)
        router.get("/people")(self.people)

    async def inbox(self, request: Request, page: Place = 1, like: Place | None = None) -> Response:
        """What waits to be looked at."""
        who = await self._door.who(request)
        return await self._inbox_page(who, page, like)

    async def item(
        self, request: Request, number: Number, page: Place = 1, like: Place | None = None
    ) -> Response:
        """One message with what was said around it; opening it takes it."""
        who = await self._door.who(request)
        opened = await asyncio.to_thread(self._inbox.open, who, number)
        return await self._inbox_page(
            who,
            page,
            like,
            opened=opened,
            intents=self._inbox.intents(),
            questions=self._inbox.questions(),
        )

    async def handle(self, request: Request, number: Number) -> Response:
        """Answer a message, mark it, or let it be."""
        who, form = await self._door.changing(request)
        told = await self._handled(who, number, form)
        return await self._inbox_page(who, told=told)

    async def numbers(self, request: Request) -> Response:
        """What came in, what was found, what was not understood."""
        who = await self._door.who(request)
        since = time.time() - SHOWN_DAYS * DAY
        counts = await asyncio.to_thread(self._store.counts, since)
        turns = await asyncio.to_thread(lambda: list(self._store.last_turns(since)))
        days = days_until(date.fromtimestamp(time.time()), SHOWN_DAYS)  # noqa: DTZ012
        unclear = await asyncio.to_thread(self._inbox.page)
        return page(
            "desk_numbers.html",
            **await self._frame.around(who),
            counts=counts,
            charts=[(title, chart(counts, what, days)) for title, what in CHARTS],
            channels={count.channel: channel_name(count.channel) for count in counts},
            found=found(self._live.parts.policy, turns),
            unclear=unclear.items[:SHOWN_UNCLEAR],
            days=SHOWN_DAYS,
        )

    async def people(self, request: Request) -> Response:
        """Accounts and the audit log, for administrators."""
        who = await self._door.admin(request)
        return page(
            "desk_people.html",
            **await self._frame.around(who),
            accounts=await asyncio.to_thread(self._records.accounts),
            entries=await asyncio.to_thread(self._records.audit),
            roles=ROLES,
        )

    async def _inbox_page(
        self, who: SignedIn, number: int = 1, like: int | None = None, **more: object
    ) -> Response:
        shown = await asyncio.to_thread(self._inbox.page, number, like)
        values = {**await self._frame.around(who), "shown": shown, "opened": None, **more}
        return page("desk_inbox.html", **values)

    async def _handled(self, who: SignedIn, number: int, form: Form) -> str:
        if first(form, "action") == "answer":
            return await self._inbox.answer(who, number, first(form, "text"))
        if first(form, "action") == "mark":
            intent = first(form, "intent")
            return await asyncio.to_thread(self._inbox.mark, who, number, intent)
        if first(form, "action") == "dismiss_alike":
            done = await asyncio.to_thread(self._inbox.dismiss_alike, who, number)
            return f"好的，{done} 条都不用处理"
        await asyncio.to_thread(self._inbox.dismiss, who, number)
        return "好的，这一条不用处理"
