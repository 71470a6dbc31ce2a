"""What every page of the desk shows around its own, and the note of who saw it."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from ..today import local_today
from .accounts import SignedIn
from .calls import Calls
from .inbox import Inbox
from .records import DeskRecords
from .rights import Right, on_page
from .tickets.records import Filter
from .tickets.ticket import OPEN


class Frame:
    """The bar of a page: the person, their calls, what waits."""

    def __init__(self, records: DeskRecords, inbox: Inbox, calls: Calls) -> None:
        self._records = records
        self._inbox = inbox
        self._calls = calls

    async def around(self, who: SignedIn, *here: Right) -> dict[str, Any]:
        """What every page of the desk shows around its own; `here`: what the page lets be done."""
        calls = await asyncio.to_thread(self._records.calls, who.name)
        waiting = await asyncio.to_thread(self._inbox.waiting, who)
        due = await asyncio.to_thread(self._due)
        names = await asyncio.to_thread(lambda: {c.number: self._calls.title(c) for c in calls})
        return {
            "who": who, "calls": calls, "names": names, "waiting": waiting, "call": None, "told": "",
            "right": Right, "may": on_page(who.role, here), "due": due,
        }  # fmt: skip

    def _due(self) -> int:
        """How many tickets have to be seen to today."""
        return self._records.tickets.count(Filter(state=OPEN, due_by=local_today().isoformat()))

    async def seen(self, who: SignedIn, subject: str) -> None:
        """Keep in the log that a person looked at something."""
        await asyncio.to_thread(self._records.note, time.time(), who.name, "看", subject)
