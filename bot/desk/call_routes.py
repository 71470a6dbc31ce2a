"""A call on the screen: its page, its sheet, and everything that is changed in it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse
from markupsafe import escape
from starlette.exceptions import HTTPException

from ..choosing import Choice
from ..live import Live
from ..pages.forms import Form, first, wants_part
from ..pages.pdf import as_pdf, can_make_pdf
from ..pages.rendering import page, part, rendered
from ..pages.source import clauses
from .accounts import SignedIn
from .calls import Calls, may_change, may_see_phones, values
from .entry import PATH, Door
from .frame import Frame
from .read_aloud import UNDO
from .records import CLOSED, Call, DeskRecords
from .rights import Right
from .sheet import Sheet, summary
from .tickets.form import WrongFieldsError
from .tickets.ticket import Ticket

MOST_HITS = 8
Number = Annotated[int, Path(ge=1, le=10**15)]
Ended = Annotated[int | None, Query(ge=1, le=10**15)]


class CallRoutes:
    """The routes of calls, and of what is looked up during one."""

    def __init__(
        self,
        live: Live,
        records: DeskRecords,
        calls: Calls,
        door: Door,
        *,
        frame: Frame,
    ) -> None:
        self._live = live
        self._records = records
        self._calls = calls
        self._door = door
        self._frame = frame

    def add_to(self, router: APIRouter) -> None:
        router.get("")(self.start)
        router.get("/search")(self.search)
        router.get("/source/{measure:path}")(self.source)
        router.get("/calls/{number}")(self.call)
        router.get("/calls/{number}/sheet")(self.sheet)
        router.get("/calls/{number}/sheet.pdf")(self.pdf)
        router.get("/calls/{number}/summary")(self.summary)
        router.post("/calls")(self.new)
        router.post("/calls/{number}/say")(self.say)
        router.post("/calls/{number}/facts")(self.fill_in)
        router.post("/calls/{number}/undo")(self.undo)
        router.post("/calls/{number}/choose")(self.choose)
        router.post("/calls/{number}/set-aside")(self.set_aside)
        router.post("/calls/{number}/what-if")(self.suppose)
        router.post("/calls/{number}/hold")(self.hold)
        router.post("/calls/{number}/close")(self.close)

    # -- reading ----------------------------------------------------------------------------

    async def start(self, request: Request, ended: Ended = None) -> Response:
        """The latest call that is not closed, or none yet; after one has `ended` in this ticket
        none either, so that nothing is typed into the call of somebody else."""
        who = await self._door.who(request)
        calls = await asyncio.to_thread(self._records.calls, who.name)
        ticket = await asyncio.to_thread(self._ended, who, ended)
        if calls and ticket is None:
            return _to_call(calls[-1].number)
        around = await self._frame.around(who, Right.CALLS)
        told = f"来电已结束，工单 {ticket.number} 号。" if ticket else ""
        return page("desk_empty.html", **{**around, "ticket": ticket, "told": told})

    async def call(self, request: Request, number: Number) -> Response:
        """A call with its facts and measures."""
        who = await self._door.who(request)
        found = await self._call(who, number)
        await self._frame.seen(who, f"来电 {number}")
        return await self._page(who, found)

    async def sheet(self, request: Request, number: Number) -> Response:
        """The call on one page, to print."""
        made = await self._sheet(request, number, "测算单")
        return page("desk_sheet.html", **_shown(made))

    async def pdf(self, request: Request, number: Number) -> Response:
        """The same page as a file."""
        made = await self._sheet(request, number, "测算单 PDF")
        html = rendered("desk_sheet.html", **_shown(made))
        content = await asyncio.to_thread(as_pdf, html)
        headers = {
            "Content-Disposition": f'inline; filename="sheet-{number}.pdf"',
            "Cache-Control": "no-store",
        }
        return Response(content, media_type="application/pdf", headers=headers)

    async def summary(self, request: Request, number: Number) -> Response:
        """The call as a text to paste into another system."""
        text = summary(await self._sheet(request, number, "纪要"))
        if wants_part(request):
            return JSONResponse({"text": text})
        return PlainTextResponse(text, headers={"Cache-Control": "no-store"})

    async def search(self, request: Request, q: str = "") -> Response:
        """What there is about some words."""
        await self._door.who(request)
        hits = await asyncio.to_thread(self._live.parts.library.search, q[:200], MOST_HITS)
        return JSONResponse({"html": part("_desk.html", "hits_view", hits, q[:200])})

    async def source(self, request: Request, measure: str) -> Response:
        """The clause of a measure, with its sentence marked."""
        await self._door.who(request)
        found = clauses(self._live.parts.policy, measure)
        return JSONResponse({"html": part("_desk.html", "source_view", found)})

    # -- changing ---------------------------------------------------------------------------

    async def new(self, request: Request) -> Response:
        """Take a call."""
        who, _ = await self._door.changing(request, Right.CALLS)
        call = await asyncio.to_thread(self._calls.open, who)
        return _to_call(call.number)

    async def say(self, request: Request, number: Number) -> Response:
        """Note what the caller says, or answer what is asked."""
        who, call, form = await self._changing(request, number)
        await self._calls.say(who, call, first(form, "text"))
        return await self._changed(request, who, call)

    async def fill_in(self, request: Request, number: Number) -> Response:
        """Note facts in their fields, or roles that were ticked."""
        who, call, form = await self._changing(request, number)
        await self._calls.fill_in(who, call, _told(form))
        return await self._changed(request, who, call)

    async def undo(self, request: Request, number: Number) -> Response:
        """Back to before the last change of facts."""
        who, call, _ = await self._changing(request, number)
        await self._calls.say(who, call, UNDO)
        return await self._changed(request, who, call)

    async def choose(self, request: Request, number: Number) -> Response:
        """Answer the question that is open by the number of an option."""
        who, call, form = await self._changing(request, number)
        options = tuple(int(n) for n in form.get("option", ()) if n.isascii() and n.isdigit())
        if not options:
            raise HTTPException(422, "还没有选")
        await self._calls.choose(who, call, Choice(first(form, "question"), options))
        return await self._changed(request, who, call)

    async def set_aside(self, request: Request, number: Number) -> Response:
        """Leave a number without a place, for good."""
        who, call, form = await self._changing(request, number)
        await asyncio.to_thread(self._calls.set_aside, who, call, first(form, "mark")[:40])
        return await self._changed(request, who, call)

    async def suppose(self, request: Request, number: Number) -> Response:
        """What if: the supposed case beside the real one."""
        who, call, form = await self._changing(request, number)
        await self._frame.seen(who, f"假设 {number}")
        found = await self._calls.what_if(call, first(form, "text"))
        if not wants_part(request):
            return _to_call(number)
        return JSONResponse({"html": part("_desk.html", "what_if_view", found)})

    async def hold(self, request: Request, number: Number) -> Response:
        """Hold a call, or take a held one up again."""
        who, call, _ = await self._changing(request, number)
        await asyncio.to_thread(self._calls.hold, who, call)
        return _to_call(number)

    async def close(self, request: Request, number: Number) -> Response:
        """End a call with its ticket."""
        who, call, form = await self._changing(request, number)
        told = {name: first(form, name) for name in form}
        try:
            made = await asyncio.to_thread(self._calls.close, who, call, told)
        except WrongFieldsError as error:
            return await self._page(who, call, form=told, wrong=error.wrong)
        return RedirectResponse(f"{PATH}?ended={made.number}", 303)

    # -- inside -----------------------------------------------------------------------------

    async def _call(self, who: SignedIn, number: int) -> Call:
        return await asyncio.to_thread(self._calls.of, who, number)

    def _ended(self, who: SignedIn, number: int | None) -> Ticket | None:
        ticket = self._records.tickets.ticket(number) if number is not None else None
        return ticket if ticket is not None and ticket.call and ticket.staff == who.name else None

    async def _page(
        self,
        who: SignedIn,
        call: Call,
        *,
        form: Mapping[str, str] | None = None,
        wrong: Mapping[str, str] | None = None,
    ) -> Response:
        """A call on the screen; `wrong`: what keeps it from ending with this form."""
        around = await self._frame.around(who, Right.CALLS, Right.ALL_CALLS)
        screen = await self._calls.screen(call)
        names = {call.number: self._calls.title(call), **around["names"]}
        shown = {
            **around, **values(screen), "names": names, "example": self._live.parts.example,
            "locked": not may_change(who, call), "wrong": wrong or {},
            "sees_phones": may_see_phones(who, call),
        }  # fmt: skip
        if form is not None:
            shown["form"] = form
        return page("desk_call.html", 422 if wrong else 200, **shown)

    async def _sheet(self, request: Request, number: int, what: str) -> Sheet:
        who = await self._door.who(request)
        found = await self._call(who, number)
        await self._frame.seen(who, f"{what} {number}")
        return await self._calls.sheet(who, found)

    async def _changing(self, request: Request, number: int) -> tuple[SignedIn, Call, Form]:
        who, form = await self._door.changing(request, Right.CALLS)
        call = await self._call(who, number)
        if call.state == CLOSED:
            raise HTTPException(409, "这通电话已经结束，不能再改；要接着说就开一通新的")
        if not may_change(who, call):
            raise HTTPException(403, f"这是{call.staff}的来电，只能看，不能改")
        return who, call, form

    async def _changed(self, request: Request, who: SignedIn, call: Call) -> Response:
        """The panels as they are now, or the page again where there is no script."""
        if not wants_part(request):
            return _to_call(call.number)
        screen = await self._calls.screen(call)
        name = escape(await asyncio.to_thread(self._calls.title, call))
        return JSONResponse({
            "call-name": name,
            "tab-name": name,
            "validity": part("_desk.html", "validity_view", screen.view.validity),
            "said": part("_desk.html", "said_view", screen.said, True),
            "now": part("_desk.html", "now_view", screen.call, screen.view, who.csrf),
            "facts": part("_desk.html", "facts_view", screen.call, screen.view, who.csrf),
            "measures": part("_desk.html", "measures_view", screen.view),
            "draft": screen.ticket,
        })  # fmt: skip


def _shown(sheet: Sheet) -> dict[str, Any]:
    return {"sheet": sheet, "summary": summary(sheet), "has_pdf": can_make_pdf()}


def _to_call(number: int) -> Response:
    return RedirectResponse(f"{PATH}/calls/{number}", 303)


def _told(form: Form) -> dict[str, str]:
    """The facts of a form: one with its value, or roles that were ticked (or were not)."""
    if "fact" in form:
        return {first(form, "fact"): "" if "forget" in form else first(form, "value")}
    ticked = set(form.get("role", ()))
    offered = form.get("offered", ()) if "rest" in form else ticked
    if not ticked and "rest" not in form:
        raise HTTPException(422, "还没有勾选；一项都没有就按“其余都不是”")
    return {name: "是" if name in ticked else "否" for name in offered}
