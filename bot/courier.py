"""What staff say to a user, brought to them by the channel they wrote from."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable, Mapping

from conversations import (
    AskedQuestion,
    Blocks,
    Exchange,
    Group,
    Line,
    Store,
    StoredReply,
    plain_text,
)

from . import contract
from .errors import UserError
from .sealing import Seal, SealError

Send = Callable[[str, str], Awaitable[None]]
"""Sends a text to an address of one channel; raises UserError when it cannot."""
STAFF = "staff"
"""The act of what staff said themselves."""
GIVEN = "已经发出"
SHOWN = "已经放到对方的对话页，开着就看得到；没开的话，对方下次说话时给出"
LATER = "对方下次说话时给出（这个渠道现在不能主动发：{}）"
READ_ON_PAGE = ("web",)


def told_late(exchange: Exchange) -> Blocks:
    """An answer that comes with the next one, with whose it is.

    Its question is told, not asked: what is tapped or typed now answers the next one.
    """
    whose = Line("（工作人员的答复）" if exchange.act == STAFF else "（上一句的答复）")
    if not exchange.blocks:
        return ()
    first, *rest = (
        Line(plain_text([block])) if isinstance(block, AskedQuestion) else block
        for block in exchange.blocks
    )
    return (Group((whose, first)), *rest)


class Courier:
    """Keeps what staff said, and sends it where that is possible."""

    def __init__(self, store: Store, seal: Seal, senders: Mapping[str, Send]) -> None:
        self._store = store
        self._seal = seal
        self._senders = senders

    async def say(
        self,
        channel: str,
        user: str,
        text: str,
        *,
        kept: Callable[[int], None] = lambda _: None,
    ) -> str:
        """Say `text` to a user; returns how it reaches them, for the person who wrote it.

        `kept` is told its number before anybody reads it.
        """
        turn = contract.dumps({"reply": text, "act": STAFF, "facts": {}, "question": None})
        exchange = await asyncio.to_thread(
            self._store.add_reply,
            channel,
            user,
            external_id=f"staff {secrets.token_hex(12)}",
            reply=StoredReply(text, STAFF, turn),
            at=time.time(),
        )
        await asyncio.to_thread(kept, exchange.number)
        if channel in READ_ON_PAGE:
            return SHOWN
        try:
            await self._send(channel, user, text)
        except UserError as error:
            return LATER.format(error)
        await asyncio.to_thread(self._store.mark_late, exchange, False)
        return GIVEN

    async def _send(self, channel: str, user: str, text: str) -> None:
        send = self._senders.get(channel)
        sealed = await asyncio.to_thread(self._store.address, channel, user)
        if send is None or sealed is None:
            raise UserError("没有开通" if send is None else "没有留下地址")
        try:
            address = self._seal.open(sealed)
        except SealError as error:
            raise UserError(str(error)) from None
        await send(address, text)
