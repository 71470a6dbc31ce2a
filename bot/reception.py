"""Where messages of every channel come in: written down, answered once, one user in order."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TypeVar
from weakref import WeakValueDictionary

from conversations import Answer, Dialog, Exchange, Kept, Reply, State, Store, fact_value

from . import contract

T = TypeVar("T")
_FORGET = re.compile(
    r"^(?:请)?(?:帮我)?删(?:除|掉)(?:我的)?(?:所有|全部)?(?:记录|信息|数据|聊天记录|对话)[。.!！]?$"
)
FORGOTTEN = "您的对话记录已经删除，我这里不再留有您说过的情况。"
MOST_RECALLED = 6
MOST_READERS = 10_000


class Reception:
    """Takes in messages and gives answers; the same message gets the same answer however often it comes."""

    def __init__(
        self,
        dialog: Dialog,
        store: Store,
        secret: bytes,
        idle_seconds: float,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._dialog = dialog
        self._store = store
        self._secret = secret
        self._idle = idle_seconds
        self._clock = clock
        self._workers = ThreadPoolExecutor(max_workers=2, thread_name_prefix="turn")
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._pages: dict[str, tuple[int, int, str]] = {}
        self._under_way: dict[tuple[str, str], asyncio.Task[Exchange]] = {}

    def user(self, channel: str, sender: str) -> str:
        """The keyed hash under which a sender is kept."""
        told = f"{channel}\n{sender}".encode()
        return hmac.new(self._secret, told, hashlib.sha256).hexdigest()[:32]

    async def receive(self, channel: str, sender: str, external_id: str, text: str) -> Exchange:
        """The answered exchange of a message; a copy that comes meanwhile waits for the same."""
        key = (channel, external_id)
        task = self._under_way.get(key)
        if task is None:
            task = asyncio.create_task(self._answered(channel, sender, external_id, text))
            self._under_way[key] = task
            task.add_done_callback(lambda _: self._under_way.pop(key, None))
        return await asyncio.shield(task)

    async def late(self, channel: str, sender: str) -> list[Exchange]:
        """Answers that could not be given in time; they count as given now."""
        return await self._run(self._take_late, channel, self.user(channel, sender))

    async def keep_late(self, exchange: Exchange) -> None:
        """An answer could not be given in time: it is given before the next one."""
        await self._run(self._store.mark_late, exchange, True)

    async def turn_page(
        self, channel: str, sender: str, external_id: str
    ) -> tuple[int, Exchange | None]:
        """The answer being read, and how many of its pages were; a repeated request turns none."""
        user = self.user(channel, sender)
        exchange = await self._run(self._store.latest, channel, user)
        place = f"{channel} {user}"
        number = exchange.number if exchange is not None else 0
        read, at, last = self._pages.get(place, (0, 0, ""))
        if at != number:
            read = 0
        if external_id != last or read == 0:
            read += 1
        self._pages[place] = (read, number, external_id)
        if len(self._pages) > MOST_READERS:
            self._pages.pop(next(iter(self._pages)))
        return read, exchange

    async def close(self) -> None:
        """Finish what is under way."""
        await asyncio.gather(*self._under_way.values(), return_exceptions=True)
        self._workers.shutdown()

    async def _answered(self, channel: str, sender: str, external_id: str, text: str) -> Exchange:
        user = self.user(channel, sender)
        lock = self._locks.setdefault(f"{channel} {user}", asyncio.Lock())
        exchange, _ = await self._run(
            self._store.claim, channel, user, external_id, text, self._clock()
        )
        if exchange.reply is not None:
            return exchange
        async with lock:  # one user's messages are answered one after another
            return await self._run(self._answer, exchange)

    async def _run(self, work: Callable[..., T], *values: object) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._workers, partial(work, *values))

    # -- in a worker thread ------------------------------------------------------------------

    def _answer(self, exchange: Exchange) -> Exchange:
        now = self._clock()
        if _FORGET.match(exchange.text.strip()):
            return self._forgotten(exchange)
        kept = self._store.conversation(exchange.channel, exchange.user) or Kept(State(), now)
        today = date.fromtimestamp(now)  # noqa: DTZ012  the policy is in force by local days
        state, reply, meaning = self._dialog.turn(kept.state, exchange.text, today)
        if now - kept.touched_at > self._idle and kept.state.facts:
            reply = self._welcomed_back(kept.state, reply)
        turn = contract.dumps(contract.turn_json(state, reply, meaning))
        unclear = reply.act in ("fallback", "handoff")
        return self._store.answer(
            exchange, state, Answer(reply.text, reply.act, turn, unclear), now
        )

    def _welcomed_back(self, state: State, reply: Reply) -> Reply:
        """After a while: a greeting, and what is still remembered."""
        facts = self._dialog.desk.policy.facts
        told = [fact_value(facts[n], v) for n, v in state.facts.items() if v is not False]
        recalled = "；".join(told[:MOST_RECALLED]) or "有些情况都没有"
        greeting = f"又见面了。上次您说过：{recalled}。我接着算；要从头来就说“重新开始”。"
        return replace(reply, paragraphs=(greeting, *reply.paragraphs))

    def _forgotten(self, exchange: Exchange) -> Exchange:
        """Deletes everything, this request included; the confirmation is not kept either."""
        self._store.forget(exchange.channel, exchange.user)
        turn = contract.dumps({"reply": FORGOTTEN, "act": "answer", "facts": {}, "question": None})
        return replace(exchange, reply=FORGOTTEN, act="answer", turn=turn)

    def _take_late(self, channel: str, user: str) -> list[Exchange]:
        found = self._store.late(channel, user)
        for exchange in found:
            self._store.mark_late(exchange, late=False)
        return found
