"""Passive replies: the XML that answers a message in the same request (公众平台 · 被动回复)."""

from __future__ import annotations

import re
import time

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def text_reply(user: str, account: str, text: str) -> str:
    """A text; nothing in it can end its CDATA."""
    return _reply(user, account, "text", f"<Content>{_cdata(text)}</Content>")


def to_human(user: str, account: str) -> str:
    """Hands the message over to the account's human agents."""
    return _reply(user, account, "transfer_customer_service")


def _reply(user: str, account: str, kind: str, content: str = "") -> str:
    return (
        f"<xml><ToUserName>{_cdata(user)}</ToUserName><FromUserName>{_cdata(account)}</FromUserName>"
        f"<CreateTime>{int(time.time())}</CreateTime><MsgType>{_cdata(kind)}</MsgType>{content}</xml>"
    )


def _cdata(text: str) -> str:
    safe = _NOT_XML.sub("", text).replace("]]>", "]]]]><![CDATA[>")
    return f"<![CDATA[{safe}]]>"
