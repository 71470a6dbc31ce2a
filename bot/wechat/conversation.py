"""From an incoming message to the XML of its reply: in time, in pages, with what came too late."""

from __future__ import annotations

import asyncio
import logging
import time

from conversations import Blocks, Exchange, Link

from ..courier import told_late
from ..errors import KeptError, NotKeptError, UserError
from ..links import Links
from ..rate_limit import Limits
from ..reception import Reception
from ..settings import Settings
from ..splitting import utf8_bytes
from .account import Account
from .messages import Incoming
from .outgoing import MOST_BYTES, link_text, pages
from .passive import text_reply, to_human

log = logging.getLogger("wence.wechat")
CHANNEL = "wechat"
IN_TIME = 4.5
"""Seconds; the platform waits five and then asks again."""
NOTHING = "success"
TOO_FAST = "说得太快了，请过一会儿再说。"
NO_MORE = "后面没有了。"
BROKEN = "这一句我没能处理，请换个说法再说一次。"
LATER = "收到了，还在算。过几秒回“更多”，就给您答复。"
MORE = {"更多", "继续", "后面呢"}


class Conversation:
    """Answers the messages of the account's followers."""

    def __init__(
        self,
        reception: Reception,
        limit: Limits,
        settings: Settings,
        *,
        account: Account | None,
        links: Links,
    ) -> None:
        self._account = account
        self._following: set[asyncio.Task[None]] = set()
        self._reception = reception
        self._limit = limit
        self._human_agents = settings.wechat.human_agents
        self._server = settings.server
        self._links = links

    async def reply(self, told: Incoming) -> str:
        """The XML of the reply, or what says that there is none (yet)."""
        if told.text is None:
            return text_reply(told.user, told.account, told.notice) if told.notice else NOTHING
        if not await self._limit.allows(CHANNEL, told.user) and not await self._was_answered(told):
            return text_reply(told.user, told.account, TOO_FAST)
        try:
            return await self._in_time(told, told.text)
        except NotKeptError as error:
            return text_reply(told.user, told.account, str(error))
        except Exception:
            log.exception("有一条消息答不了", extra={"channel": CHANNEL})
            return text_reply(told.user, told.account, BROKEN)

    async def _was_answered(self, told: Incoming) -> bool:
        """A copy of what was answered gets its answer, however fast it comes."""
        known = await self._reception.known(CHANNEL, told.user, told.key)
        return known is not None

    async def _in_time(self, told: Incoming, text: str) -> str:
        """The reply, or what can be said of it before the platform gives up waiting."""
        until = time.monotonic() + IN_TIME
        try:
            if _asks_for_more(told):
                return text_reply(told.user, told.account, await self._next_page(told))
            work = self._reception.receive(CHANNEL, told.user, told.key, text, choice=told.choice)
            exchange = await asyncio.wait_for(work, IN_TIME)
        except (TimeoutError, KeptError):
            return self._later(told)
        if exchange.act == "handoff" and self._human_agents:
            return to_human(told.user, told.account)
        first = await self._first_page(exchange, until)
        return text_reply(told.user, told.account, first) if first else NOTHING

    # -- what comes later ----------------------------------------------------------------------

    def _later(self, told: Incoming) -> str:
        """The answer comes by customer service where there is one, else when it is asked for."""
        if not _asks_for_more(told):
            self._follow_up(told)
            if self._account is not None:
                return NOTHING
        return text_reply(told.user, told.account, LATER)

    def _follow_up(self, told: Incoming) -> None:
        task = asyncio.create_task(self._send_later(told))
        self._following.add(task)
        task.add_done_callback(self._following.discard)

    async def _send_later(self, told: Incoming) -> None:
        def send(exchange: Exchange) -> None:
            if self._account is None:
                raise UserError("没有开客服消息")
            self._account.send_answer(told.user, exchange.blocks)

        await self._reception.give_later(CHANNEL, told.user, told.key, told.text or "", send=send)

    # -- page by page --------------------------------------------------------------------------

    async def _first_page(self, exchange: Exchange, until: float) -> str:
        """The first page of an answer and of those that came too late before it; where all of it is.
        Nothing where nothing is said."""
        seconds = until - time.monotonic()
        found = self._pages(exchange, await self._reception.give_with(exchange, seconds))
        if not found:
            return ""  # a person is at the conversation
        first, *rest = found
        return first + self._link(exchange.number) if rest else first

    async def _next_page(self, told: Incoming) -> str:
        """What comes after the pages that were read already."""
        read, exchange = await self._reception.turn_page(CHANNEL, told.user, told.key)
        if exchange is None:
            return NO_MORE
        found = self._pages(exchange, await self._reception.given_with(exchange))
        return found[read] if read < len(found) else NO_MORE

    def _pages(self, exchange: Exchange, before: list[Exchange]) -> list[str]:
        """An answer with all that was given together with it."""
        late = [block for each in before for block in told_late(each)]
        said: Blocks = (*late, *exchange.blocks)
        return pages(said, MOST_BYTES - utf8_bytes(self._link(0)))

    def _link(self, number: int) -> str:
        """Where all of a long answer can be read at once; nothing without a public address."""
        if not self._server.public_url:
            return ""
        until = time.time() + self._server.result_days * 86_400
        url = f"{self._server.public_url}/r/{self._links.token(number, until)}"
        return link_text(Link("看全文", url))


def _asks_for_more(told: Incoming) -> bool:
    """Whether it was typed; an option that is called so is tapped."""
    return told.choice is None and (told.text or "").strip() in MORE
