"""The rest of the desk: the numbers, the people."""

from __future__ import annotations

import asyncio
import time
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from conversations import Store

from ..channel_names import channel_name
from ..live import Live
from ..pages.rendering import page
from .entry import Door
from .frame import Frame
from .inbox import Inbox
from .numbers import chart, days_until, found
from .records import DeskRecords
from .rights import TITLES, Right

DAY = 86_400.0
Place = Annotated[int, Query(ge=1, le=10**15)]
SHOWN_DAYS = 28
SHOWN_UNCLEAR = 20
CHARTS = (("对话的人", "users"), ("消息", "messages"), ("没听懂或要找人", "unclear"))


class OfficeRoutes:
    """The routes of the numbers and the people."""

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
        router.get("/numbers")(self.numbers)
        router.get("/people")(self.people)

    async def numbers(self, request: Request) -> Response:
        """What came in, what was found, what was not understood."""
        who = await self._door.allowed(request, Right.NUMBERS)
        since = time.time() - SHOWN_DAYS * DAY
        counts = await asyncio.to_thread(self._store.counts, since)
        turns = await asyncio.to_thread(lambda: list(self._store.last_turns(since)))
        days = days_until(date.fromtimestamp(time.time()), SHOWN_DAYS)  # noqa: DTZ012
        unclear = await asyncio.to_thread(self._inbox.page)
        return page(
            "desk_numbers.html",
            **await self._frame.around(who, Right.NUMBERS, Right.EXPORT, Right.REVIEW),
            counts=counts,
            charts=[(title, chart(counts, what, days)) for title, what in CHARTS],
            channels={count.channel: channel_name(count.channel) for count in counts},
            found=found(self._live.parts.policy, turns),
            unclear=unclear.items[:SHOWN_UNCLEAR],
            days=SHOWN_DAYS,
        )

    async def people(self, request: Request) -> Response:
        """Accounts and the audit log."""
        who = await self._door.allowed(request, Right.PEOPLE)
        return page(
            "desk_people.html",
            **await self._frame.around(who, Right.PEOPLE),
            accounts=await asyncio.to_thread(self._records.accounts),
            entries=await asyncio.to_thread(self._records.audit),
            roles=TITLES,
        )
