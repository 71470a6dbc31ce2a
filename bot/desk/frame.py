"""What every page of the desk shows around its own, and the note of who saw it."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from .accounts import SignedIn
from .calls import Calls
from .inbox import Inbox
from .records import DeskRecords


class Frame:
    """The bar of a page: the person, their calls, what waits."""

    def __init__(self, records: DeskRecords, inbox: Inbox, calls: Calls) -> None:
        self._records = records
        self._inbox = inbox
        self._calls = calls

    async def around(self, who: SignedIn) -> dict[str, Any]:
        """What every page of the desk shows around its own."""
        calls = await asyncio.to_thread(self._records.calls, who.name)
        waiting = await asyncio.to_thread(self._inbox.count)
        names = await asyncio.to_thread(lambda: {c.number: self._calls.title(c) for c in calls})
        return {
            "who": who, "calls": calls, "names": names, "waiting": waiting, "call": None, "told": "",
        }  # fmt: skip

    async def seen(self, who: SignedIn, subject: str) -> None:
        """Keep in the log that a person looked at something."""
        await asyncio.to_thread(self._records.note, time.time(), who.name, "看", subject)
