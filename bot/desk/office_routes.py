"""The rest of the desk: the inbox, the numbers, the people."""

from __future__ import annotations

import asyncio
import time
from datetime import date

from fastapi import APIRouter, Request, Response

from conversations import Store

from ..assembly import Parts
from ..web.forms import Form, first
from ..web.rendering import page
from .accounts import ROLES, SignedIn
from .call_routes import Number
from .entry import Door
from .frame import Frame
from .inbox import Inbox
from .numbers import channel_name, chart, days_until, found
from .records import DeskRecords

DAY = 86_400.0
SHOWN_DAYS = 28
CHARTS = (("对话的人", "users"), ("消息", "messages"), ("没听懂或要找人", "unclear"))


class OfficeRoutes:
    """The routes beside the calls."""

    def __init__(
        self,
        parts: Parts,
        store: Store,
        records: DeskRecords,
        inbox: Inbox,
        door: Door,
        frame: Frame,
    ) -> None:
        self._parts = parts
        self._store = store
        self._records = records
        self._inbox = inbox
        self._door = door
        self._frame = frame

    def add_to(self, router: APIRouter) -> None:
        @router.get("/inbox")
        async def inbox(request: Request) -> Response:
            who = await self._door.who(request)
            items = await asyncio.to_thread(self._inbox.items)
            return page(
                "desk_inbox.html", **await self._frame.around(who), items=items, opened=None
            )

        @router.get("/inbox/{number}")
        async def item(request: Request, number: Number) -> Response:
            who = await self._door.who(request)
            opened = await asyncio.to_thread(self._inbox.open, who, number)
            items = await asyncio.to_thread(self._inbox.items)
            return page(
                "desk_inbox.html", **await self._frame.around(who), items=items, opened=opened,
                intents=self._inbox.intents(), questions=self._inbox.questions(),
            )  # fmt: skip

        @router.post("/inbox/{number}")
        async def act(request: Request, number: Number) -> Response:
            who, form = await self._door.changing(request)
            told = await self._handled(who, number, form)
            items = await asyncio.to_thread(self._inbox.items)
            frame = await self._frame.around(who)
            return page(
                "desk_inbox.html", **{**frame, "items": items, "opened": None, "told": told}
            )

        @router.get("/numbers")
        async def numbers(request: Request) -> Response:
            who = await self._door.who(request)
            since = time.time() - SHOWN_DAYS * DAY
            counts = await asyncio.to_thread(self._store.counts, since)
            turns = await asyncio.to_thread(lambda: list(self._store.last_turns(since)))
            days = days_until(date.fromtimestamp(time.time()), SHOWN_DAYS)  # noqa: DTZ012
            charts = [(title, chart(counts, what, days)) for title, what in CHARTS]
            unclear = await asyncio.to_thread(self._inbox.items)
            return page(
                "desk_numbers.html", **await self._frame.around(who), counts=counts, charts=charts,
                channels={count.channel: channel_name(count.channel) for count in counts},
                found=found(self._parts.policy, turns), unclear=unclear[:20], days=SHOWN_DAYS,
            )  # fmt: skip

        @router.get("/people")
        async def people(request: Request) -> Response:
            who = await self._door.admin(request)
            accounts = await asyncio.to_thread(self._records.accounts)
            entries = await asyncio.to_thread(self._records.audit)
            return page(
                "desk_people.html", **await self._frame.around(who), accounts=accounts, entries=entries,
                roles=ROLES, now=time.time(),
            )  # fmt: skip

    async def _handled(self, who: SignedIn, number: int, form: Form) -> str:
        if first(form, "action") == "answer":
            return await self._inbox.answer(who, number, first(form, "text"))
        if first(form, "action") == "mark":
            intent = first(form, "intent")
            return await asyncio.to_thread(self._inbox.mark, who, number, intent)
        await asyncio.to_thread(self._inbox.dismiss, who, number)
        return "好的，这一条不用处理"
