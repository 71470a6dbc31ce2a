"""The pages of the inbox: what waits, one conversation, what is done with it."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse

from ..errors import UserError
from ..pages.forms import Form, first, whole
from ..pages.rendering import page, part
from .accounts import SignedIn
from .call_routes import Number
from .entry import Door, check
from .frame import Frame
from .inbox import Inbox
from .rights import Right
from .teaching import INTENTS, Teaching

Place = Annotated[int, Query(ge=1, le=10**15)]


class InboxRoutes:
    """The routes of the inbox."""

    def __init__(self, inbox: Inbox, teaching: Teaching, door: Door, frame: Frame) -> None:
        self._inbox = inbox
        self._teaching = teaching
        self._door = door
        self._frame = frame

    def add_to(self, router: APIRouter) -> None:
        router.get("/inbox")(self.inbox)
        router.get("/inbox/waiting")(self.waiting)
        router.get("/inbox/{number}")(self.item)
        router.get("/inbox/{number}/said")(self.said)
        router.post("/inbox/{number}")(self.handle)

    async def inbox(self, request: Request, page: Place = 1, like: Place | None = None) -> Response:
        """What waits to be looked at."""
        who = await self._door.allowed(request, Right.ANSWER)
        return await self._page(who, page, like)

    async def waiting(self, request: Request) -> Response:
        """What waits, for a page that stays open."""
        who = await self._door.who(request)
        found = await asyncio.to_thread(self._inbox.waiting, who)
        return JSONResponse({"count": found.count, "people": found.people, "told": found.told})

    async def said(self, request: Request, number: Number) -> Response:
        """What was said with a person, for a page that stays open."""
        await self._door.allowed(request, Right.ANSWER)
        history = await asyncio.to_thread(self._inbox.said, number)
        names = await asyncio.to_thread(self._inbox.names, history)
        html = part("_desk.html", "said_view", history, False, False, names)
        return JSONResponse({"html": html, "count": len(history)})

    async def item(
        self, request: Request, number: Number, page: Place = 1, like: Place | None = None
    ) -> Response:
        """One message with what was said around it; it is taken where one begins to answer."""
        who = await self._door.allowed(request, Right.ANSWER)
        return await self._page(who, page, like, open_item=number)

    async def handle(self, request: Request, number: Number) -> Response:
        """Whatever is done with a message and its conversation."""
        who, form = await self._door.changing(request, Right.ANSWER)
        if first(form, "action") == "take":
            await asyncio.to_thread(self._inbox.take, who, number)
            return JSONResponse({"told": "您在答这一条，别人先不能答。"})
        try:
            told, stays = await self._handled(who, number, form)
        except UserError as error:
            return await self._page(who, told=str(error), open_item=number, status=422)
        return await self._page(who, told=told, open_item=number if stays else None)

    async def _page(
        self,
        who: SignedIn,
        number: int = 1,
        like: int | None = None,
        *,
        told: str = "",
        open_item: int | None = None,
        status: int = 200,
    ) -> Response:
        opened = None
        if open_item is not None:
            opened = await asyncio.to_thread(self._inbox.open, who, open_item)
        values = {
            **await self._frame.around(who, Right.ANSWER, Right.PROPOSE),
            "shown": await asyncio.to_thread(self._inbox.page, number, like),
            "going": await asyncio.to_thread(self._inbox.going),
            "opened": opened,
            "told": told,
        }
        if opened is not None:
            values |= {
                "intents": INTENTS, "questions": await asyncio.to_thread(self._teaching.questions),
                "facts": self._teaching.facts(),
            }  # fmt: skip
        return page("desk_inbox.html", status, **values)

    async def _handled(self, who: SignedIn, number: int, form: Form) -> tuple[str, bool]:
        """What to tell, and whether the item stays open."""
        match first(form, "action"):
            case "answer":
                return await self._inbox.answer(who, number, first(form, "text")), False
            case "talk":
                text = first(form, "text")
                return await self._inbox.answer(who, number, text, take_over=True), True
            case "back":
                return await self._inbox.hand_back(who, number), False
            case "teach":
                check(who, Right.PROPOSE)
                return await asyncio.to_thread(self._taught, who, number, form), True
            case "put_back":
                await asyncio.to_thread(self._inbox.put_back, who, number)
                return "放回了，别人可以答", False
            case "dismiss_alike":
                done = await asyncio.to_thread(self._inbox.dismiss_alike, who, number)
                return f"好的，{done} 条都不用处理", False
            case _:
                await asyncio.to_thread(self._inbox.dismiss, who, number)
                return "好的，这一条不用处理", False

    def _taught(self, who: SignedIn, number: int, form: Form) -> str:
        sentence = self._inbox.sentence(number, whole(form, "sentence"))
        return self._teaching.propose(who, sentence, {name: first(form, name) for name in form})
