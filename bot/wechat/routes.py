"""The account's endpoint: verification by GET, messages by POST."""

from __future__ import annotations

import os
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from ..errors import UserError
from ..settings import WeChatSettings
from .conversation import NOTHING, Conversation
from .envelope import Envelope, RefusedError, Signed
from .messages import fields_of, incoming


def envelope_of(wechat: WeChatSettings) -> Envelope:
    """The account's envelope, its secrets from the environment. Raises UserError."""
    token = os.environ.get("WECHAT_TOKEN", "")
    if not token:
        raise UserError("设了 wechat.app_id，还要用环境变量 WECHAT_TOKEN 给出公众平台上填的令牌")
    try:
        key = os.environ.get("WECHAT_AES_KEY", "")
        return Envelope(token, wechat.app_id, key, wechat.encrypted_only)
    except ValueError as error:
        raise UserError(f"WECHAT_AES_KEY 不对：{error}") from None


class Endpoint:
    """`/wechat`, for the server configuration page of the account's console."""

    def __init__(self, envelope: Envelope, conversation: Conversation) -> None:
        self._envelope = envelope
        self._conversation = conversation

    def routes(self) -> APIRouter:
        router = APIRouter(include_in_schema=False)
        router.get("/wechat")(self.verify)
        router.post("/wechat")(self.message)
        return router

    async def verify(
        self, signature: str = "", timestamp: str = "", nonce: str = "", echostr: str = ""
    ) -> Response:
        """Prove to the console that this is the account's server."""
        try:
            self._envelope.check(Signed(signature, timestamp, nonce))
        except RefusedError:
            return Response(status_code=403)
        return Response(echostr, media_type="text/plain")

    async def message(
        self,
        request: Request,
        signature: str = "",
        timestamp: str = "",
        nonce: str = "",
        *,
        encrypt_type: str = "",
        msg_signature: Annotated[str, Query()] = "",
    ) -> Response:
        """Answer a message in its own request, as it came: sealed or plain."""
        signed, body = Signed(signature, timestamp, nonce), await request.body()
        try:
            xml, sealed = self._opened(body, signed, encrypt_type, msg_signature)
            told = incoming(xml)
        except RefusedError:
            return Response(status_code=403)
        reply = await self._conversation.reply(told)
        if reply == NOTHING:
            return Response(NOTHING, media_type="text/plain")
        answer = self._envelope.seal(reply, nonce) if sealed else reply
        return Response(answer, media_type="application/xml")

    def _opened(
        self, body: bytes, signed: Signed, encrypt_type: str, msg_signature: str
    ) -> tuple[str, bool]:
        """The XML of a message, and whether it was sealed. Raises RefusedError.

        Nothing is parsed of what does not carry the account's signature; the platform sends it
        in every mode.
        """
        self._envelope.check(signed)
        fields = fields_of(body)
        if encrypt_type == "aes" or ("Encrypt" in fields and "MsgType" not in fields):
            return self._envelope.open(fields.get("Encrypt", ""), signed, msg_signature), True
        self._envelope.accept_plain()
        return body.decode(), False
