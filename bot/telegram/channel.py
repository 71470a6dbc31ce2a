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
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

from telegram import Bot, Message, Update, User
from telegram.constants import ChatAction
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from conversations import Exchange, Store, UpdateQueue
from policy_engine import Policy

from ..in_order import InOrder
from ..rate_limit import RateLimit
from ..reception import Reception
from ..sealing import Seal, SealError
from .arrivals import Arrivals
from .choices import Choices
from .connection import bot_number, readable
from .incoming import CHANNEL, CORRECTED, Incoming, incoming, message_key
from .outgoing import Part, parts

TOO_FAST = "说得太快了，请过一会儿再说。"
BROKEN = "服务出了点问题，请再说一次。"
STAFF_SAID = "工作人员答复您："
TYPING_AFTER = 0.4
"""Seconds of work after which the person sees that we are typing."""
WAITS = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0)
"""Seconds between attempts while the Bot API cannot be reached; the last one repeats."""
STOPPING = 10.0
QUIETLY_SECONDS = 15.0
EDITED_SECONDS = 3 * 86_400.0
"""How long a message is watched for edits; bots may be told of them for 48 hours."""
log = logging.getLogger("wence.telegram")
T = TypeVar("T")


class Channel:
    """Handles updates; `take` returns once an update is safe."""

    def __init__(
        self,
        bot: Bot,
        policy: Policy,
        reception: Reception,
        store: Store,
        updates: UpdateQueue,
        limit: RateLimit,
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
        self._lines = InOrder()
        self._arrivals = Arrivals(self._line_up)
        self._choices = Choices(reception, store, policy, clock)
        self._queue = f"{CHANNEL} {bot_number(bot)}"
        self._warnings = RateLimit(1)
        self._me: User | None = None

    async def start(self) -> None:
        """Learn who we are, then take up what was left behind."""
        self._me = await self.until_reached(self._bot.get_me)
        last = await asyncio.to_thread(self._updates.last, self._queue)
        left = await asyncio.to_thread(self._updates.open, self._queue)
        for kept in left:
            try:
                self._line_up(json.loads(self._seal.open(kept.body)), kept.sent)
            except SealError:
                log.error("有一条更新是用别的钥匙封的，放弃了")
                await self._done(kept.number)
        self._arrivals.begin(last, {kept.number for kept in left})

    async def take(self, data: Mapping[str, Any]) -> None:
        """Keep an update. Raises ValueError when it is none, StoreError when it cannot be kept."""
        number = data.get("update_id")
        if not isinstance(number, int) or isinstance(number, bool):
            raise ValueError("update_id")
        body = self._seal.close(json.dumps(data))
        if await asyncio.to_thread(self._updates.keep, self._queue, number, body, self._clock()):
            self._arrivals.arrived(number, data)

    async def stop(self) -> None:
        """Finish what is under way; what does not finish in time is left for the next start."""
        self._arrivals.release()
        await self._lines.finish(STOPPING)

    async def until_reached(self, call: Callable[[], Awaitable[T]]) -> T:
        """The result of a call to the Bot API, however long it cannot be reached.

        Raises TelegramError for what trying again would not change.
        """
        attempt = 0
        while True:
            try:
                return await call()
            except RetryAfter as error:
                wait = error.retry_after
                seconds = wait if isinstance(wait, int | float) else wait.total_seconds()
            except TelegramError as error:
                if not _may_pass(error):
                    raise
                seconds = WAITS[min(attempt, len(WAITS) - 1)]
                attempt += 1
                log.warning("Telegram 没有应答（%s），%g 秒后再试", type(error).__name__, seconds)
            await asyncio.sleep(seconds)

    # -- one update ------------------------------------------------------------------------

    def _line_up(self, data: Mapping[str, Any], sent: int = 0) -> None:
        try:
            update = Update.de_json(dict(data), self._bot)
        except Exception:  # whatever the library makes of an update that is not formed as it should
            log.exception("有一条更新看不懂，放弃了")
            self._lines.put("", self._done(int(data["update_id"])))
            return
        chat = update.effective_chat
        self._lines.put(str(chat.id if chat is not None else ""), self._handled(update, sent))

    async def _handled(self, update: Update, sent: int) -> None:
        """Answer an update whatever happens; only a stop leaves it open."""
        try:
            while self._me is None:
                await asyncio.sleep(0.05)
            told = incoming(update, self._me)
            if told is not None:
                await self._answer(update, told, sent, self._me)
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
                await self._quietly(call)
            if choice.exchange is not None:
                await self._send(update, told, choice.exchange, sent)
        elif not sent and not self._limit.allows(f"{CHANNEL} {told.person}"):
            if self._warnings.allows(told.person):
                await self._deliver(update, told, [Part(TOO_FAST)], sent)
        elif told.text is None:
            if told.album is None or await self._is_new(f"album {told.album}", "seen", told.key):
                await self._deliver(update, told, [Part(told.notice or "")], sent)
        elif await self._is_changed(update, told.text, me):
            exchange = await self._with_typing(told, told.text)
            await self._send(update, told, exchange, sent)

    async def _is_changed(self, update: Update, text: str, me: User) -> bool:
        """Whether an edit changed a word (a link preview or a formatting does not)."""
        edited = update.edited_message
        message = edited or update.message
        if message is None:
            return True
        plain = text.removeprefix(CORRECTED.format("")) if edited is not None else text
        key = self._reception.key(CHANNEL, message_key(message, me))
        told = self._reception.key(CHANNEL, f"text {plain}")
        return await self._is_new(f"text {key}", told, str(update.update_id)) or edited is None

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
            await self._quietly(
                lambda: self._bot.send_chat_action(
                    told.chat, ChatAction.TYPING, message_thread_id=told.topic
                )
            )
        return await work

    async def _send(self, update: Update, told: Incoming, exchange: Exchange, sent: int) -> None:
        for waiting in await self._reception.waiting(CHANNEL, told.person):
            await self._send_part(told, Part(f"{STAFF_SAID}{waiting.reply}"))
            await self._reception.given(waiting)
        turn = json.loads(exchange.turn or "{}")
        await self._deliver(update, told, parts(exchange.number, turn), sent)

    async def _deliver(
        self, update: Update, told: Incoming, messages: list[Part], sent: int
    ) -> None:
        """Send what was not sent before, remembering each message that is out."""
        for place, part in enumerate(messages[sent:], sent + 1):
            await self._send_part(told, part)
            await asyncio.to_thread(self._updates.count_sent, self._queue, update.update_id, place)

    async def _send_part(self, told: Incoming, part: Part) -> None:
        """Send a message; what Telegram does not like about its form is left off."""

        async def to(chat: int, form: bool) -> Message:
            return await self._bot.send_message(
                chat,
                part.text,
                entities=part.entities if form else None,
                reply_markup=part.keyboard if form else None,
                message_thread_id=told.topic,
                reply_to_message_id=told.reply_to if form else None,
                allow_sending_without_reply=True if form else None,
                disable_web_page_preview=True,
            )

        try:
            await self.until_reached(lambda: to(told.chat, True))
        except ChatMigrated as moved:
            chat = moved.new_chat_id
            await self.until_reached(lambda: to(chat, False))
        except BadRequest as error:
            log.warning("Telegram 不收这样的格式：%s", error.message)
            await self.until_reached(lambda: to(told.chat, False))

    async def _quietly(self, call: Callable[[], Awaitable[object]]) -> None:
        """A call whose failure costs nobody an answer: an indicator, a keyboard."""
        try:
            await asyncio.wait_for(self.until_reached(call), QUIETLY_SECONDS)
        except (TelegramError, TypeError, TimeoutError) as error:
            log.info("小动作没有做成（%s）", type(error).__name__)

    async def _apologize(self, update: Update) -> None:
        message = update.effective_message
        if message is not None:
            chat, topic = message.chat.id, getattr(message, "message_thread_id", None)
            await self._quietly(
                lambda: self._bot.send_message(chat, BROKEN, message_thread_id=topic)
            )

    async def _done(self, number: int) -> None:
        await asyncio.to_thread(self._updates.done, self._queue, number)


def _may_pass(error: TelegramError) -> bool:
    """Whether trying again may help: no connection, 5xx, an answer that is not Telegram's."""
    if isinstance(error, BadRequest):  # a NetworkError by inheritance, yet final
        return False
    return isinstance(error, NetworkError) or type(error) is TelegramError
