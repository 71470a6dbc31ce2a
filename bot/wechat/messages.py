"""What comes from WeChat, as the conversation needs it: who, what, and which message it is."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from xml.parsers.expat import ExpatError

import xmltodict

from ..choosing import Choice
from .envelope import RefusedError
from .outgoing import tapped

_DECLARATION = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_TYPED = ("Content", "Recognition", "EventKey", "Title", "Description", "Label")
"""What people type, which may read like XML."""
_CDATA = {name: re.compile(rf"<{name}><!\[CDATA\[(.*)\]\]></{name}>", re.DOTALL) for name in _TYPED}
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_NUMBERED = re.compile(r"&#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}));")
_CANNOT = {
    "image": "图片我看不了，请把里面的情况打字告诉我，比如面积、家数、金额。",
    "voice": "这段语音没有识别出文字，请打字告诉我。",
    "video": "视频我看不了，请打字告诉我。",
    "shortvideo": "视频我看不了，请打字告诉我。",
    "location": "位置我用不上。请说说您企业的情况，比如做什么、多大、多少家、多少钱。",
    "link": "链接我打不开，请把要问的打字告诉我。",
}
_WITHOUT_ID = ("CreateTime", "MsgType", "Event", "EventKey", "Content")
WELCOME = "你好"
"""A new follower is answered as if greeting."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message or event.

    `text` goes into the conversation; without it `notice` is all there is to say, and
    without either nothing is. `key` names the message among all of this user's.
    """

    user: str
    account: str
    key: str
    text: str | None = None
    notice: str | None = None
    choice: Choice | None = None
    """The option of a menu that was tapped."""


def fields_of(body: bytes) -> dict[str, str]:
    """The outer fields of a posted XML. Raises RefusedError for anything that is no such XML.

    What was typed is taken out first: whatever it reads like, it is text.
    """
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        raise RefusedError("不是 UTF-8") from None
    typed: dict[str, str] = {}
    for name, pattern in _CDATA.items():
        if name in typed or (found := pattern.search(text)) is None:
            continue
        typed[name] = _NOT_XML.sub("", found[1].replace("]]]]><![CDATA[>", "]]>"))
        text = text[: found.start()] + text[found.end() :]
    return _parsed(_NUMBERED.sub(_allowed, _NOT_XML.sub("", text))) | typed


def _parsed(text: str) -> dict[str, str]:
    if _DECLARATION.search(text):
        raise RefusedError("XML 里有声明")
    try:
        found = xmltodict.parse(text)["xml"]
    except (ExpatError, KeyError, TypeError, ValueError, RecursionError):
        raise RefusedError("不是合格的 XML") from None
    if not isinstance(found, dict):
        raise RefusedError("不是合格的 XML")
    return {name: value for name, value in found.items() if isinstance(value, str)}


def _allowed(reference: re.Match[str]) -> str:
    """A character by its number, unless XML has no such character."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    known = code < 0x110000 and not 0xD800 <= code < 0xE000
    return reference[0] if known and code >= 9 and not _NOT_XML.match(chr(code)) else ""


def incoming(xml: str) -> Incoming:
    """The message in an opened XML. Raises RefusedError."""
    fields = fields_of(xml.encode())
    if not fields.get("FromUserName") or not fields.get("ToUserName"):
        raise RefusedError("消息里缺发送人")
    user, account, kind = fields["FromUserName"], fields["ToUserName"], fields.get("MsgType", "")
    text, notice = _meant(kind, fields)
    menu = fields.get("bizmsgmenuid") if kind == "text" else None
    choice = tapped(menu) if menu else None
    return Incoming(user, account, _key(account, fields), text, notice, choice)


def _key(account: str, fields: dict[str, str]) -> str:
    """What tells a message from a user's others, and a copy of it not.

    WeChat asks again for what was not answered in time: a message with its MsgId, an event
    without one (公众平台 · 接收事件推送). Several menu buttons may be clicked within a second.
    """
    if fields.get("MsgId") and fields.get("MsgType") != "event":
        return json.dumps([account, fields["MsgId"]])
    return json.dumps([account, *(fields.get(name) for name in _WITHOUT_ID)])


def _meant(kind: str, fields: dict[str, str]) -> tuple[str | None, str | None]:
    if kind == "text":
        return fields.get("Content", ""), None
    if kind == "voice" and fields.get("Recognition"):
        return fields["Recognition"], None
    if kind == "event":
        return _of_event(fields.get("Event", "").lower(), fields)
    return None, _CANNOT.get(kind, "这种消息我看不了，请打字告诉我。")


def _of_event(event: str, fields: dict[str, str]) -> tuple[str | None, str | None]:
    """A click says what its key says; a scan of a new follower is a subscription."""
    if event == "subscribe":
        return WELCOME, None
    if event == "click":
        return fields.get("EventKey", ""), None
    return None, None
