"""Before the door: signing in and out."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from urllib.parse import unquote

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from ..pages.forms import first, form_of
from ..pages.rendering import page
from ..rate_limit import Limits, address_of
from .accounts import Accounts, SignInError
from .entry import COOKIE, PATH, Door, admit
from .records import DeskRecords

MOST_WAITING = 10
"""Sign-ins that wait for their password to be looked at; one takes as much work as ten messages."""


class SignIn:
    """The only pages of the desk that answer anyone."""

    def __init__(self, records: DeskRecords, accounts: Accounts, door: Door, limit: Limits) -> None:
        self._records = records
        self._accounts = accounts
        self._door = door
        self._limit = limit
        self._hashing = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sign-in")
        self._waiting = 0

    def routes(self) -> APIRouter:
        router = APIRouter(prefix=PATH, include_in_schema=False)
        router.get("/login")(self.ask)
        router.post("/login")(self.sign_in)
        router.post("/logout")(self.sign_out)
        return router

    async def ask(self, next: str = "") -> Response:  # noqa: A002  as the address has it
        """Ask for name and password."""
        nobody = not await asyncio.to_thread(self._records.accounts)
        return page("login.html", next=_inside(next), problem="", nobody=nobody, name="")

    async def sign_in(self, request: Request) -> Response:
        """Let someone in, and on to where they were going."""
        form = await form_of(request)
        address = address_of(request)
        await self._limit.check_sign_in(address)
        name, password = first(form, "name").strip(), first(form, "password")[:200]
        goal = _inside(first(form, "next"))
        try:
            token = await self._token(name, password, address)
        except SignInError as error:
            told = {"next": goal, "problem": str(error), "nobody": False, "name": name[:32]}
            return page("login.html", 401, **told)
        return admit(RedirectResponse(goal or PATH, 303), token, request)

    async def _token(self, name: str, password: str, address: str) -> str:
        """Passwords are looked at one by one, so that chat goes on. Raises SignInError."""
        if self._waiting >= MOST_WAITING:
            raise HTTPException(429, "登录的人太多了，请过一会儿再试")
        self._waiting += 1
        try:
            work = partial(self._accounts.sign_in, name, password, address)
            token, _ = await asyncio.get_running_loop().run_in_executor(self._hashing, work)
        finally:
            self._waiting -= 1
        return token

    async def sign_out(self, request: Request) -> Response:
        """End the session."""
        who, _ = await self._door.sending(request)
        await asyncio.to_thread(self._accounts.sign_out, who)
        response = RedirectResponse(f"{PATH}/login", 303)
        response.delete_cookie(COOKIE, path=PATH)
        return response


def _inside(address: str) -> str:
    """Only an address of the desk itself is gone on to."""
    plain = unquote(address)
    safe = plain.startswith(f"{PATH}/") or plain == PATH
    return plain if safe and "\\" not in plain and "//" not in plain else ""
