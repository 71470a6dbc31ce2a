"""`/chat` and what belongs to it: a conversation on a phone, a result behind a link, the source."""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from collections.abc import AsyncIterator, Mapping
from threading import Event
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse, StreamingResponse
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

from conversations import Exchange, Store
from nlu import read_value
from policy_engine import FactValue

from ..assembly import Parts
from ..choosing import asked_question, question_of, said
from ..rate_limit import RateLimit
from ..reception import Reception
from ..today import local_today
from .forms import Form, first, form_of, is_secure, wants_part, whole
from .links import Links
from .rendering import STATIC, page, part
from .showing import shown, shown_facts, value_text
from .source import clauses

CHANNEL = "web"
COOKIE = "wence_chat"
COOKIE_SECONDS = 180 * 86_400
MOST_SHOWN = 40
LONGEST = 2_000
EVENT_SECONDS = 1.0
EVENTS_LAST = 300.0
"""Seconds after which the page opens a new stream of events."""
EXAMPLES = (
    "我们能享受哪些政策",
    "我们做跨境电商平台，四十多家入网企业，去年成交额4000万",
    "怎么申报",
)
BACK = ("/chat", "到对话页")
CAVEAT = "金额以主管部门审核为准。"


def chat_routes(
    parts: Parts,
    reception: Reception,
    store: Store,
    limit: RateLimit,
    links: Links,
    stopping: Event,
) -> APIRouter:
    """The pages for enterprises."""
    router = APIRouter(include_in_schema=False)
    pages = _Pages(parts, reception, store, limit, stopping)

    @router.get("/chat")
    async def chat(request: Request) -> Response:
        sender = request.cookies.get(COOKIE, "")
        if not _is_sender(sender):
            sender = secrets.token_urlsafe(24)
        response = page("chat.html", **await pages.chat(sender))
        response.set_cookie(
            COOKIE, sender, max_age=COOKIE_SECONDS, httponly=True, samesite="lax",
            secure=is_secure(request),
        )  # fmt: skip
        return response

    @router.post("/chat")
    async def say(request: Request) -> Response:
        sender, form = _sender(request), await form_of(request)
        exchange = await pages.say(sender, form)
        return await pages.answered(request, sender, exchange)

    @router.post("/chat/facts")
    async def facts(request: Request) -> Response:
        sender, form = _sender(request), await form_of(request)
        exchange = await pages.tell(sender, form)
        return await pages.answered(request, sender, exchange)

    @router.post("/chat/feedback")
    async def feedback(request: Request) -> Response:
        sender, form = _sender(request), await form_of(request)
        limit.check(f"{CHANNEL} {sender}")
        helpful = first(form, "helpful") == "1"
        await reception.note_feedback(CHANNEL, sender, whole(form, "about"), helpful, "")
        return Response(status_code=204) if wants_part(request) else _back()

    @router.get("/chat/events")
    async def events(request: Request) -> Response:
        stream = pages.events(request, _sender(request))
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(stream, media_type="text/event-stream", headers=headers)

    @router.get("/r/{token}")
    async def result(token: str) -> Response:
        number = links.number(token, time.time())
        exchange = await asyncio.to_thread(store.exchange, number) if number else None
        if exchange is None or exchange.reply is None:
            told = "链接过期了，或者记录已经删除。请回到对话里再问一次。"
            return page("notice.html", 410, heading="看不到了", text=told, back=BACK)
        day = time.strftime("%Y-%m-%d", time.localtime(exchange.answered_at))
        return page(
            "result.html", shown=shown(parts.desk, exchange), day=day, caveat=CAVEAT,
            policy_title=parts.policy.title,
        )  # fmt: skip

    @router.get("/source")
    def source(measure: str = "") -> Response:
        return page(
            "source.html", policy_title=parts.policy.title, clauses=clauses(parts.policy, measure)
        )

    return router


def static_files() -> StaticFiles:
    """Scripts, styles, icon; their addresses carry a digest."""
    return _Cached(directory=STATIC)


class _Cached(StaticFiles):
    def file_response(self, *args: object, **more: object) -> Response:
        response: Response = super().file_response(*args, **more)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response


class _Pages:
    """What the routes do, for one conversation at a time."""

    def __init__(
        self,
        parts: Parts,
        reception: Reception,
        store: Store,
        limit: RateLimit,
        stopping: Event,
    ) -> None:
        self._parts = parts
        self._reception = reception
        self._store = store
        self._limit = limit
        self._stopping = stopping

    async def chat(self, sender: str) -> dict[str, Any]:
        """The values of the whole page."""
        user = self._reception.user(CHANNEL, sender)
        said_so_far = await asyncio.to_thread(lambda: list(self._store.transcript(CHANNEL, user)))
        answered = [e for e in said_so_far if e.reply is not None][-MOST_SHOWN:]
        return {
            "policy_title": self._parts.policy.title,
            "examples": EXAMPLES,
            "exchanges": [
                shown(self._parts.desk, exchange, is_open=exchange is answered[-1])
                for exchange in answered
            ],
            "facts": shown_facts(self._parts.policy, await self._facts(sender)),
        }

    async def say(self, sender: str, form: Form) -> Exchange:
        """What was typed, or chosen among the options of a question."""
        self._limit.check(f"{CHANNEL} {sender}")
        key = first(form, "message_id") or secrets.token_hex(16)
        if "asked" not in form:
            text = first(form, "text").strip()[:LONGEST]
            if not text:
                raise HTTPException(422, "没有收到文字，请直接说您的情况或问题")
            return await self._reception.receive(CHANNEL, sender, key, text)
        asked = await asyncio.to_thread(self._store.exchange, whole(form, "asked"))
        question = question_of(asked)
        mine = asked is not None and asked.user == self._reception.user(CHANNEL, sender)
        places = (
            []
            if "none" in form
            else [int(p) for p in form.get("option", ()) if p.isascii() and p.isdigit()]
        )
        if "done" in form and not places:
            raise HTTPException(422, "还没有选；一项都没有就点“都不是”")
        chosen = said(question, places) if question and mine else None
        if question is None or chosen is None:
            raise HTTPException(422, "这个选择已经过期了，请直接打字告诉我")
        asked_for = asked_question(self._parts.policy, question)
        return await self._reception.receive(CHANNEL, sender, key, chosen, asked_for)

    async def tell(self, sender: str, form: Form) -> Exchange:
        """A fact that was edited in its place."""
        self._limit.check(f"{CHANNEL} {sender}")
        name, value = first(form, "fact"), first(form, "value").strip()
        known = await self._facts(sender)
        told = read_fact(self._parts, name, "" if "forget" in form else value, known)
        key = secrets.token_hex(16)
        return await self._reception.tell(CHANNEL, sender, key, {name: told})

    async def answered(self, request: Request, sender: str, exchange: Exchange) -> Response:
        """The new exchange as a piece of the page, or the page again where there is no script."""
        if not wants_part(request):
            return _back()
        facts = shown_facts(self._parts.policy, await self._facts(sender))
        return JSONResponse({
            "html": part("_exchange.html", "exchange_view", shown(self._parts.desk, exchange)),
            "number": exchange.number, "facts": part("_facts.html", "facts_view", facts),
            "count": len(facts),
            "forgotten": await asyncio.to_thread(self._store.exchange, exchange.number) is None,
        })  # fmt: skip

    async def events(self, request: Request, sender: str) -> AsyncIterator[str]:
        """What staff say, as it comes (server-sent events); a reload shows it as well."""
        until = time.monotonic() + EVENTS_LAST
        yield "retry: 3000\n\n"
        while time.monotonic() < until and not self._stopping.is_set():
            if await request.is_disconnected():
                return
            for exchange in await self._reception.late(CHANNEL, sender):
                html = part("_exchange.html", "exchange_view", shown(self._parts.desk, exchange))
                yield f"id: {exchange.number}\ndata: {json.dumps({'html': html})}\n\n"
            await asyncio.sleep(EVENT_SECONDS)

    async def _facts(self, sender: str) -> Mapping[str, FactValue]:
        """What is known of the enterprise."""
        return (await asyncio.to_thread(self._reception.state, CHANNEL, sender)).facts


def read_fact(
    parts: Parts, name: str, text: str, known: Mapping[str, FactValue]
) -> FactValue | None:
    """What was filled in for a fact; nothing means not known. Raises FactError.

    What stood in the form already is what is known, to the last open end of a range.
    """
    definition = parts.policy.definition(name)
    if name in known and text == value_text(known[name]):
        return known[name]
    return read_value(definition, text, local_today()) if text else None


def _is_sender(cookie: str) -> bool:
    return 20 <= len(cookie) <= 128


def _sender(request: Request) -> str:
    sender = request.cookies.get(COOKIE, "")
    if not _is_sender(sender):
        raise HTTPException(403, "对话还没有开始，请先打开 /chat")
    return sender


def _back() -> Response:
    return RedirectResponse("/chat#composer", 303)
