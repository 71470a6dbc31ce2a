"""Replies as WeChat takes them: passive text of at most 2,048 bytes, options to tap."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from ..splitting import split, utf8_bytes

MOST_BYTES = 2_000
MORE = "\n（没完，回“更多”看后面）"


def pages(text: str, most: int = MOST_BYTES) -> list[str]:
    """A long text as pages to ask for one by one.

    >>> pages("一二三。四五六。", 30)
    ['一二三。四五六。']
    """
    rest = text.strip()
    if utf8_bytes(rest) <= most:
        return [rest]
    *earlier, last = split(rest, most - utf8_bytes(MORE), utf8_bytes)
    return [*(part + MORE for part in earlier), last]


def parts(text: str) -> list[str]:
    """A long text as messages of their own."""
    return split(text, MOST_BYTES, utf8_bytes)


def tap_menu(text: str, turn: Mapping[str, Any]) -> tuple[str, dict[str, Any]] | None:
    """What comes before the options, and the options with the question as a `msgmenu`.

    None when the text does not end in numbered options (公众平台 · 客服接口 · 发送菜单消息).
    """
    lines = _option_lines(turn)
    if not lines or "\n".join(lines) not in text:
        return None
    before, _, after = text.rpartition("\n".join(lines))
    said, _, asked = before.strip().rpartition("\n\n")
    items = [{"id": str(place), "content": line} for place, line in enumerate(lines, 1)]
    menu = {"head_content": asked, "list": items, "tail_content": after.strip()}
    return said, menu


def with_options(text: str, turn: Mapping[str, Any]) -> str:
    """Numbered options as links that send the number when tapped, where all of it fits."""
    lines = text.split("\n")
    for place, line in enumerate(_option_lines(turn), 1):
        if line in lines:
            href = f"weixin://bizmsgmenu?msgmenucontent={quote(str(place))}&msgmenuid={place}"
            lines[lines.index(line)] = f'<a href="{href}">{line}</a>'
    linked = "\n".join(lines)
    return linked if utf8_bytes(linked) <= MOST_BYTES else text


def _option_lines(turn: Mapping[str, Any]) -> list[str]:
    """The options of the question as its text numbers them."""
    options: Sequence[Mapping[str, Any]] = (turn.get("question") or {}).get("options") or []
    return [f"{place}. {option['label']}" for place, option in enumerate(options, 1)]


def text_reply(user: str, account: str, text: str) -> str:
    """The XML of a passive text reply; nothing in it can end its CDATA."""
    return _reply(user, account, "text", f"<Content>{_cdata(text)}</Content>")


def to_human(user: str, account: str) -> str:
    """Hands the message over to the account's human agents."""
    return _reply(user, account, "transfer_customer_service")


def _reply(user: str, account: str, kind: str, content: str = "") -> str:
    return (
        f"<xml><ToUserName>{_cdata(user)}</ToUserName><FromUserName>{_cdata(account)}</FromUserName>"
        f"<CreateTime>{int(time.time())}</CreateTime><MsgType>{_cdata(kind)}</MsgType>{content}</xml>"
    )


_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _cdata(text: str) -> str:
    safe = _NOT_XML.sub("", text).replace("]]>", "]]]]><![CDATA[>")
    return f"<![CDATA[{safe}]]>"
