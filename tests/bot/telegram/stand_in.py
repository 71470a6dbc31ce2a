"""A stand-in for the Bot API over real HTTP, as core.telegram.org/bots/api documents it.

- getUpdates (#getupdates): an update is confirmed as soon as getUpdates is called with an
  offset higher than its update_id; before that it comes again. Long polling by `timeout`.
- setWebhook (#setwebhook): updates are POSTed with X-Telegram-Bot-Api-Secret-Token; an
  answer that is not 2xx is tried again.
- Errors (#making-requests, #responseparameters): `ok` false, `error_code`, `description`,
  and `parameters.retry_after` with 429.
- Limits: text 1 to 4096 characters (#sendmessage), callback_data 1 to 64 bytes
  (#inlinekeyboardbutton).
"""

from __future__ import annotations

import itertools
import json
import socket
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx

from tests.loopback import JsonHandler, serving

TOKEN = "123456:abcdefghijklmnop-stand-in"
ME = {"id": 99, "is_bot": True, "first_name": "问策", "username": "wence_bot"}
Json = dict[str, Any]


@dataclass
class BotApi:
    """What the stand-in knows, was asked, and will do wrong next."""

    url: str = ""
    calls: list[tuple[str, Json]] = field(default_factory=list)
    faults: dict[str, list[tuple[int, float]]] = field(default_factory=lambda: defaultdict(list))
    """Per method: status (0 drops the connection unanswered) and seconds of delay or retry_after."""
    pending: list[Json] = field(default_factory=list)
    webhook: Json = field(default_factory=dict)
    messages: dict[int, Json] = field(default_factory=dict)
    lock: threading.Condition = field(default_factory=threading.Condition)
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1000))

    # -- what a person does ------------------------------------------------------------

    def say(self, text: str, chat: int = 1, **more: Any) -> Json:
        """An update with a text message; nothing is sent yet."""
        message = {"message_id": next(self.numbers), "date": int(time.time()), "chat": _chat(chat),
                   "from": _person(more.pop("person", abs(chat))), "text": text, **more}  # fmt: skip
        return {"update_id": next(self.numbers), "message": message}

    def press(self, label: str, chat: int = 1, person: int | None = None) -> Json:
        """An update for pressing the newest button that reads so."""
        with self.lock:
            for message in sorted(self.messages.values(), key=lambda m: -int(m["message_id"])):
                for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                    for button in row:
                        if message["chat"]["id"] == chat and button["text"].endswith(label):
                            return self.pressed(message, button["callback_data"], person)
        raise AssertionError(f"没有按钮 {label}")

    def pressed(self, message: Json, data: str, person: int | None = None) -> Json:
        number = next(self.numbers)
        sender = _person(person or abs(message["chat"]["id"]))
        query = {"id": str(number), "from": sender, "message": message, "chat_instance": "c",
                 "data": data}  # fmt: skip
        return {"update_id": number, "callback_query": query}

    def push(self, update: Json, secret: str | None = None) -> httpx.Response:
        """POST an update to the webhook as Telegram does."""
        token = self.webhook["secret_token"] if secret is None else secret
        headers = {"X-Telegram-Bot-Api-Secret-Token": token}
        return httpx.post(self.webhook["url"], json=update, headers=headers, timeout=10)

    def offer(self, *updates: Json) -> None:
        """Have updates ready for getUpdates."""
        with self.lock:
            self.pending.extend(updates)
            self.lock.notify_all()

    # -- what can be seen ----------------------------------------------------------------

    def sent(self, chat: int = 1) -> list[str]:
        """The texts sent to a chat, in order."""
        with self.lock:
            return [p["text"] for m, p in self.calls
                    if m == "sendMessage" and int(p["chat_id"]) == chat and p.get("done")]  # fmt: skip

    def wait_for(self, count: int, chat: int = 1, seconds: float = 15) -> list[str]:
        """The texts sent to a chat once there are so many."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if len(self.sent(chat)) >= count:
                return self.sent(chat)
            time.sleep(0.02)
        raise AssertionError(f"只有 {self.sent(chat)}")

    def wait_for_call(self, method: str, seconds: float = 15) -> Json:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            with self.lock:
                found = [p for m, p in self.calls if m == method and p.get("done")]
            if found:
                return found[-1]
            time.sleep(0.02)
        raise AssertionError(f"没有调用 {method}")

    # -- the methods ----------------------------------------------------------------------

    def answer(self, method: str, told: Json) -> tuple[int, Json]:
        name = "".join(f"_{c.lower()}" if c.isupper() else c for c in method)
        handler = getattr(self, f"_{name}", None)
        if handler is None:
            return 404, {"ok": False, "error_code": 404, "description": "Not Found"}
        try:
            return 200, {"ok": True, "result": handler(told)}
        except ValueError as error:
            return 400, {"ok": False, "error_code": 400, "description": f"Bad Request: {error}"}

    def _get_me(self, _told: Json) -> Json:
        return ME

    def _set_my_commands(self, told: Json) -> bool:
        assert all(c["description"] for c in json.loads(told["commands"]))
        return True

    def _set_webhook(self, told: Json) -> bool:
        self.webhook = told
        return True

    def _delete_webhook(self, _told: Json) -> bool:
        self.webhook = {}
        return True

    def _get_updates(self, told: Json) -> list[Json]:
        offset, until = int(told.get("offset", 0)), time.monotonic() + float(told["timeout"])
        with self.lock:
            numbers = [
                u["update_id"] if isinstance(u["update_id"], int) else offset for u in self.pending
            ]
            self.pending = [u for u, n in zip(self.pending, numbers, strict=True) if n >= offset]
            while not self.pending and time.monotonic() < until:
                self.lock.wait(0.1)
            return list(self.pending)

    def _send_message(self, told: Json) -> Json:
        return self._kept(next(self.numbers), told)

    def _edit_message_text(self, told: Json) -> Json:
        before = self.messages[int(told["message_id"])]
        if before.get("text") == told["text"]:
            raise ValueError("message is not modified")
        return self._kept(int(told["message_id"]), told)

    def _edit_message_reply_markup(self, told: Json) -> Json:
        message = {**self.messages[int(told["message_id"])]}
        message.pop("reply_markup", None)
        if "reply_markup" in told:
            message["reply_markup"] = json.loads(told["reply_markup"])
        self.messages[message["message_id"]] = message
        return message

    def _answer_callback_query(self, _told: Json) -> bool:
        return True

    def _send_chat_action(self, _told: Json) -> bool:
        return True

    def _kept(self, number: int, told: Json) -> Json:
        if not 1 <= len(told["text"].encode("utf-16-le")) // 2 <= 4096:
            raise ValueError("message is too long")
        message = {"message_id": number, "date": int(time.time()), "from": ME,
                   "chat": _chat(int(told["chat_id"])), "text": told["text"]}  # fmt: skip
        if "entities" in told:
            message["entities"] = json.loads(told["entities"])
        if "reply_markup" in told:
            message["reply_markup"] = json.loads(told["reply_markup"])
            for row in message["reply_markup"]["inline_keyboard"]:
                for button in row:
                    assert 1 <= len(button["callback_data"].encode()) <= 64
        self.messages[number] = message
        return message


def _chat(number: int) -> Json:
    return {"id": number, "type": "private" if number > 0 else "supergroup", "title": "群"}


def _person(number: int) -> Json:
    return {"id": number, "is_bot": False, "first_name": "<b>某人</b>"}


@contextmanager
def bot_api() -> Iterator[BotApi]:
    """A running stand-in."""
    api = BotApi()

    class Handler(JsonHandler):
        def respond(self, _method: str) -> None:
            method = urlsplit(self.path).path.removeprefix(f"/bot{TOKEN}/")
            told: Json = {k: v[0] for k, v in parse_qs(self.body().decode()).items()}
            with api.lock:
                api.calls.append((method, told))
                status, seconds = api.faults[method].pop(0) if api.faults[method] else (200, 0.0)
            if status == 429:
                more = {"parameters": {"retry_after": int(seconds)}}
                self.answer({"ok": False, "error_code": 429, "description": "Too Many Requests: retry later", **more}, 429)  # fmt: skip
                return
            time.sleep(seconds)
            if status == 0:
                self.connection.shutdown(socket.SHUT_RDWR)
                self.close_connection = True
                return
            if status != 200:
                self.answer_raw(b"<html>Bad Gateway</html>", status)
                return
            status, answer = api.answer(method, told)
            with api.lock:
                told["done"] = status == 200
            self.answer(answer, status)

    with serving(Handler) as url:
        api.url = url
        yield api
