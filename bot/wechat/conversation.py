"""From an incoming message to the XML of its reply: in time, in pages, with what came too late."""

from __future__ import annotations

import asyncio
import json
import time

from conversations import Blocks, Exchange, Link, Store

from ..courier import told_late
from ..errors import UserError
from ..links import Links
from ..rate_limit import RateLimit
from ..reception import Reception
from ..settings import Settings
from ..splitting import utf8_bytes
from .account import Account
from .messages import Incoming
from .outgoing import MOST_BYTES, link_text, pages
from .passive import text_reply, to_human

CHANNEL = "wechat"
IN_TIME = 4.5
"""Seconds; the platform waits five and then asks again."""
NOTHING = "success"
TOO_FAST = "说得太快了，请过一会儿再说。"
NO_MORE = "后面没有了。"
MORE = {"更多", "继续", "后面呢"}
READING_SECONDS = 7 * 86_400.0
"""How long it is remembered what was given together with an answer."""


class Conversation:
    """Answers the messages of the account's followers."""

    def __init__(
        self,
        reception: Reception,
        store: Store,
        limit: RateLimit,
        settings: Settings,
        *,
        account: Account | None,
        links: Links,
    ) -> None:
        self._account = account
        self._following: set[asyncio.Task[None]] = set()
        self._reception = reception
        self._store = store
        self._limit = limit
        self._human_agents = settings.wechat.human_agents
        self._server = settings.server
        self._links = links

    async def reply(self, told: Incoming) -> str:
        """The XML of the reply, or what says that there is none (yet)."""
        if told.text is None:
            return text_reply(told.user, told.account, told.notice) if told.notice else NOTHING
        if not self._limit.allows(f"{CHANNEL} {told.user}"):
            return text_reply(told.user, told.account, TOO_FAST)
        if told.text.strip() in MORE:
            return text_reply(told.user, told.account, await self._next_page(told))
        try:
            work = self._reception.receive(CHANNEL, told.user, told.key, told.text)
            exchange = await asyncio.wait_for(work, IN_TIME)
        except TimeoutError:
            self._follow_up(told)
            return NOTHING
        if exchange.act == "handoff" and self._human_agents:
            return to_human(told.user, told.account)
        return text_reply(told.user, told.account, await self._first_page(told, exchange))

    # -- what comes later ----------------------------------------------------------------------

    def _follow_up(self, told: Incoming) -> None:
        """The answer comes by customer service where there is one, else before the next answer."""
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

    async def _first_page(self, told: Incoming, exchange: Exchange) -> str:
        """The first page of an answer and of those that came too late before it; where all of it is."""
        late = await self._reception.late(CHANNEL, told.user)
        before = [each.number for each in late if each.number != exchange.number]
        if before:
            await asyncio.to_thread(self._keep_together, exchange, before)
        first, *rest = await asyncio.to_thread(self._pages, exchange)
        return first + self._link(exchange.number) if rest else first

    async def _next_page(self, told: Incoming) -> str:
        """What comes after the pages that were read already."""
        read, exchange = await self._reception.turn_page(CHANNEL, told.user, told.key)
        found = await asyncio.to_thread(self._pages, exchange) if exchange is not None else []
        return found[read] if read < len(found) else NO_MORE

    def _pages(self, exchange: Exchange) -> list[str]:
        """An answer with all that was given together with it, the same whenever it is asked for."""
        kept = self._store.kept_value(_together(exchange), time.time()) or "[]"
        late = [self._store.exchange(number) for number in json.loads(kept)]
        before = [block for each in late if each is not None for block in told_late(each)]
        said: Blocks = (*before, *exchange.blocks)
        return pages(said, MOST_BYTES - utf8_bytes(self._link(0)))

    def _keep_together(self, exchange: Exchange, before: list[int]) -> None:
        until = time.time() + READING_SECONDS
        self._store.keep_value(_together(exchange), json.dumps(before), until)

    def _link(self, number: int) -> str:
        """Where all of a long answer can be read at once; nothing without a public address."""
        if not self._server.public_url:
            return ""
        until = time.time() + self._server.result_days * 86_400
        url = f"{self._server.public_url}/r/{self._links.token(number, until)}"
        return link_text(Link("看全文", url))


def _together(exchange: Exchange) -> str:
    return f"{CHANNEL} with {exchange.number}"
