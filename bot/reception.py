"""Where messages of every channel come in: written down, answered once, one user in order."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from functools import partial

from opentelemetry.trace import SpanKind

from conversations import (
    AskedQuestion,
    Dialog,
    Exchange,
    Feedback,
    State,
    Store,
    StoreError,
)
from policy_engine import FactValue

from .answering import NEEDS_A_PERSON, Answering, Attended
from .choosing import Choice
from .errors import BusyError, KeptError, NotNowError, UserError
from .in_turn import InTurn
from .sealing import Seal
from .store_work import KEPT_WITHIN, StoreWork
from .tracing import span

log = logging.getLogger("wence")
NEVER_TURNED_AWAY = ("desk", "telegram")
"""Staff have somebody on the line; Telegram's updates wait in a queue of their own."""
SENT_WITHIN = 60.0
"""Seconds that sending a late answer may take, before it counts as not sent."""


class Reception:
    """Takes in messages and gives answers; the same message gets the same answer however often it comes."""

    def __init__(
        self,
        dialog: Dialog | Callable[[], Dialog],
        store: Store,
        secret: bytes,
        idle_seconds: float,
        *,
        clock: Callable[[], float] = time.time,
        on_answer: Callable[[Exchange], None] = lambda _: None,
        on_turned_away: Callable[[str], None] = lambda _: None,
        waiting: int = 0,
        attended: Attended = lambda *_: False,
    ) -> None:
        """`dialog`: the one that answers, or what gives the one that answers now; `secret` keys
        the hashes of users and seals their addresses; `waiting`: how many turns may be waiting
        for a language model, while others go on; `attended`: whether a person is at the
        conversation of a channel and user, who answers there;
        `on_turned_away` hears of the channel whose message was not taken."""
        self._answering = Answering(
            dialog, store, idle_seconds, clock=clock, on_answer=on_answer, attended=attended
        )
        self._on_turned_away = on_turned_away
        self._store = store
        self._secret = secret
        self._seal = Seal(secret)
        self._clock = clock
        self._work = StoreWork(store, waiting)
        self._turns = InTurn(self._answering, store, self._work)
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
        choice: Choice | None = None,
    ) -> Exchange:
        """The answered exchange of a message; a copy that comes meanwhile waits for the same.

        Raises NotKeptError when it could not be written down or more is asked than can be answered
        in time, KeptError when it was, but the
        answer comes later.

        `question`: the one whose options the message chooses from, if not the pending one;
        `choice`: options that were tapped.
        """
        key = (channel, sender, external_id)
        task = self._under_way.get(key)
        if task is None:
            task = asyncio.create_task(
                self._answered(channel, sender, external_id, text, question, choice)
            )
            self._under_way[key] = task
            task.add_done_callback(lambda done: self._ended(key, done))
        return await asyncio.shield(task)

    async def known(self, channel: str, sender: str, external_id: str) -> Exchange | None:
        """A message that was answered already. Raises NotKeptError."""
        place = (channel, self.user(channel, sender), self.key(channel, external_id))
        found = await self._work.keep(self._store.find, *place)
        return found if found is not None and found.reply is not None else None

    async def tell(
        self, channel: str, sender: str, external_id: str, facts: Mapping[str, FactValue | None]
    ) -> Exchange:
        """Facts that were filled in rather than said, answered like anything said."""
        user, key = self.user(channel, sender), self.key(channel, external_id)
        exchange = await self._work.keep(self._answering.claim_facts, channel, user, key, facts)
        return await self._answer(exchange)

    async def given_with(self, exchange: Exchange) -> list[Exchange]:
        """What was given before the answer of a message."""
        return await self._work.keep(self._store.given_with, exchange)

    async def give_with(self, exchange: Exchange, seconds: float = KEPT_WITHIN) -> list[Exchange]:
        """What is given before the answer of a message, also when the message is sent again:
        answers that did not come in time and are not being sent.

        When the store cannot be used in so many seconds, they wait for the next one.
        """
        try:
            return await self._work.within(seconds, self._store.give_with, exchange, self._clock())
        except StoreError:
            return []

    async def waiting(self, channel: str, sender: str) -> list[Exchange]:
        """Answers that still have to be given; `given` says that one was."""
        return await self._work.think(self._store.late, channel, self.user(channel, sender))

    async def given(self, exchange: Exchange) -> None:
        """An answer that waited has been given."""
        await self._work.patiently(self._store.mark_late, exchange, False)

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

        Until it is sent it is kept as late; when `send` raises UserError, or there is no
        answer yet, it is given before the next one.
        """
        place = (channel, self.user(channel, sender))
        found = await self._work.patiently(self._store.find, *place, self.key(channel, external_id))
        if found is None:
            return
        until = self._clock() + SENT_WITHIN
        await self._work.patiently(self._store.begin_sending, found, until)
        sent = False
        try:
            exchange = await self.receive(channel, sender, external_id, text)
            with span("send", SpanKind.CLIENT, channel=channel):
                await asyncio.to_thread(send, exchange)
            sent = True
        except (UserError, NotNowError) as error:
            log.warning("补发不成：%s", error, extra={"channel": channel})
        finally:
            await self._work.patiently(self._store.end_sending, found, sent)

    async def turn_page(
        self, channel: str, sender: str, request: str
    ) -> tuple[int, Exchange | None]:
        """The answer being read, and how many of its pages were; a repeated request turns none.

        Of an answer that comes late none was. Raises KeptError while the latest message has
        none yet, NotKeptError when the store cannot be used.
        """
        user, key = self.user(channel, sender), self.key(channel, request)
        return await self._work.keep(self._turn_page, channel, user, key)

    async def note_feedback(
        self, channel: str, sender: str, about: str | int | None, helpful: bool | None, *, note: str
    ) -> None:
        """Keep what a user said of an answer: the one of a message's id, of a number, or the latest."""
        user = self.user(channel, sender)
        which = self.key(channel, about) if isinstance(about, str) else about
        await self._work.keep(self._note_feedback, channel, user, which, helpful, note)

    async def close(self) -> None:
        """Finish what is under way."""
        await asyncio.gather(*self._under_way.values(), return_exceptions=True)
        self._work.close()

    async def _answered(
        self,
        channel: str,
        sender: str,
        external_id: str,
        text: str,
        question: AskedQuestion | None,
        choice: Choice | None,
    ) -> Exchange:
        user, key = self.user(channel, sender), self.key(channel, external_id)
        if self._work.is_behind() and channel not in NEVER_TURNED_AWAY:
            await self._turn_away(channel, user, key)
        claim = partial(self._answering.claim, question=question, choice=choice)
        exchange = await self._work.keep(claim, channel, user, key, text)
        answered = await self._answer(exchange)
        if answered.act in NEEDS_A_PERSON:
            sealed = self._seal.close(sender)
            with suppress(StoreError):  # then staff's answer is given with the next one
                await self._work.think(self._store.keep_address, channel, user, sealed)
        return answered

    async def _turn_away(self, channel: str, user: str, key: str) -> None:
        """Raises BusyError, but for a message that was written down before."""
        if await self._work.keep(self._store.find, channel, user, key) is None:
            self._on_turned_away(channel)
            raise BusyError

    async def _answer(self, exchange: Exchange) -> Exchange:
        """A message that is written down, with its answer. Raises KeptError."""
        try:
            return await self._turns.answered(exchange)
        except StoreError as error:
            log.warning("答复没写成：%s", error, extra={"channel": exchange.channel})
            raise KeptError from None

    def _ended(self, key: tuple[str, str, str], task: asyncio.Task[Exchange]) -> None:
        self._under_way.pop(key, None)
        if not task.cancelled():
            task.exception()  # whoever waited for it was told; perhaps nobody waits any more

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Meanwhile it is looked after messages nobody answers; in the end what is under way is finished."""
        watching = asyncio.create_task(self._turns.watch())
        try:
            yield
        finally:
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)
            await self.close()

    # -- in a worker thread ------------------------------------------------------------------

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

    def _turn_page(self, channel: str, user: str, request: str) -> tuple[int, Exchange | None]:
        exchange = self._store.latest(channel, user)
        sending = exchange and self._store.is_being_sent(exchange, self._clock())
        if self._store.is_open(channel, user) or sending:
            raise KeptError
        return (
            (0, None) if exchange is None else (self._store.turn_page(exchange, request), exchange)
        )
