"""A call on the screen: its page, its sheet, and everything that is changed in it."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse
from starlette.exceptions import HTTPException

from ..assembly import Parts
from ..web.forms import Form, first, wants_part
from ..web.rendering import page, part
from ..web.source import clauses
from .accounts import SignedIn
from .calls import Calls, values
from .entry import PATH, Door
from .frame import Frame
from .records import CLOSED, Call, DeskRecords
from .sheet import summary

MOST_HITS = 8
Number = Annotated[int, Path(ge=1, le=10**15)]


class CallRoutes:
    """The routes of calls, and of what is looked up during one."""

    def __init__(
        self, parts: Parts, records: DeskRecords, calls: Calls, door: Door, frame: Frame
    ) -> None:
        self._parts = parts
        self._records = records
        self._calls = calls
        self._door = door
        self._frame = frame

    def add_to(self, router: APIRouter) -> None:
        self._add_pages(router)
        self._add_changes(router)

    def _add_pages(self, router: APIRouter) -> None:
        @router.get("")
        async def start(request: Request) -> Response:
            """The latest call that is not closed, or none yet."""
            who = await self._door.who(request)
            calls = await asyncio.to_thread(self._records.calls, who.name)
            if calls:
                return RedirectResponse(f"{PATH}/calls/{calls[-1].number}", 303)
            return page("desk_empty.html", **await self._frame.around(who))

        @router.get("/calls/{number}")
        async def call(request: Request, number: Number) -> Response:
            who = await self._door.who(request)
            found = await self._call(who, number)
            await self._frame.seen(who, f"来电 {number}")
            screen = await self._calls.screen(found)
            return page("desk_call.html", **{**await self._frame.around(who), **values(screen)})

        @router.get("/calls/{number}/sheet")
        async def sheet(request: Request, number: Number) -> Response:
            who = await self._door.who(request)
            found = await self._call(who, number)
            await self._frame.seen(who, f"测算单 {number}")
            made = await self._calls.sheet(found)
            return page("desk_sheet.html", sheet=made, summary=summary(made))

        @router.get("/calls/{number}/summary")
        async def text(request: Request, number: Number) -> Response:
            who = await self._door.who(request)
            found = await self._call(who, number)
            await self._frame.seen(who, f"纪要 {number}")
            made = await self._calls.sheet(found)
            if wants_part(request):
                return JSONResponse({"text": summary(made)})
            return PlainTextResponse(summary(made), headers={"Cache-Control": "no-store"})

        @router.get("/search")
        async def search(request: Request, q: str = "") -> Response:
            await self._door.who(request)
            hits = await asyncio.to_thread(self._parts.library.search, q[:200], MOST_HITS)
            return JSONResponse({"html": part("_desk.html", "hits_view", hits)})

        @router.get("/source/{measure}")
        async def source(request: Request, measure: str) -> Response:
            await self._door.who(request)
            return JSONResponse(
                {"html": part("_desk.html", "source_view", clauses(self._parts.policy, measure))}
            )

    def _add_changes(self, router: APIRouter) -> None:
        @router.post("/calls")
        async def new(request: Request) -> Response:
            who, _ = await self._door.changing(request)
            call = await asyncio.to_thread(self._calls.open, who)
            return RedirectResponse(f"{PATH}/calls/{call.number}", 303)

        @router.post("/calls/{number}/say")
        async def say(request: Request, number: Number) -> Response:
            who, call, form = await self._changing(request, number)
            await self._calls.say(who, call, first(form, "text"))
            return await self._changed(request, who, call)

        @router.post("/calls/{number}/facts")
        async def facts(request: Request, number: Number) -> Response:
            who, call, form = await self._changing(request, number)
            await self._calls.fill_in(who, call, _told(form))
            return await self._changed(request, who, call)

        @router.post("/calls/{number}/what-if")
        async def suppose(request: Request, number: Number) -> Response:
            who, call, form = await self._changing(request, number)
            await self._frame.seen(who, f"假设 {number}")
            found = await self._calls.what_if(call, first(form, "text"))
            html = part("_desk.html", "what_if_view", found)
            if wants_part(request):
                return JSONResponse({"html": html})
            return RedirectResponse(f"{PATH}/calls/{number}", 303)

        @router.post("/calls/{number}/hold")
        async def hold(request: Request, number: Number) -> Response:
            who, call, _ = await self._changing(request, number)
            await asyncio.to_thread(self._calls.hold, who, call)
            return RedirectResponse(f"{PATH}/calls/{number}", 303)

        @router.post("/calls/{number}/close")
        async def close(request: Request, number: Number) -> Response:
            who, call, form = await self._changing(request, number)
            outcome, note = first(form, "outcome"), first(form, "note")
            await asyncio.to_thread(self._calls.close, who, call, outcome, note)
            return RedirectResponse(PATH, 303)

    async def _call(self, who: SignedIn, number: int) -> Call:
        return await asyncio.to_thread(self._calls.of, who, number)

    async def _changing(self, request: Request, number: int) -> tuple[SignedIn, Call, Form]:
        who, form = await self._door.changing(request)
        call = await self._call(who, number)
        if call.state == CLOSED:
            raise HTTPException(409, "这通电话已经结束，不能再改；要接着说就开一通新的")
        return who, call, form

    async def _changed(self, request: Request, who: SignedIn, call: Call) -> Response:
        """The panels as they are now, or the page again where there is no script."""
        if not wants_part(request):
            return RedirectResponse(f"{PATH}/calls/{call.number}", 303)
        screen = await self._calls.screen(call)
        return JSONResponse({
            "said": part("_desk.html", "said_view", screen.said),
            "facts": part("_desk.html", "facts_view", screen.call, screen.view, who.csrf),
            "measures": part("_desk.html", "measures_view", screen.view),
        })  # fmt: skip


def _told(form: Form) -> dict[str, str]:
    """The facts of a form: one with its value, or roles that were ticked (or were not)."""
    if "fact" in form:
        return {first(form, "fact"): "" if "forget" in form else first(form, "value")}
    ticked = set(form.get("role", ()))
    offered = form.get("offered", ()) if "rest" in form else ticked
    if not ticked and "rest" not in form:
        raise HTTPException(422, "还没有勾选；一项都没有就按“其余都不是”")
    return {name: "是" if name in ticked else "否" for name in offered}
