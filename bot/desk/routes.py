"""`/desk`: the hotline's screen and what it asks for. Every route goes through the door."""

from __future__ import annotations

import asyncio
import time
from datetime import date
from typing import Annotated, Any
from urllib.parse import unquote

from fastapi import APIRouter, Depends, Path, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse
from starlette.exceptions import HTTPException

from conversations import Store

from ..assembly import Parts
from ..rate_limit import RateLimit
from ..web.forms import Form, first, form_of, wants_part
from ..web.rendering import page, part
from ..web.source import clauses
from .accounts import ROLES, Accounts, SignedIn, SignInError
from .calls import Calls, values
from .entry import COOKIE, PATH, Door, admit
from .inbox import Inbox
from .numbers import channel_name, chart, days_until, found
from .records import CLOSED, Call, DeskRecords
from .sheet import summary

DAY = 86_400.0
Number = Annotated[int, Path(ge=1, le=10**15)]
CHARTS = (("对话的人", "users"), ("消息", "messages"), ("没听懂或要找人", "unclear"))
SHOWN_DAYS = 28
MOST_HITS = 8
SIGN_INS_PER_MINUTE = 60
"""From one address, which behind a proxy is everyone's; accounts lock one by one."""


class DeskPages:
    """The routes of the desk over its parts."""

    def __init__(
        self,
        parts: Parts,
        store: Store,
        records: DeskRecords,
        accounts: Accounts,
        calls: Calls,
        inbox: Inbox,
    ) -> None:
        self._parts = parts
        self._store = store
        self._records = records
        self._accounts = accounts
        self._calls = calls
        self._inbox = inbox
        self._door = Door(accounts)
        self._sign_ins = RateLimit(SIGN_INS_PER_MINUTE)

    def routes(self) -> tuple[APIRouter, APIRouter]:
        """What is before the door, and what is behind it."""
        outside = APIRouter(prefix=PATH, include_in_schema=False)
        self._sign_in(outside)
        behind = [Depends(self._door.who)]
        inside = APIRouter(prefix=PATH, include_in_schema=False, dependencies=behind)
        for add in (self._call_pages, self._call_changes, self._other_pages):
            add(inside)
        return outside, inside

    # -- signing in -------------------------------------------------------------------------

    def _sign_in(self, router: APIRouter) -> None:
        @router.get("/login")
        async def ask(next: str = "") -> Response:  # noqa: A002  as the address has it
            nobody = not await asyncio.to_thread(self._records.accounts)
            return page("login.html", next=_inside(next), problem="", nobody=nobody, name="")

        @router.post("/login")
        async def sign_in(request: Request) -> Response:
            form = await form_of(request)
            self._sign_ins.check(request.client.host if request.client else "")
            name, password = first(form, "name").strip(), first(form, "password")[:200]
            goal = _inside(first(form, "next"))
            try:
                token, _ = await asyncio.to_thread(self._accounts.sign_in, name, password)
            except SignInError as error:
                return page(
                    "login.html", 401, next=goal, problem=str(error), nobody=False, name=name[:32]
                )
            return admit(RedirectResponse(goal or PATH, 303), token, request)

        @router.post("/logout")
        async def sign_out(request: Request) -> Response:
            who, _ = await self._door.changing(request)
            await asyncio.to_thread(self._accounts.sign_out, who)
            response = RedirectResponse(f"{PATH}/login", 303)
            response.delete_cookie(COOKIE, path=PATH)
            return response

    # -- a call ------------------------------------------------------------------------------

    def _call_pages(self, router: APIRouter) -> None:
        @router.get("")
        async def start(request: Request) -> Response:
            """The latest call that is not closed, or none yet."""
            who = await self._door.who(request)
            calls = await asyncio.to_thread(self._records.calls, who.name)
            if calls:
                return RedirectResponse(f"{PATH}/calls/{calls[-1].number}", 303)
            return page("desk_empty.html", **await self._frame(who))

        @router.get("/calls/{number}")
        async def call(request: Request, number: Number) -> Response:
            who = await self._door.who(request)
            found = await self._call(who, number)
            await self._seen(who, f"来电 {number}")
            screen = await self._calls.screen(found)
            return page("desk_call.html", **{**await self._frame(who), **values(screen)})

        @router.get("/calls/{number}/sheet")
        async def sheet(request: Request, number: Number) -> Response:
            who = await self._door.who(request)
            found = await self._call(who, number)
            await self._seen(who, f"测算单 {number}")
            made = await self._calls.sheet(found)
            return page("desk_sheet.html", sheet=made, summary=summary(made))

        @router.get("/calls/{number}/summary")
        async def text(request: Request, number: Number) -> Response:
            who = await self._door.who(request)
            found = await self._call(who, number)
            await self._seen(who, f"纪要 {number}")
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

    def _call_changes(self, router: APIRouter) -> None:
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
            await self._seen(who, f"假设 {number}")
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

    # -- inbox, numbers, people ----------------------------------------------------------------

    def _other_pages(self, router: APIRouter) -> None:
        @router.get("/inbox")
        async def inbox(request: Request) -> Response:
            who = await self._door.who(request)
            items = await asyncio.to_thread(self._inbox.items)
            return page("desk_inbox.html", **await self._frame(who), items=items, opened=None)

        @router.get("/inbox/{number}")
        async def item(request: Request, number: Number) -> Response:
            who = await self._door.who(request)
            opened = await asyncio.to_thread(self._inbox.open, who, number)
            items = await asyncio.to_thread(self._inbox.items)
            return page(
                "desk_inbox.html", **await self._frame(who), items=items, opened=opened,
                intents=self._inbox.intents(), questions=self._inbox.questions(),
            )  # fmt: skip

        @router.post("/inbox/{number}")
        async def act(request: Request, number: Number) -> Response:
            who, form = await self._door.changing(request)
            told = await self._handled(who, number, form)
            items = await asyncio.to_thread(self._inbox.items)
            frame = await self._frame(who)
            return page(
                "desk_inbox.html", **{**frame, "items": items, "opened": None, "told": told}
            )

        @router.get("/numbers")
        async def numbers(request: Request) -> Response:
            who = await self._door.who(request)
            since = time.time() - SHOWN_DAYS * DAY
            counts = await asyncio.to_thread(self._store.counts, since)
            turns = await asyncio.to_thread(lambda: list(self._store.last_turns(since)))
            days = days_until(date.fromtimestamp(time.time()), SHOWN_DAYS)  # noqa: DTZ012
            charts = [(title, chart(counts, what, days)) for title, what in CHARTS]
            unclear = await asyncio.to_thread(self._inbox.items)
            return page(
                "desk_numbers.html", **await self._frame(who), counts=counts, charts=charts,
                channels={count.channel: channel_name(count.channel) for count in counts},
                found=found(self._parts.policy, turns), unclear=unclear[:20], days=SHOWN_DAYS,
            )  # fmt: skip

        @router.get("/people")
        async def people(request: Request) -> Response:
            who = await self._door.admin(request)
            accounts = await asyncio.to_thread(self._records.accounts)
            entries = await asyncio.to_thread(self._records.audit)
            return page(
                "desk_people.html", **await self._frame(who), accounts=accounts, entries=entries,
                roles=ROLES, now=time.time(),
            )  # fmt: skip

    # -- inside ------------------------------------------------------------------------------

    async def _frame(self, who: SignedIn) -> dict[str, Any]:
        """What every page of the desk shows around its own."""
        calls = await asyncio.to_thread(self._records.calls, who.name)
        waiting = await asyncio.to_thread(self._inbox.count)
        return {"who": who, "calls": calls, "waiting": waiting, "call": None, "told": "",
                "role": ROLES[who.role]}  # fmt: skip

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

    async def _handled(self, who: SignedIn, number: int, form: Form) -> str:
        if first(form, "action") == "answer":
            return await self._inbox.answer(who, number, first(form, "text"))
        if first(form, "action") == "mark":
            intent = first(form, "intent")
            return await asyncio.to_thread(self._inbox.mark, who, number, intent)
        await asyncio.to_thread(self._inbox.dismiss, who, number)
        return "好的，这一条不用处理"

    async def _seen(self, who: SignedIn, subject: str) -> None:
        await asyncio.to_thread(self._records.note, time.time(), who.name, "看", subject)


def _told(form: Form) -> dict[str, str]:
    """The facts of a form: one with its value, or roles that were ticked (or were not)."""
    if "fact" in form:
        return {first(form, "fact"): "" if "forget" in form else first(form, "value")}
    ticked = set(form.get("role", ()))
    offered = form.get("offered", ()) if "rest" in form else ticked
    if not ticked and "rest" not in form:
        raise HTTPException(422, "还没有勾选；一项都没有就按“其余都不是”")
    return {name: "是" if name in ticked else "否" for name in offered}


def _inside(address: str) -> str:
    """Only an address of the desk itself is gone on to."""
    plain = unquote(address)
    safe = plain.startswith(f"{PATH}/") or plain == PATH
    return plain if safe and "\\" not in plain and "//" not in plain else ""
