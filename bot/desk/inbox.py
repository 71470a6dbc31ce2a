"""What the bot did not understand, and who asked for a person: taken, answered, marked, done."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

from starlette.exceptions import HTTPException

from conversations import Exchange, Store
from nlu import IntentName

from ..answering import NEEDS_A_PERSON
from ..courier import Courier
from ..live import Live
from ..pages.showing import Shown, shown_before
from .accounts import SignedIn
from .calls import CHANNEL as CALLS
from .numbers import channel_name
from .proposals import propose
from .records import DONE, DeskRecords, Taken

STALE_SECONDS = 15 * 60.0
"""After so long without being finished, an item may be taken by someone else."""
MOST = 50
"""On one page."""
MOST_COUNTED = 1_000
LONGEST = 1_500


_INTENTS = {
    "inform": "说自己的情况", "ask_eligibility": "问能不能享受", "ask_amount": "问多少钱",
    "ask_conditions": "问要什么条件", "ask_measures": "问有哪些措施", "ask_procedure": "问怎么申报",
    "ask_materials": "问要什么材料", "ask_deadline": "问什么时候申报", "ask_payment_time": "问什么时候到账",
    "ask_validity": "问有效期", "ask_funding": "问钱谁出", "ask_overlap": "问能不能和别的同享",
    "ask_definition": "问词是什么意思", "ask_source": "问文号与原文", "ask_why": "问为什么",
    "what_if": "假设", "ask_gap": "问还差多少", "correct": "更正", "affirm": "是", "deny": "不是",
    "dont_know": "不知道", "greet": "打招呼", "thank": "道谢", "bye": "告别", "restart": "重新开始",
    "help": "问怎么用", "handoff": "找人工", "out_of_scope": "与本政策无关",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """One message to look at, what the user said before it, and who has it."""

    exchange: Exchange
    channel: str
    wants_person: bool
    holder: str
    before: str
    alike: int = 1
    """How many wait that read the same."""


@dataclass(frozen=True, slots=True)
class Page:
    """Items of one page; `like`: only those that read the same as this one, one by one."""

    items: list[Item]
    number: int
    has_next: bool
    like: int | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """An item with what was said before and after it."""

    item: Item
    history: list[Shown]
    is_mine: bool
    alike: int
    """How many wait that read the same, this one included; counted up to a thousand."""


class Inbox:
    """Items over all channels, newest first."""

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
        taken = self._records.taken()
        items = []
        for latest, alike in found[:MOST]:
            exchange = self._store.exchange(latest)
            if exchange is not None:
                items.append(self._item(exchange, taken.get(latest), alike))
        return Page(items, number, len(found) > MOST, like)

    def count(self) -> int:
        """How many there are."""
        return self._records.count_waiting(CALLS)

    def intents(self) -> list[tuple[str, str]]:
        """What a message can be marked as, each with its name for people."""
        return [(name, _INTENTS.get(name, name)) for name in IntentName]

    def questions(self) -> list[str]:
        """The frequent questions, which a message can be marked as beside the intents."""
        return [question.question for question in self._live.parts.grounds.knowledge.questions]

    def open(self, who: SignedIn, number: int) -> Opened:
        """Look at an item, and take it if nobody has it. Raises HTTPException."""
        exchange = self._exchange(number)
        now = time.time()
        taken = self._records.take(number, who.name, now, now - STALE_SECONDS)
        self._records.note(now, who.name, "看收件箱", f"消息 {number}")
        place = (exchange.channel, exchange.user)
        history = shown_before(self._live.parts.policy, self._store, *place)
        mine = taken.staff == who.name and not _is_done(taken)
        alike = len(self._records.waiting_like(number, CALLS, MOST_COUNTED))
        return Opened(self._item(exchange, taken), history, mine, alike)

    async def answer(self, who: SignedIn, number: int, text: str) -> str:
        """Answer the user in their channel; returns how it reaches them. Raises HTTPException."""
        if not text.strip():
            raise HTTPException(422, "没有写答复")
        exchange = await asyncio.to_thread(self._exchange, number)
        await asyncio.to_thread(self._finish, who, number, "答复")
        return await self._courier.say(exchange.channel, exchange.user, text.strip()[:LONGEST])

    def mark(self, who: SignedIn, number: int, intent: str) -> str:
        """Propose the message as a training sentence of an intent or question. Raises UserError."""
        exchange = self._exchange(number)
        known = {*IntentName, *(f"faq/{question}" for question in self.questions())}
        if intent not in known:
            raise HTTPException(422, "请从列表里选一个意图或常见问题")
        self._check_mine(who, number)
        propose(self._live.parts.settings.desk.proposals, intent, exchange.text)
        self._finish(who, number, f"标为 {intent}")
        return f"写进 {self._live.parts.settings.desk.proposals.name} 了，审过才生效"

    def dismiss(self, who: SignedIn, number: int) -> None:
        """Nothing to be done. Raises HTTPException."""
        self._finish(who, number, "不用处理")

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

    def _check_mine(self, who: SignedIn, number: int) -> None:
        holder = self._records.taken().get(number)
        if holder is None or holder.staff != who.name or _is_done(holder):
            raise _not_mine(holder)

    def _finish(self, who: SignedIn, number: int, what: str) -> None:
        if not self._records.finish(number, who.name, time.time()):
            raise _not_mine(self._records.taken().get(number))
        self._records.note(time.time(), who.name, what, f"消息 {number}")

    def _item(self, exchange: Exchange, taken: Taken | None, alike: int = 1) -> Item:
        holder = taken.staff if taken is not None else ""
        said = self._store.transcript(exchange.channel, exchange.user)
        before = [e.text for e in said if e.number < exchange.number and e.text]
        return Item(
            exchange=exchange,
            channel=channel_name(exchange.channel),
            wants_person=exchange.act == "handoff",
            holder=holder,
            before=before[-1] if before else "",
            alike=alike,
        )

    def _exchange(self, number: int) -> Exchange:
        found = self._store.exchange(number)
        if found is None or found.channel == CALLS or found.act not in NEEDS_A_PERSON:
            raise HTTPException(404, "没有这条消息，可能已经删除")
        return found


def _not_mine(holder: Taken | None) -> HTTPException:
    told = f"{holder.staff} 已经接手或处理完了" if holder else "请先打开这一条"
    return HTTPException(409, told)


def _is_done(taken: Taken | None) -> bool:
    return taken is not None and taken.state == DONE
