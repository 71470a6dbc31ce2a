"""What waits for a person: not understood, asking for one, found bad, to be called back.

It is taken, answered, taught from, and done; or the whole conversation is taken over.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence

from starlette.exceptions import HTTPException

from conversations import Card, Exchange, State, Store

from ..answering import ATTENDED
from ..callbacks import phone_in
from ..channel_names import channel_name
from ..courier import Courier
from ..live import Live
from ..pages.editing import shown_facts
from ..pages.showing import Shown, shown_before
from ..takeovers import Takeover
from ..today import local_today
from .accounts import SignedIn
from .call_view import call_view
from .calls import CHANNEL as CALLS
from .inbox_items import Going, Item, Opened, Page, Waiting, why
from .records import DONE, DeskRecords, Taken
from .teaching import sentences

STALE_SECONDS = 15 * 60.0
"""After so long without being finished, an item may be taken by someone else."""
MOST = 50
"""On one page."""
MOST_COUNTED = 1_000
LONGEST = 1_500
SAID = "说"
"""The action under which the log has who said what to a person."""
HANDED_BACK = "工作人员先离开了，接下来由问策接着答您；要找人再说“转人工”。"


class Inbox:
    """Items over all channels: who waits for a person first, then who waits longest."""

    def __init__(self, live: Live, store: Store, records: DeskRecords, courier: Courier) -> None:
        self._live = live
        self._store = store
        self._records = records
        self._courier = courier

    def page(self, number: int = 1, like: int | None = None) -> Page:
        """What is not done yet, folded where it reads the same; calls are not in it, staff heard
        those themselves."""
        skipped = (number - 1) * MOST
        if like is None:
            found = self._records.waiting(CALLS, MOST + 1, skipped)
        else:
            found = [(n, 1) for n in self._records.waiting_like(like, CALLS, MOST + 1, skipped)]
        taken, notes = (
            self._records.taken(),
            self._records.attention.found_bad([n for n, _ in found]),
        )
        items = []
        for latest, alike in found[:MOST]:
            exchange = self._store.exchange(latest)
            if exchange is not None:
                items.append(self._item(exchange, taken.get(latest), alike, notes.get(latest)))
        return Page(items, number, len(found) > MOST, like)

    def waiting(self, who: SignedIn) -> Waiting:
        """How many items there are, how many people wait, for anybody or for this person, who
        talks with them, and for how long."""
        people, since = self._records.attention.people_waiting(CALLS)
        talking, said_at = self._records.attention.talking(who.name)
        first = min((at for at in (since, said_at) if at is not None), default=time.time())
        items = self._records.count_waiting(CALLS)
        return Waiting(items, people, talking, seconds=max(time.time() - first, 0.0))

    def going(self) -> list[Going]:
        """The conversations that someone has taken over."""
        return [self._going(each) for each in self._records.takeovers.going_on()]

    def open(self, who: SignedIn, number: int) -> Opened:
        """Look at an item; it is everybody's till someone begins to answer. Raises HTTPException."""
        exchange = self._exchange(number)
        taken = self._holder(number)
        self._records.note(time.time(), who.name, "看收件箱", f"消息 {number}")
        place = (exchange.channel, exchange.user)
        takeover = self._records.takeovers.of(*place)
        has_it = taken is not None and taken.staff == who.name and not _is_done(taken)
        free = taken is None or has_it
        said, history = list(self._store.transcript(*place)), self.history(exchange)
        kept = self._store.conversation(*place)
        state = kept.state if kept is not None else State()
        notes = self._records.attention.found_bad([number])
        return Opened(
            item=self._item(exchange, taken, note=notes.get(number)),
            history=history,
            names=self.names(history),
            is_free=free if takeover is None else takeover.staff == who.name,
            has_it=has_it and takeover is None,
            alike=len(self._records.waiting_like(number, CALLS, MOST_COUNTED)),
            facts=shown_facts(self._live.parts.policy, state.facts),
            cards=self._cards(state),
            sentences=sentences(said),
            takeover=takeover,
            phone=phone_in(exchange.text),
        )

    def history(self, exchange: Exchange) -> list[Shown]:
        """Everything that was said with the person of a message."""
        return shown_before(self._live.parts.policy, self._store, exchange.channel, exchange.user)

    def said(self, number: int) -> list[Shown]:
        """What was said with the person of a message of the inbox. Raises HTTPException."""
        return self.history(self._exchange(number))

    def names(self, history: Sequence[Shown]) -> dict[int, str]:
        """Who of the staff said what, as far as the log still has it."""
        by = self._records.by_whom(SAID, [f"消息 {e.number}" for e in history if e.from_staff])
        return {e.number: by[f"消息 {e.number}"] for e in history if f"消息 {e.number}" in by}

    def sentence(self, item: int, number: int) -> Exchange:
        """A sentence of the conversation of an item. Raises HTTPException."""
        about, found = self._exchange(item), self._store.exchange(number)
        if found is None or (found.channel, found.user) != (about.channel, about.user):
            raise HTTPException(422, "请选对方说的一句话")
        return found

    # -- what is done ------------------------------------------------------------------------

    def take(self, who: SignedIn, number: int) -> None:
        """Someone begins to answer: nobody else does from now on. Raises HTTPException."""
        exchange = self._exchange(number)
        takeover = self._records.takeovers.of(exchange.channel, exchange.user)
        if takeover is None:
            self._take(who, number)

    def put_back(self, who: SignedIn, number: int) -> None:
        """Not answered after all: others may. Raises HTTPException."""
        if not self._records.put_back(number, who.name):
            raise _not_mine(self._records.taken().get(number))
        self._records.note(time.time(), who.name, "放回", f"消息 {number}")

    async def answer(self, who: SignedIn, number: int, text: str, take_over: bool = False) -> str:
        """Answer the user in their channel; returns how it reaches them. Raises HTTPException.

        Everything they said till now is done then. `take_over`: the bot is silent from now on.
        """
        if not text.strip():
            raise HTTPException(422, "没有写答复")
        exchange = await asyncio.to_thread(self._exchange, number)
        await asyncio.to_thread(self._check_mine, who, exchange)
        await asyncio.to_thread(self._answered, who, exchange, take_over)
        return await self._courier.say(
            exchange.channel, exchange.user, text.strip()[:LONGEST], kept=self._signed(who)
        )

    async def hand_back(self, who: SignedIn, number: int) -> str:
        """The bot answers again, and the person is told. Raises HTTPException."""
        exchange = await asyncio.to_thread(self._exchange, number)
        place = (exchange.channel, exchange.user)
        takeover = await asyncio.to_thread(self._records.takeovers.of, *place)
        if takeover is None or takeover.staff != who.name:
            raise HTTPException(409, "这段对话不在您手里")
        await asyncio.to_thread(self._records.takeovers.end, *place)
        self._records.note(time.time(), who.name, "交还给问策", f"消息 {number}")
        await self._courier.say(*place, HANDED_BACK, kept=self._signed(who))
        return "交还给问策了"

    def dismiss(self, who: SignedIn, number: int) -> None:
        """Nothing to be done. Raises HTTPException."""
        self._take(who, number)
        if not self._records.finish(number, who.name, time.time()):
            raise _not_mine(self._records.taken().get(number))
        self._records.note(time.time(), who.name, "不用处理", f"消息 {number}")

    def dismiss_alike(self, who: SignedIn, number: int) -> int:
        """Nothing to be done with all that read the same, but those that others have; how many."""
        now, done = time.time(), 0
        while found := self._records.waiting_like(number, CALLS, MOST, skipped=0):
            before = done
            for each in found:
                self._records.take(each, who.name, now, now - STALE_SECONDS)
                done += self._records.finish(each, who.name, now)
            if done == before:
                break
        self._records.note(now, who.name, f"不用处理，{done} 条一样的", f"消息 {number}")
        return done

    # -- inside ------------------------------------------------------------------------------

    def _signed(self, who: SignedIn) -> Callable[[int], None]:
        """Notes whose words an exchange has."""
        return lambda number: self._records.note(time.time(), who.name, SAID, f"消息 {number}")

    def _check_mine(self, who: SignedIn, exchange: Exchange) -> None:
        takeover = self._records.takeovers.of(exchange.channel, exchange.user)
        if takeover is not None:
            if takeover.staff != who.name:
                raise HTTPException(409, f"{takeover.staff} 正在和对方谈")
            return
        self._take(who, exchange.number)

    def _take(self, who: SignedIn, number: int) -> None:
        now = time.time()
        holder = self._records.take(number, who.name, now, now - STALE_SECONDS)
        if holder.staff != who.name or _is_done(holder):
            raise _not_mine(holder)

    def _holder(self, number: int) -> Taken | None:
        """Who has an item, or is done with it; nobody who let it lie for too long."""
        taken = self._records.taken().get(number)
        return taken if taken is not None and _counts(taken) else None

    def _answered(self, who: SignedIn, exchange: Exchange, take_over: bool) -> None:
        place, now = (exchange.channel, exchange.user), time.time()
        if take_over:
            began = self._records.takeovers.begin(*place, who.name, exchange.number)
            if began.staff != who.name:
                raise HTTPException(409, f"{began.staff} 正在和对方谈")
        self._records.takeovers.word(*place)
        self._records.attention.finish_all(*place, who.name, now)
        self._records.note(
            now, who.name, "接着谈" if take_over else "答复", f"消息 {exchange.number}"
        )

    def _cards(self, state: State) -> tuple[Card, ...]:
        grounds = self._live.parts.grounds
        return call_view(
            grounds, state, grounds.assess(state.facts, local_today(), state.focus)
        ).cards

    def _going(self, takeover: Takeover) -> Going:
        said = list(self._store.transcript(takeover.channel, takeover.visitor))
        texts = [e for e in said if e.text]
        waits = bool(said) and said[-1].act == ATTENDED
        return Going(
            takeover, channel_name(takeover.channel), texts[-1].text if texts else "", waits
        )

    def _item(
        self, exchange: Exchange, taken: Taken | None, alike: int = 1, note: str | None = None
    ) -> Item:
        said = self._store.transcript(exchange.channel, exchange.user)
        before = [e.text for e in said if e.number < exchange.number and e.text]
        return Item(
            exchange=exchange,
            channel=channel_name(exchange.channel),
            why=why(exchange, note),
            holder=taken.staff if taken is not None and _counts(taken) else "",
            before=before[-1] if before else "",
            alike=alike,
            note=note or "",
        )

    def _exchange(self, number: int) -> Exchange:
        found = self._store.exchange(number)
        if found is None or found.channel == CALLS or not self._records.attention.comes_in(number):
            raise HTTPException(404, "没有这条消息，可能已经删除")
        return found


def _not_mine(holder: Taken | None) -> HTTPException:
    told = f"{holder.staff} 已经接手或处理完了" if holder else "请先打开这一条"
    return HTTPException(409, told)


def _counts(taken: Taken) -> bool:
    return _is_done(taken) or taken.at >= time.time() - STALE_SECONDS


def _is_done(taken: Taken | None) -> bool:
    return taken is not None and taken.state == DONE
