"""`wence serve`: one ASGI application for REST, Rasa's channel, WeChat, Telegram, health and metrics."""

from __future__ import annotations

import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from policy_engine import FactError

from .errors import UserError
from .metrics import Metrics
from .pages.forms import wants_part
from .pages.rendering import page
from .rest import Api, Problem
from .services import Services
from .web.chat import ChatPages
from .web.reading import ReadingPages, static_files
from .wechat.conversation import Conversation
from .wechat.routes import Endpoint, envelope_of

log = logging.getLogger("wence")
MOST_BYTES = 64 * 1024
MOST_BYTES_OF = {"/telegram": 1024 * 1024}
"""An update quotes the message it answers, and every Chinese character takes six bytes in it."""


def create_app(services: Services) -> FastAPI:
    """The application; it closes the reception when it stops."""
    telegram = services.telegram

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as running:
            running.push_async_callback(services.reception.close)
            if telegram is not None:
                await running.enter_async_context(telegram.running(app))
            yield

    problems: dict[int | str, dict[str, Any]] = {
        code: {"model": Problem} for code in (400, 413, 422, 429)
    }
    app = FastAPI(title="问策 Wence", version="0.1.0", lifespan=lifespan, responses=problems)
    _errors(app)
    app.middleware("http")(_guarded(services.metrics))
    app.include_router(Api(services).routes())
    if services.parts.settings.wechat.app_id:
        app.include_router(_wechat(services))
    app.include_router(ChatPages(services).routes())
    app.include_router(ReadingPages(services).routes())
    app.mount("/static", static_files(), name="static")
    if telegram is not None:
        app.include_router(telegram.routes())
    return app


def _wechat(services: Services) -> APIRouter:
    """The official account's endpoint. Raises UserError when its secrets are not set up."""
    settings = services.parts.settings
    conversation = Conversation(
        reception=services.reception,
        store=services.store,
        limit=services.limit,
        settings=settings,
        account=services.account,
        links=services.links,
    )
    return Endpoint(envelope_of(settings.wechat), conversation).routes()


def _guarded(
    metrics: Metrics,
) -> Callable[[Request, Callable[[Request], Awaitable[Response]]], Awaitable[Response]]:
    """Refuse what is too large; count and time the rest; log no word of what was said."""

    async def guard(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
        began = time.perf_counter()
        most = MOST_BYTES_OF.get(request.url.path, MOST_BYTES)
        declared = request.headers.get("content-length", "0")
        too_large = declared.isdigit() and int(declared) > most
        if too_large or not await _fits(request, most):
            return _problem(413, f"消息太大，最多 {most // 1024} KB")
        response = await go_on(request)
        route = request.scope.get("route")
        path = getattr(route, "path", "其他")
        seconds = time.perf_counter() - began
        metrics.count_request(path, response.status_code, seconds)
        told = {"method": request.method, "path": path, "status": response.status_code}
        log.info("request", extra={**told, "ms": round(seconds * 1000, 1)})
        return response

    return guard


async def _fits(request: Request, most: int) -> bool:
    """Whether the body is at most so long; a longer one is not read to its end."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            return False
    request._body = bytes(body)  # what is read once is what everything behind reads
    return True


def _errors(app: FastAPI) -> None:
    @app.exception_handler(RequestValidationError)
    async def invalid(_request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"] if step != "body")
        told = f"“{where}”不对" if where else "要 JSON"
        return _problem(
            422, f"请求写得不对：{told}（{_READABLE.get(first['type'], first['type'])}）"
        )

    @app.exception_handler(UserError)
    @app.exception_handler(FactError)
    async def wrong(request: Request, error: Exception) -> Response:
        return _refusal(request, 400, str(error))

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        return _refusal(request, error.status_code, str(error.detail))

    @app.exception_handler(Exception)
    async def broken(_request: Request, error: Exception) -> Response:
        log.error("出错", exc_info=error)
        return _problem(500, "服务出了点问题，请稍后再试")


_READABLE = {
    "missing": "缺这一项", "string_too_long": "太长", "string_too_short": "不能空着",
    "string_type": "要是文字", "extra_forbidden": "没有这一项", "json_invalid": "不是合格的 JSON",
    "string_unicode": "里面有不成字的代码", "dict_type": "要是对象", "model_attributes_type": "要是 JSON 对象",
}  # fmt: skip


def _refusal(request: Request, status: int, text: str) -> Response:
    """A page for a person at a browser, JSON for a program."""
    if wants_part(request) or "text/html" not in request.headers.get("accept", ""):
        return _problem(status, text)
    at_desk = request.url.path.startswith("/desk")
    back = ("/desk", "回到接线台") if at_desk else ("/chat", "到对话页")
    told = _STATUS.get(text, text)
    return page("notice.html", status, heading=_HEADINGS.get(status, "不行"), text=told, back=back)


_HEADINGS = {403: "不能看", 404: "没有这一页", 429: "太快了"}
_STATUS = {"Not Found": "地址不对，或者已经删除。", "Method Not Allowed": "请从页面上的按钮操作。"}


def _problem(status: int, text: str) -> Response:
    return JSONResponse({"error": text}, status_code=status)
