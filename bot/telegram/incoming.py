"""What an update of Telegram means to the conversation (core.telegram.org/bots/api#update)."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Any

from telegram import CallbackQuery, Chat, Message, Update, User

from .buttons import Press, press_of

COMMANDS = (
    ("start", "开始"),
    ("help", "怎么用"),
    ("facts", "看已经记下的情况"),
    ("source", "看原文，如 /source 8"),
    ("reset", "清空，重新开始"),
)
CHANNEL = "telegram"
WELCOME = "你好"
CORRECTED = "更正：{}"
"""An edited message is a correction; said like this it is understood as one."""
_COMMAND = re.compile(r"^/([A-Za-z]\w*)(?:@(\w+))?(?:\s+(.*))?$", re.DOTALL)
_MEASURE = re.compile(r"^(\d)[-_](\d)$")
_CANNOT = (
    ("photo", "图片我看不了，请把里面的情况打字告诉我，比如面积、家数、金额。"),
    ("voice", "语音我听不了，请打字告诉我。"),
    ("audio", "语音我听不了，请打字告诉我。"),
    ("video", "视频我看不了，请打字告诉我。"),
    ("video_note", "视频我看不了，请打字告诉我。"),
    ("sticker", "收到。有什么想问的，请打字告诉我。"),
    ("animation", "收到。有什么想问的，请打字告诉我。"),
    ("document", "文件我打不开，请把里面的情况打字告诉我。"),
    ("location", "位置我用不上。请说说您企业的情况，比如做什么、多大、多少家、多少钱。"),
    ("contact", "名片我用不上。请说说您企业的情况。"),
    ("poll", "投票我用不上。请说说您企业的情况。"),
    ("dice", "收到。有什么想问的，请打字告诉我。"),
    ("story", "动态我看不了，请把里面的情况打字告诉我。"),
    ("venue", "位置我用不上。请说说您企业的情况，比如做什么、多大、多少家、多少钱。"),
    ("game", "游戏我玩不了。有什么想问的，请打字告诉我。"),
    ("paid_media", "图片我看不了，请把里面的情况打字告诉我，比如面积、家数、金额。"),
    ("checklist", "清单我看不了，请把里面的情况打字告诉我。"),
)
_WHO_SAYS_WHAT = (
    "message_id", "date", "edit_date", "chat", "from", "sender_chat", "text", "caption",
    "message_thread_id", "is_topic_message", "media_group_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message, edit or button of a person.

    `text` goes into the conversation; without it `notice` is all there is to say.
    `press` is a button under one of our own messages. In a group each person has a
    conversation of their own, and answers point to the message they answer.
    """

    chat: int
    person: str
    key: str
    text: str | None = None
    notice: str | None = None
    press: Press | None = None
    query: CallbackQuery | None = None
    reply_to: int | None = None
    topic: int | None = None
    """The thread of a forum that the message stands in."""
    album: str | None = None
    """What photos sent together have in common."""


def incoming(update: Update, bot: User, holds: Container[str]) -> Incoming | None:
    """What there is to answer, or `None`: not from a person, or not for us.

    `holds`: the fields of the message as it came, also those that the library cannot read.
    """
    if update.callback_query is not None:
        return _pressed(update.callback_query, bot)
    message = update.message or update.edited_message
    if message is None or not _is_from_a_person(message):
        return None
    edited = update.edited_message is not None
    in_group = message.chat.type != Chat.PRIVATE
    text = message.text or message.caption
    if in_group:
        for_us = _for_us(message, text or "", bot)
        if for_us is None:
            return None
        text = for_us or None
    said = _meant(text, bot) if text is not None else None
    notice = _notice(holds) if said is None and text is None else None
    if (said is None and notice is None) or (edited and (said is None or said.startswith("/"))):
        return None
    return Incoming(
        chat=message.chat.id,
        person=_person(message.chat, message.from_user, message.sender_chat),
        key=f"{bot.id} update {update.update_id}" if edited else message_key(message, bot),
        text=CORRECTED.format(said) if edited else said,
        notice=notice,
        reply_to=message.message_id if in_group else None,
        topic=message.message_thread_id if message.is_topic_message else None,
        album=message.media_group_id,
    )


def message_key(message: Message, bot: User) -> str:
    """A message's id among all: those of private chats begin anew with every bot."""
    return f"{bot.id} {message.chat.id} {message.message_id}"


def _is_from_a_person(message: Message) -> bool:
    """Not from a bot; an administrator who stays anonymous speaks as the group."""
    as_group = message.sender_chat is not None and message.sender_chat.id == message.chat.id
    return as_group or (message.from_user is not None and not message.from_user.is_bot)


def _pressed(query: CallbackQuery, bot: User) -> Incoming | None:
    if query.message is None or query.data is None:
        return None
    chat = query.message.chat
    group = chat.type != Chat.PRIVATE
    return Incoming(
        chat.id,
        _person(chat, query.from_user, None),
        f"{bot.id} button {query.id}",
        press=press_of(query.data),
        query=query,
        reply_to=query.message.message_id if group else None,
    )


def _person(chat: Chat, user: User | None, sender_chat: Chat | None) -> str:
    """Whose conversation it is: in a group each person has one, an anonymous one the group's."""
    if chat.type == Chat.PRIVATE or user is None:
        return str(chat.id)
    return f"{chat.id}:{sender_chat.id if sender_chat is not None else user.id}"


def _for_us(message: Message, text: str, bot: User) -> str | None:
    """The text of a group message without our name, or `None` when it is not for us."""
    name = re.compile(rf"@{re.escape(bot.username or '')}\b", re.IGNORECASE)
    answered = message.reply_to_message
    to_us = (
        answered is not None and answered.from_user is not None and answered.from_user.id == bot.id
    )
    if not bot.username or not (to_us or name.search(text)):
        return None
    return name.sub("", text).strip()


def _meant(text: str, bot: User) -> str | None:
    """A message as it is said to the conversation; /start greets or opens a topic."""
    command = _COMMAND.match(text.strip())
    if command is None:
        return text
    name, addressed, rest = command[1].lower(), command[2], (command[3] or "").strip()
    if addressed and addressed.lower() != (bot.username or "").lower():
        return None
    if name == "start":
        measure = _MEASURE.match(rest)
        if measure:
            return f"{measure[1]}.{measure[2]}"
        return f"第{rest}条" if rest.isdigit() and len(rest) < 3 else WELCOME
    return f"/{name} {rest}".strip()


def _notice(holds: Container[str]) -> str | None:
    """What to say to a kind of message that cannot be read; service messages get nothing."""
    return next((said for kind, said in _CANNOT if kind in holds), None)


def without_attachments(data: Mapping[str, Any]) -> dict[str, Any]:
    """An update with no more of its message than who says what to whom, for a library that does
    not know the rest yet, or no longer."""
    return {
        name: {key: part for key, part in told.items() if key in _WHO_SAYS_WHAT}
        if isinstance(told, dict) and name in ("message", "edited_message")
        else told
        for name, told in data.items()
    }
