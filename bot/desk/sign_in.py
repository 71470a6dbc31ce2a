"""Before the door: signing in and out."""

from __future__ import annotations

import asyncio
from urllib.parse import unquote

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from ..rate_limit import RateLimit
from ..web.forms import first, form_of
from ..web.rendering import page
from .accounts import Accounts, SignInError
from .entry import COOKIE, PATH, Door, admit
from .records import DeskRecords

SIGN_INS_PER_MINUTE = 60
"""From one address, which behind a proxy is everyone's; accounts lock one by one."""


def sign_in_routes(records: DeskRecords, accounts: Accounts, door: Door) -> APIRouter:
    """The only pages of the desk that answer anyone."""
    router = APIRouter(prefix=PATH, include_in_schema=False)
    sign_ins = RateLimit(SIGN_INS_PER_MINUTE)

    @router.get("/login")
    async def ask(next: str = "") -> Response:  # noqa: A002  as the address has it
        nobody = not await asyncio.to_thread(records.accounts)
        return page("login.html", next=_inside(next), problem="", nobody=nobody, name="")

    @router.post("/login")
    async def sign_in(request: Request) -> Response:
        form = await form_of(request)
        sign_ins.check(request.client.host if request.client else "")
        name, password = first(form, "name").strip(), first(form, "password")[:200]
        goal = _inside(first(form, "next"))
        try:
            token, _ = await asyncio.to_thread(accounts.sign_in, name, password)
        except SignInError as error:
            return page(
                "login.html", 401, next=goal, problem=str(error), nobody=False, name=name[:32]
            )
        return admit(RedirectResponse(goal or PATH, 303), token, request)

    @router.post("/logout")
    async def sign_out(request: Request) -> Response:
        who, _ = await door.changing(request)
        await asyncio.to_thread(accounts.sign_out, who)
        response = RedirectResponse(f"{PATH}/login", 303)
        response.delete_cookie(COOKIE, path=PATH)
        return response

    return router


def _inside(address: str) -> str:
    """Only an address of the desk itself is gone on to."""
    plain = unquote(address)
    safe = plain.startswith(f"{PATH}/") or plain == PATH
    return plain if safe and "\\" not in plain and "//" not in plain else ""
