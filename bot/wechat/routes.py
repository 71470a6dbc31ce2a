"""The account's endpoint: verification by GET, messages by POST."""

from __future__ import annotations

import asyncio
import json
import os
import time
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from conversations import Exchange

from ..assembly import Parts
from ..courier import told_late
from ..errors import UserError
from ..rate_limit import RateLimit
from ..reception import Reception
from ..settings import Settings
from ..splitting import utf8_bytes
from ..web.links import Links
from .account import Account
from .envelope import Envelope, RefusedError, Signed
from .messages import Incoming, fields_of, incoming
from .replies import MOST_BYTES, pages, text_reply, to_human, with_options

CHANNEL = "wechat"
IN_TIME = 4.5
"""Seconds; the platform waits five and then asks again."""
NOTHING = "success"
TOO_FAST = "说得太快了，请过一会儿再说。"
MORE = {"更多", "继续", "后面呢"}


def envelope_of(parts: Parts) -> Envelope:
    """The account's envelope, its secrets from the environment. Raises UserError."""
    token = os.environ.get("WECHAT_TOKEN", "")
    if not token:
        raise UserError("设了 wechat.app_id，还要用环境变量 WECHAT_TOKEN 给出公众平台上填的令牌")
    wechat = parts.settings.wechat
    try:
        key = os.environ.get("WECHAT_AES_KEY", "")
        return Envelope(token, wechat.app_id, key, wechat.encrypted_only)
    except ValueError as error:
        raise UserError(f"WECHAT_AES_KEY 不对：{error}") from None


def wechat_routes(
    parts: Parts,
    reception: Reception,
    limit: RateLimit,
    account: Account | None,
    links: Links,
) -> APIRouter:
    """`/wechat`, for the server configuration page of the account's console."""
    envelope = envelope_of(parts)
    router = APIRouter(include_in_schema=False)
    conversation = _Conversation(reception, limit, parts.settings, account, links)

    @router.get("/wechat")
    async def verify(
        signature: str = "", timestamp: str = "", nonce: str = "", echostr: str = ""
    ) -> Response:
        try:
            envelope.check(Signed(signature, timestamp, nonce))
        except RefusedError:
            return Response(status_code=403)
        return Response(echostr, media_type="text/plain")

    @router.post("/wechat")
    async def message(
        request: Request,
        signature: str = "",
        timestamp: str = "",
        nonce: str = "",
        encrypt_type: str = "",
        msg_signature: Annotated[str, Query()] = "",
    ) -> Response:
        signed = Signed(signature, timestamp, nonce)
        try:
            fields = fields_of(await request.body())
            sealed = encrypt_type == "aes" or ("Encrypt" in fields and "MsgType" not in fields)
            if sealed:
                xml = envelope.open(fields.get("Encrypt", ""), signed, msg_signature)
            else:
                envelope.check(signed)
                envelope.accept_plain()
                xml = (await request.body()).decode()
            told = incoming(xml)
        except RefusedError:
            return Response(status_code=403)
        reply = await conversation.reply(told)
        if reply == NOTHING:
            return Response(NOTHING, media_type="text/plain")
        answer = envelope.seal(reply, nonce) if sealed else reply
        return Response(answer, media_type="application/xml")

    return router


class _Conversation:
    """From an incoming message to the XML of its reply."""

    def __init__(
        self,
        reception: Reception,
        limit: RateLimit,
        settings: Settings,
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
        if told.text is None:
            return text_reply(told.user, told.account, told.notice) if told.notice else NOTHING
        if not self._limit.allows(f"{CHANNEL} {told.user}"):
            return text_reply(told.user, told.account, TOO_FAST)
        if told.text.strip() in MORE:
            return text_reply(told.user, told.account, await self._next_page(told))
        late = await self._reception.late(CHANNEL, told.user)
        try:
            work = self._reception.receive(CHANNEL, told.user, told.key, told.text)
            exchange = await asyncio.wait_for(work, IN_TIME)
        except TimeoutError:
            self._follow_up(told)
            return NOTHING
        if exchange.act == "handoff" and self._human_agents:
            return to_human(told.user, told.account)
        return text_reply(told.user, told.account, self._first_page(exchange, late))

    def _follow_up(self, told: Incoming) -> None:
        """The answer comes by customer service where there is one, else before the next answer."""
        task = asyncio.create_task(self._send_later(told))
        self._following.add(task)
        task.add_done_callback(self._following.discard)

    async def _send_later(self, told: Incoming) -> None:
        def send(exchange: Exchange) -> None:
            if self._account is None:
                raise UserError("没有开客服消息")
            turn = json.loads(exchange.turn or "{}")
            self._account.send_answer(told.user, exchange.reply or "", turn)

        await self._reception.give_later(CHANNEL, told.user, told.key, told.text or "", send)

    async def _next_page(self, told: Incoming) -> str:
        """What comes after the pages that were read already."""
        read, exchange = await self._reception.turn_page(CHANNEL, told.user, told.key)
        found = pages(exchange.reply or "", self._room) if exchange is not None else []
        return found[read] if read < len(found) else "后面没有了。"

    def _first_page(self, exchange: Exchange, late: list[Exchange]) -> str:
        earlier = "".join(f"{told_late(e)}\n\n" for e in late if e.number != exchange.number)
        first, *rest = pages(earlier + (exchange.reply or ""), self._room)
        if rest and self._server.public_url:
            first += self._link(exchange.number)
        return with_options(first, json.loads(exchange.turn or "{}"))

    @property
    def _room(self) -> int:
        """Bytes of a page beside the link to all of it."""
        return MOST_BYTES - (utf8_bytes(self._link(0)) if self._server.public_url else 0)

    def _link(self, number: int) -> str:
        """Where all of a long answer can be read at once."""
        until = time.time() + self._server.result_days * 86_400
        url = f"{self._server.public_url}/r/{self._links.token(number, until)}"
        return f'\n<a href="{url}">看全文</a>'
