"""`/chat`: a conversation on a phone, with and without a script."""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse, StreamingResponse
from starlette.exceptions import HTTPException

from conversations import AskedQuestion, Exchange, StoreError
from policy_engine import FactValue, Policy

from ..choosing import choice_in, chosen
from ..courier import STAFF
from ..pages.editing import read_fact, shown_facts
from ..pages.forms import Form, first, form_of, is_secure, wants_part, whole
from ..pages.rendering import page, part
from ..pages.showing import shown
from ..rate_limit import address_of, too_fast
from ..services import Services

CHANNEL = "web"
COOKIE = "wence_chat"
COOKIE_SECONDS = 180 * 86_400
MOST_SHOWN = 40
LONGEST = 2_000
EVENT_SECONDS = 1.0
EVENTS_LAST = 300.0
"""Seconds after which the page opens a new stream of events."""
EXAMPLES = ("我们能享受哪些政策", "怎么申报")
"""What is asked about every policy; between them stands what an enterprise may tell."""


class ChatPages:
    """The conversation of whoever holds the cookie."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._notice = services.parts.notice
        self._reception = services.reception
        self._store = services.store
        self._limit = services.limit
        self._stopping = services.stopping

    @property
    def _policy(self) -> Policy:
        return self._services.parts.policy

    @property
    def _examples(self) -> tuple[str, ...]:
        return (EXAMPLES[0], self._services.parts.example, EXAMPLES[1])

    def routes(self) -> APIRouter:
        router = APIRouter(prefix="/chat", include_in_schema=False)
        router.get("")(self.whole_page)
        router.post("")(self.say)
        router.post("/facts")(self.edit)
        router.post("/feedback")(self.feedback)
        router.get("/events")(self.events)
        return router

    async def whole_page(self, request: Request) -> Response:
        """Everything that was said, the facts, and where to type; whoever is new gets a cookie."""
        sender = request.cookies.get(COOKIE, "")
        if not _is_sender(sender):
            sender = secrets.token_urlsafe(24)
        response = page(
            "chat.html",
            policy_title=self._policy.title,
            examples=self._examples,
            notice=self._notice,
            exchanges=self._shown(await self._answered_so_far(sender)),
            facts=shown_facts(self._policy, await self._facts(sender)),
        )
        response.set_cookie(
            COOKIE, sender, max_age=COOKIE_SECONDS, httponly=True, samesite="lax",
            secure=is_secure(request),
        )  # fmt: skip
        return response

    async def say(self, request: Request) -> Response:
        """What was typed, or chosen among the options of a question."""
        sender, form = _sender(request), await form_of(request)
        key = first(form, "message_id") or secrets.token_hex(16)
        if not await self._limit.allows(CHANNEL, sender, address_of(request)):
            await self._check_known(sender, key)
        text, question = await self._said(sender, form)
        exchange = await self._reception.receive(CHANNEL, sender, key, text, question=question)
        return await self._answered(request, sender, exchange)

    async def edit(self, request: Request) -> Response:
        """A fact that was edited in its place."""
        sender, form = _sender(request), await form_of(request)
        await self._limit.check(CHANNEL, sender, address_of(request))
        name, value = first(form, "fact"), first(form, "value").strip()
        known = await self._facts(sender)
        told = read_fact(self._policy, name, "" if "forget" in form else value, known)
        key = secrets.token_hex(16)
        exchange = await self._reception.tell(CHANNEL, sender, key, {name: told})
        return await self._answered(request, sender, exchange)

    async def feedback(self, request: Request) -> Response:
        """Whether an answer helped."""
        sender, form = _sender(request), await form_of(request)
        await self._limit.check(CHANNEL, sender, address_of(request))
        about, helpful = whole(form, "about"), first(form, "helpful") == "1"
        await self._reception.note_feedback(CHANNEL, sender, about=about, helpful=helpful, note="")
        return Response(status_code=204) if wants_part(request) else _back()

    async def events(self, request: Request) -> Response:
        """What staff say, as it comes (server-sent events); a reload shows it as well."""
        stream = self._events(request, _sender(request), _last_event(request))
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(stream, media_type="text/event-stream", headers=headers)

    async def _check_known(self, sender: str, key: str) -> None:
        """A copy of what was answered gets its answer, however fast it comes. Raises HTTPException."""
        if await self._reception.known(CHANNEL, sender, key) is None:
            raise too_fast()

    async def _said(self, sender: str, form: Form) -> tuple[str, AskedQuestion | None]:
        """The text of a message and, for a choice, the question it answers. Raises HTTPException."""
        if "asked" in form:
            return await self._choice(sender, form)
        text = first(form, "text").strip()[:LONGEST]
        if not text:
            raise HTTPException(422, "没有收到文字，请直接说您的情况或问题")
        return text, None

    async def _choice(self, sender: str, form: Form) -> tuple[str, AskedQuestion]:
        asked = await asyncio.to_thread(self._store.exchange, whole(form, "asked"))
        question = choice_in(self._policy, asked)
        mine = asked is not None and asked.user == self._reception.user(CHANNEL, sender)
        if question is not None and first(form, "question") not in ("", question.id):
            question = None  # the policy has changed under it
        told = [int(p) for p in form.get("option", ()) if p.isascii() and p.isdigit()]
        places = [] if "none" in form else told
        if "done" in form and not places:
            raise HTTPException(422, "还没有选；一项都没有就点“都不是”")
        text = chosen(question, places) if question and mine else None
        if question is None or text is None:
            raise HTTPException(422, "这个选择已经过期了，请直接打字告诉我")
        return text, question

    async def _answered(self, request: Request, sender: str, exchange: Exchange) -> Response:
        """The new exchange as a piece of the page, or the page again where there is no script."""
        if not wants_part(request):
            return _back()
        facts = shown_facts(self._policy, await self._facts(sender))
        return JSONResponse({
            "html": self._html(exchange),
            "number": exchange.number,
            "facts": part("_facts.html", "facts_view", facts),
            "count": len(facts),
            "forgotten": await asyncio.to_thread(self._store.exchange, exchange.number) is None,
        })  # fmt: skip

    async def _events(self, request: Request, sender: str, last: int | None) -> AsyncIterator[str]:
        """What came after the last event that arrived, then what comes.

        The page leaves out what it shows already, so nothing is lost and nothing doubled.
        """
        until = time.monotonic() + EVENTS_LAST
        answered = await self._answered_so_far(sender)
        newest = answered[-1].number if answered else 0
        yield f"id: {newest if last is None else last}\nretry: 3000\n\n"
        for exchange in answered:
            if exchange.number > (newest if last is None else last):
                yield self._event(exchange)
        while time.monotonic() < until and not self._stopping.is_set():
            if await request.is_disconnected():
                return
            with suppress(StoreError):  # it is tried again in a moment
                for exchange in await self._reception.waiting(CHANNEL, sender):
                    yield self._event(exchange)
                    await self._reception.given(exchange)
            await asyncio.sleep(EVENT_SECONDS)

    def _event(self, exchange: Exchange) -> str:
        told = json.dumps({"html": self._html(exchange)})
        return f"id: {exchange.number}\ndata: {told}\n\n"

    async def _answered_so_far(self, sender: str) -> list[Exchange]:
        """The latest answered messages of a visitor, oldest first."""
        user = self._reception.user(CHANNEL, sender)
        said = await asyncio.to_thread(lambda: list(self._store.transcript(CHANNEL, user)))
        return [exchange for exchange in said if exchange.reply is not None][-MOST_SHOWN:]

    def _shown(self, answered: list[Exchange]) -> list[Any]:
        """Of the last answer the options are offered, of earlier ones no more.

        What staff say meanwhile asks nothing, so it leaves them open.
        """
        asking = next((e for e in reversed(answered) if e.act != STAFF), None)
        return [shown(self._policy, e, is_open=e is asking) for e in answered]

    def _html(self, exchange: Exchange) -> str:
        return part("_exchange.html", "exchange_view", shown(self._policy, exchange))

    async def _facts(self, sender: str) -> Mapping[str, FactValue]:
        """What is known of the enterprise."""
        return (await asyncio.to_thread(self._reception.state, CHANNEL, sender)).facts


def _last_event(request: Request) -> int | None:
    """The last event that arrived before the connection was lost."""
    told = request.headers.get("last-event-id", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 16 else None


def _is_sender(cookie: str) -> bool:
    return 20 <= len(cookie) <= 128


def _sender(request: Request) -> str:
    """Who holds the cookie. Raises HTTPException."""
    sender = request.cookies.get(COOKIE, "")
    if not _is_sender(sender):
        raise HTTPException(403, "对话还没有开始，请先打开 /chat")
    return sender


def _back() -> Response:
    return RedirectResponse("/chat#composer", 303)
