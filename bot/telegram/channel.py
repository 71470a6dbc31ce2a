"""Telegram's updates on their way to the conversation, and the answers on their way back.

An update is in the store before Telegram is told that we have it, and is done only when
its whole answer is out; what a killed process leaves behind is taken up at the next start.
One chat's updates are handled one after another in the order of their numbers
(core.telegram.org/bots/api#update: identifiers increase sequentially), chats in parallel.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
import unicodedata
from collections.abc import Callable, Container, Mapping
from typing import Any, TypeVar

from telegram import Bot, Update, User
from telegram.constants import ChatAction
from telegram.error import (
    Forbidden,
    InvalidToken,
    TelegramError,
)

from conversations import Exchange, Store, StoreError, UpdateQueue
from conversations import Update as KeptUpdate
from policy_engine import Policy

from ..errors import NotNowError
from ..in_order import InOrder
from ..rate_limit import Limits, RateLimit
from ..reception import Reception
from ..sealing import Seal, SealError
from .arrivals import Arrivals
from .choices import Choices
from .connection import bot_number, readable
from .incoming import CHANNEL, CORRECTED, Incoming, incoming, message_key, without_attachments
from .outgoing import Part, parts
from .sending import Sending

TOO_FAST = "说得太快了，请过一会儿再说。"
BROKEN = "服务出了点问题，请再说一次。"
STAFF_SAID = "工作人员答复您："
TYPING_AFTER = 0.4
"""Seconds of work after which the person sees that we are typing."""
STOPPING = 10.0
AGAIN_SECONDS = 2.0
"""Between attempts while the store cannot be used."""
LARGEST = 2**53
"""Larger numbers of updates are none of Telegram's."""
EDITED_SECONDS = 3 * 86_400.0
"""How long a message is watched for edits; bots may be told of them for 48 hours."""
_NO_WORD = ("So", "Sk", "Cf", "Mn", "Me", "Cn", "Zs")
"""Emoji, what modifies and joins them, and space."""
log = logging.getLogger("wence.telegram")
T = TypeVar("T")


class Channel:
    """Handles updates; `take` returns once an update is safe."""

    def __init__(
        self,
        bot: Bot,
        policy: Callable[[], Policy],
        reception: Reception,
        store: Store,
        *,
        updates: UpdateQueue,
        limit: Limits,
        seal: Seal,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._bot = bot
        self._reception = reception
        self._store = store
        self._updates = updates
        self._limit = limit
        self._seal = seal
        self._clock = clock
        self._sending = Sending(bot)
        self._lines = InOrder()
        self._arrivals = Arrivals(self._line_up)
        self._choices = Choices(reception, store, policy, clock)
        self._queue = f"{CHANNEL} {bot_number(bot)}"
        self._warnings = RateLimit(1)
        self._open: set[int] = set()
        self._me: User | None = None

    async def start(self) -> None:
        """Learn who we are, then take up what was left behind."""
        self._me = await self._sending.until_reached(self._bot.get_me)
        last = await asyncio.to_thread(self._updates.last, self._queue)
        left = await asyncio.to_thread(self._updates.open, self._queue)
        self._open = {kept.number for kept in left}
        for kept in left:
            data = await self._unsealed(kept)
            if data is not None:
                self._line_up(data, kept.sent)
        self._arrivals.begin(last, self._open.copy())

    async def look(self) -> None:
        """Take up what other processes have kept since. Raises StoreError."""
        known = self._open.copy()  # before it is read: what is done meanwhile is none of it
        for kept in await asyncio.to_thread(self._updates.open, self._queue):
            if kept.number not in known and kept.number not in self._open:
                self._open.add(kept.number)
                data = await self._unsealed(kept)
                if data is not None:
                    self._arrivals.arrived(kept.number, data)

    async def _unsealed(self, kept: KeptUpdate) -> dict[str, Any] | None:
        try:
            data: dict[str, Any] = json.loads(self._seal.open(kept.body))
            return data
        except SealError:
            log.error("有一条更新是用别的钥匙封的，放弃了")
            await self._done(kept.number)
            return None

    async def take(self, data: Any) -> int:
        """Keep an update; its number. Raises ValueError when it is none, StoreError when it
        cannot be kept."""
        number = data.get("update_id") if isinstance(data, dict) else None
        if type(number) is not int or not 0 <= number <= LARGEST:
            raise ValueError("update_id")
        body = self._seal.close(json.dumps(data))
        new = await asyncio.to_thread(self._updates.keep, self._queue, number, body, self._clock())
        if new and self._arrivals.has_begun and number not in self._open:
            self._open.add(number)
            self._arrivals.arrived(number, data)
        return number

    async def stop(self) -> None:
        """Finish what is under way; what does not finish in time is left for the next start."""
        self._arrivals.release()
        await self._lines.finish(STOPPING)

    async def leave(self) -> None:
        """Another process answers from here on: let go of everything at once."""
        await self._lines.finish(0.0)
        self._arrivals.end()
        self._open.clear()

    # -- one update ------------------------------------------------------------------------

    def _line_up(self, data: Mapping[str, Any], sent: int = 0) -> None:
        update = self._read(data)
        if update is None:
            self._lines.put("", self._done(int(data["update_id"])))
            return
        chat = update.effective_chat
        holds = data.get("message") or data.get("edited_message") or {}
        line = str(chat.id if chat is not None else "")
        self._lines.put(line, self._handled(update, sent, holds))

    def _read(self, data: Mapping[str, Any]) -> Update | None:
        """An update, if need be without what is attached to its message."""
        for told in (dict(data), without_attachments(data)):
            try:
                return Update.de_json(told, self._bot)
            except Exception:  # whatever the library makes of what is not formed as it knows it
                log.warning("有一条更新没看全", exc_info=True)
        return None

    async def _handled(self, update: Update, sent: int, holds: Container[str]) -> None:
        """Answer an update whatever happens; only a stop leaves it open."""
        while self._me is None:
            await asyncio.sleep(0.05)
        try:
            told = incoming(update, self._me, holds)
            while told is not None:
                try:
                    await self._answer(update, told, sent, self._me)
                    break
                except (StoreError, NotNowError) as error:
                    log.warning("%s，过一会儿再答", error)
                    await asyncio.sleep(AGAIN_SECONDS)
        except InvalidToken as error:
            log.error(readable(error))
            return  # it stays open: with the right token it is answered at the next start
        except Forbidden:
            log.info("用户已停用或拉黑")
        except TelegramError as error:
            log.error("Telegram 没有接受（%s）", type(error).__name__)
        except Exception:
            log.exception("处理更新出错")
            await self._apologize(update)
        await self._done(update.update_id)

    async def _answer(self, update: Update, told: Incoming, sent: int, me: User) -> None:
        if told.query is not None:
            choice = await self._choices.pressed(told)
            for call in choice.calls(told.query):
                await self._sending.quietly(call)
            if choice.exchange is not None:
                await self._send(update, told, choice.exchange, sent)
        elif not sent and not await self._limit.allows(CHANNEL, told.person):
            if self._warnings.allows(told.person):
                await self._deliver(update, told, [Part(TOO_FAST)], sent)
        elif told.text is None:
            if told.album is None or await self._is_new_album(told):
                await self._deliver(update, told, [Part(told.notice or "")], sent)
        elif await self._is_changed(update, told.text, me):
            exchange = await self._with_typing(told, told.text)
            await self._send(update, told, exchange, sent)

    async def _is_changed(self, update: Update, text: str, me: User) -> bool:
        """Whether an edit changed a word (a link preview, a formatting or an emoji does not)."""
        edited = update.edited_message
        message = edited or update.message
        if message is None:
            return True
        plain = text.removeprefix(CORRECTED.format("")) if edited is not None else text
        key = self._reception.key(CHANNEL, message_key(message, me))
        told = self._reception.key(CHANNEL, f"text {_words(plain)}")
        return await self._is_new(f"text {key}", told, str(update.update_id)) or edited is None

    async def _is_new_album(self, told: Incoming) -> bool:
        """Whether this is the first of a person's photos that were sent together."""
        name = self._reception.key(CHANNEL, json.dumps([told.person, told.album]))
        return await self._is_new(f"album {name}", "seen", self._reception.key(CHANNEL, told.key))

    async def _is_new(self, name: str, value: str, by: str) -> bool:
        """Remember a value for a while; whether it was another one before, or came by the same."""
        return await asyncio.to_thread(self._remembered, f"{CHANNEL} {name}", f"{value} {by}")

    def _remembered(self, name: str, value: str) -> bool:
        before = self._store.kept_value(name, self._clock())
        if before is not None and before.split(" ")[0] == value.split(" ")[0]:
            return before == value  # taken up again after the process died in the middle of it
        self._store.keep_value(name, value, self._clock() + EDITED_SECONDS)
        return True

    async def _with_typing(self, told: Incoming, text: str) -> Exchange:
        work = asyncio.ensure_future(self._reception.receive(CHANNEL, told.person, told.key, text))
        await asyncio.wait([work], timeout=TYPING_AFTER)
        if not work.done():
            await self._sending.quietly(
                lambda: self._bot.send_chat_action(
                    told.chat, ChatAction.TYPING, message_thread_id=told.topic
                )
            )
        return await work

    async def _send(self, update: Update, told: Incoming, exchange: Exchange, sent: int) -> None:
        for waiting in await self._reception.waiting(CHANNEL, told.person):
            await self._sending.send(told, Part(f"{STAFF_SAID}{waiting.reply}"))
            await self._reception.given(waiting)
        await self._deliver(update, told, parts(exchange.number, exchange.blocks), sent)

    async def _deliver(
        self, update: Update, told: Incoming, messages: list[Part], sent: int
    ) -> None:
        """Send what was not sent before, remembering each message that is out."""
        for place, part in enumerate(messages[sent:], sent + 1):
            await self._sending.send(told, part)
            await self._surely(self._updates.count_sent, self._queue, update.update_id, place)

    async def _apologize(self, update: Update) -> None:
        message = update.effective_message
        if message is not None:
            chat, topic = message.chat.id, getattr(message, "message_thread_id", None)
            await self._sending.quietly(
                lambda: self._bot.send_message(chat, BROKEN, message_thread_id=topic)
            )

    async def _done(self, number: int) -> None:
        await self._surely(self._updates.done, self._queue, number)
        self._open.discard(number)

    async def _surely(self, work: Callable[..., None], *values: object) -> None:
        """Write down what has happened already, however long the store cannot be used."""
        while True:
            try:
                await asyncio.to_thread(work, *values)
                return
            except StoreError as error:
                log.warning("%s，过一会儿再记", error)
                await asyncio.sleep(AGAIN_SECONDS)


def _words(text: str) -> str:
    """A text without emoji and space."""
    return "".join(c for c in text if unicodedata.category(c) not in _NO_WORD)
