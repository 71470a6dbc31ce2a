"""Where messages of every channel come in: written down, answered once, one user in order."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar
from weakref import WeakValueDictionary

from conversations import (
    AskedQuestion,
    Dialog,
    Exchange,
    Feedback,
    Kept,
    State,
    Store,
    StoredReply,
)
from policy_engine import FactValue

from . import contract
from .errors import UserError
from .record_requests import FORGOTTEN, asks_to_forget, feedback_in
from .sealing import Seal
from .turn_taking import TurnResult, aside, filled_in, take_turn

log = logging.getLogger("wence")
T = TypeVar("T")
NEEDS_A_PERSON = ("fallback", "handoff")
"""Acts after which staff should look, and may want to answer."""


class Reception:
    """Takes in messages and gives answers; the same message gets the same answer however often it comes."""

    def __init__(
        self,
        dialog: Dialog,
        store: Store,
        secret: bytes,
        idle_seconds: float,
        *,
        clock: Callable[[], float] = time.time,
        on_answer: Callable[[Exchange], None] = lambda _: None,
    ) -> None:
        """`secret` keys the hashes of users and seals their addresses."""
        self._dialog = dialog
        self._store = store
        self._secret = secret
        self._seal = Seal(secret)
        self._idle = idle_seconds
        self._clock = clock
        self._on_answer = on_answer
        self._workers = ThreadPoolExecutor(max_workers=2, thread_name_prefix="turn")
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._sending: set[int] = set()
        self._under_way: dict[tuple[str, str, str], asyncio.Task[Exchange]] = {}

    def user(self, channel: str, sender: str) -> str:
        """The keyed hash under which a sender is kept. It must not change: whose a conversation
        is hangs on it."""
        return self._hashed(channel, sender)

    def key(self, channel: str, external_id: str) -> str:
        """The keyed hash under which a message's id is kept; ids may name their senders.

        It names a message together with its user only: two senders may use the same id.
        (Up to 0.1.0 it stood alone. Where a channel has since come to form its ids otherwise,
        a message that was answered before is at worst answered again when it is sent again.)
        """
        return self._hashed(channel, f"message\n{external_id}")

    def state(self, channel: str, sender: str) -> State:
        """Where the conversation with a sender stands; reads the store, so call it in a thread."""
        kept = self._store.conversation(channel, self.user(channel, sender))
        return kept.state if kept is not None else State()

    def _hashed(self, channel: str, told: str) -> str:
        """No two things are told alike: no channel's name has a line break in it."""
        written = f"{channel}\n{told}".encode()
        return hmac.new(self._secret, written, hashlib.sha256).hexdigest()[:32]

    async def receive(
        self,
        channel: str,
        sender: str,
        external_id: str,
        text: str,
        *,
        question: AskedQuestion | None = None,
    ) -> Exchange:
        """The answered exchange of a message; a copy that comes meanwhile waits for the same.

        `question`: the one whose options the message chooses from, if not the pending one.
        """
        key = (channel, sender, external_id)
        task = self._under_way.get(key)
        if task is None:
            task = asyncio.create_task(self._answered(channel, sender, external_id, text, question))
            self._under_way[key] = task
            task.add_done_callback(lambda _: self._under_way.pop(key, None))
        return await asyncio.shield(task)

    async def tell(
        self, channel: str, sender: str, external_id: str, facts: Mapping[str, FactValue | None]
    ) -> Exchange:
        """Facts that were filled in rather than said, answered like anything said."""
        user = self.user(channel, sender)
        async with self._line(channel, user):
            key = self.key(channel, external_id)
            return await self._run(self._tell, channel, user, key, facts)

    async def late(self, channel: str, sender: str) -> list[Exchange]:
        """Answers that were not given in time and are not being sent; they count as given now."""
        return await self._run(self._take_late, channel, self.user(channel, sender))

    async def waiting(self, channel: str, sender: str) -> list[Exchange]:
        """Answers that still have to be given; `given` says that one was."""
        return await self._run(self._store.late, channel, self.user(channel, sender))

    async def given(self, exchange: Exchange) -> None:
        """An answer that waited has been given."""
        await self._run(self._store.mark_late, exchange, False)

    async def give_later(
        self,
        channel: str,
        sender: str,
        external_id: str,
        text: str,
        *,
        send: Callable[[Exchange], None],
    ) -> None:
        """Send the answer of a message that did not come in time.

        Until it is sent it is kept as late; when `send` raises UserError it is given before
        the next answer.
        """
        place = (channel, self.user(channel, sender))
        found = await self._run(self._store.find, *place, self.key(channel, external_id))
        if found is not None:
            await self._run(self._store.mark_late, found, True)
            self._sending.add(found.number)
        exchange = await self.receive(channel, sender, external_id, text)
        try:
            await asyncio.to_thread(send, exchange)
            await self._run(self._store.mark_late, exchange, False)
        except UserError as error:
            log.warning("补发不成：%s", error, extra={"channel": channel})
            await self._run(self._store.mark_late, exchange, True)
        finally:
            self._sending.discard(exchange.number)

    async def turn_page(
        self, channel: str, sender: str, request: str
    ) -> tuple[int, Exchange | None]:
        """The answer being read, and how many of its pages were; a repeated request turns none."""
        user, key = self.user(channel, sender), self.key(channel, request)
        return await self._run(self._turn_page, channel, user, key)

    async def note_feedback(
        self, channel: str, sender: str, about: str | int | None, helpful: bool | None, *, note: str
    ) -> None:
        """Keep what a user said of an answer: the one of a message's id, of a number, or the latest."""
        user = self.user(channel, sender)
        which = self.key(channel, about) if isinstance(about, str) else about
        await self._run(self._note_feedback, channel, user, which, helpful, note)

    async def close(self) -> None:
        """Finish what is under way."""
        await asyncio.gather(*self._under_way.values(), return_exceptions=True)
        self._workers.shutdown()

    async def _answered(
        self,
        channel: str,
        sender: str,
        external_id: str,
        text: str,
        question: AskedQuestion | None,
    ) -> Exchange:
        user = self.user(channel, sender)
        exchange, _ = await self._run(
            self._store.claim, channel, user, self.key(channel, external_id), text, self._clock()
        )
        if exchange.reply is not None:
            return exchange
        async with self._line(channel, user):  # one user's messages are answered one after another
            answered = await self._run(self._answer, exchange, question)
        if answered.act in NEEDS_A_PERSON:
            sealed = self._seal.close(sender)
            await self._run(self._store.keep_address, channel, user, sealed)
        return answered

    def _line(self, channel: str, user: str) -> asyncio.Lock:
        return self._locks.setdefault(f"{channel} {user}", asyncio.Lock())

    async def _run(self, work: Callable[..., T], *values: object) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._workers, partial(work, *values))

    # -- in a worker thread ------------------------------------------------------------------

    def _answer(self, exchange: Exchange, question: AskedQuestion | None) -> Exchange:
        now = self._clock()
        place = (exchange.channel, exchange.user)
        if asks_to_forget(exchange.text):
            return self._forgotten(exchange)
        if note := feedback_in(exchange.text):
            self._add_feedback(*place, self._store.latest(*place), None, note)
        kept = self._store.conversation(*place) or Kept(State(), now)
        turn = take_turn(
            self._dialog, kept, exchange.text, now=now, idle_seconds=self._idle, question=question
        )
        return self._give(exchange, turn, now)

    def _tell(
        self, channel: str, user: str, external_id: str, facts: Mapping[str, FactValue | None]
    ) -> Exchange:
        now = self._clock()
        kept = self._store.conversation(channel, user) or Kept(State(), now)
        turn = filled_in(self._dialog, kept, facts, now)
        exchange, _ = self._store.claim(channel, user, external_id, turn.meaning.text, now)
        return self._give(exchange, turn, now)

    def _give(self, exchange: Exchange, turn: TurnResult, now: float) -> Exchange:
        given = self._store.answer(exchange, turn.state, _kept(turn), now)
        self._on_answer(given)
        return given

    def _forgotten(self, exchange: Exchange) -> Exchange:
        """Deletes everything, this request included; the confirmation is not kept either."""
        self._store.forget(exchange.channel, exchange.user)
        return exchange.with_reply(_kept(aside(State(), exchange.text, FORGOTTEN)))

    def _note_feedback(
        self, channel: str, user: str, which: str | int | None, helpful: bool | None, note: str
    ) -> None:
        if which is None:
            about = self._store.latest(channel, user)
        elif isinstance(which, int):
            about = self._store.exchange(which)
        else:
            about = self._store.find(channel, user, which)
        self._add_feedback(channel, user, about, helpful, note)

    def _add_feedback(
        self, channel: str, user: str, about: Exchange | None, helpful: bool | None, note: str
    ) -> None:
        number = about.number if about is not None and about.user == user else None
        self._store.add_feedback(Feedback(channel, user, number, helpful, note, self._clock()))

    def _take_late(self, channel: str, user: str) -> list[Exchange]:
        found = [e for e in self._store.late(channel, user) if e.number not in self._sending]
        for exchange in found:
            self._store.mark_late(exchange, late=False)
        return found

    def _turn_page(self, channel: str, user: str, request: str) -> tuple[int, Exchange | None]:
        exchange = self._store.latest(channel, user)
        return (
            (0, None) if exchange is None else (self._store.turn_page(exchange, request), exchange)
        )


def _kept(turn: TurnResult) -> StoredReply:
    """What is kept of an answer; staff should see what was not understood or needs a person."""
    reply, told = turn.reply, contract.dumps(contract.turn_json(*turn))
    unclear = reply.act in NEEDS_A_PERSON
    return StoredReply(reply.text, reply.act, turn=told, unclear=unclear, blocks=reply.blocks)
