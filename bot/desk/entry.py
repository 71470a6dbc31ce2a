"""The door of the desk: nothing behind it answers without a session, nothing changes without its token."""

from __future__ import annotations

import asyncio
import re
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.exceptions import HTTPException

from ..pages.forms import Form, first, form_of, is_secure, wants_part
from .accounts import Accounts, SignedIn, same_token
from .rights import Right, refusal

COOKIE = "wence_staff"
PATH = "/desk"
EXPIRED = "登录过期了，请重新登录。"


class SignInNeededError(Exception):
    """Nobody is signed in."""


class Door:
    """Lets signed-in people through."""

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts

    async def who(self, request: Request) -> SignedIn:
        """The person of a request. Raises SignInNeededError."""
        token = request.cookies.get(COOKIE, "")
        found = await asyncio.to_thread(self._accounts.signed_in, token)
        if found is None:
            raise SignInNeededError
        return found

    async def allowed(self, request: Request, right: Right) -> SignedIn:
        """The person, who has to have a right. Raises HTTPException."""
        found = await self.who(request)
        check(found, right)
        return found

    async def changing(self, request: Request, right: Right) -> tuple[SignedIn, Form]:
        """The person, who has to have a right, and the form of a request that changes something.
        Raises HTTPException."""
        found, form = await self.sending(request)
        check(found, right)
        return found, form

    async def sending(self, request: Request) -> tuple[SignedIn, Form]:
        """The person and the form, sent from a page of their own. Raises HTTPException."""
        found = await self.who(request)
        form = await form_of(request)
        told = request.headers.get("x-csrf-token") or first(form, "csrf")
        if not same_token(told, found.csrf):
            raise HTTPException(403, "页面过期了，请刷新再试")
        return found, form


def check(who: SignedIn, right: Right) -> None:
    """Raises HTTPException, which says who may, where this person may not."""
    if not who.may(right):
        raise HTTPException(403, refusal(who.role, right))


def admit(response: Response, token: str, request: Request) -> Response:
    """Give the browser its session."""
    response.set_cookie(
        COOKIE, token, path=PATH, httponly=True, samesite="strict", secure=is_secure(request)
    )
    return response


def install(app: FastAPI) -> None:
    """Whoever is not signed in is sent to the door; a script is told so."""

    @app.exception_handler(SignInNeededError)
    async def closed(request: Request, _error: Exception) -> Response:
        if wants_part(request) or not _from_a_browser(request):
            return JSONResponse({"error": EXPIRED}, 401)
        goal = request.url.path if request.method == "GET" else _page_of(request.url.path)
        return RedirectResponse(f"{PATH}/login?next={quote(goal)}", 303)


def _from_a_browser(request: Request) -> bool:
    return request.method == "GET" or "text/html" in request.headers.get("accept", "")


def _page_of(path: str) -> str:
    """The page on which a form stands that is sent to `path`.

    >>> _page_of("/desk/calls/7/hold"), _page_of("/desk/logout")
    ('/desk/calls/7', '/desk')
    """
    found = re.match(rf"{PATH}/(?:calls|inbox|tickets|knowledge|review)/\d+", path)
    return found[0] if found else PATH
