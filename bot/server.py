"""`wence serve`: one ASGI application for REST, Rasa's channel, WeChat, Telegram, health and metrics."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.telemetry import TelemetryConfig
from starlette.exceptions import HTTPException

from conversations import StoreError
from policy_engine import FactError

from .api_page import api_page
from .errors import KeptError, NotNowError, UserError
from .guard import guarded, problem
from .pages.forms import wants_part
from .pages.rendering import page
from .rest import Api, Problem
from .services import Services
from .web.chat import ChatPages
from .web.reading import ReadingPages, static_files
from .wechat.conversation import Conversation
from .wechat.routes import Endpoint, envelope_of

log = logging.getLogger("wence")

UNTRACED: TelemetryConfig = {
    "tracing": False, "metrics": False, "logs": False, "auto_configure": False,
}  # fmt: skip
"""FastAPI's own spans hold addresses, queries and messages of errors; ours (`tracing`) do not."""


def create_app(services: Services) -> FastAPI:
    """The application; it closes the reception when it stops."""
    telegram = services.telegram

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as running:
            await running.enter_async_context(services.reception.running())
            if telegram is not None:
                await running.enter_async_context(telegram.running(app))
            yield

    problems: dict[int | str, dict[str, Any]] = {
        code: {"model": Problem} for code in (400, 401, 408, 413, 422, 429, 503, 504)
    }
    app = FastAPI(
        title="问策 Wence", version="0.1.0", lifespan=lifespan, responses=problems,
        docs_url=None, redoc_url=None, redirect_slashes=False, telemetry=UNTRACED,
    )  # fmt: skip
    _errors(app)
    app.middleware("http")(guarded(services))
    app.include_router(Api(services).routes())
    if services.parts.settings.wechat.app_id:
        app.include_router(_wechat(services))
    app.include_router(ChatPages(services).routes())
    app.include_router(ReadingPages(services).routes())
    app.include_router(api_page(app))
    app.mount("/static", static_files(), name="static")
    if telegram is not None:
        app.include_router(telegram.routes())
    return app


def _wechat(services: Services) -> APIRouter:
    """The official account's endpoint. Raises UserError when its secrets are not set up."""
    settings = services.parts.settings
    conversation = Conversation(
        reception=services.reception,
        limit=services.limit,
        settings=settings,
        account=services.account,
        links=services.links,
    )
    return Endpoint(envelope_of(settings.wechat), conversation).routes()


def _errors(app: FastAPI) -> None:
    @app.exception_handler(RequestValidationError)
    async def invalid(_request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"] if step != "body")
        told = f"“{where}”不对" if where else "要 JSON"
        return problem(
            422, f"请求写得不对：{told}（{_READABLE.get(first['type'], first['type'])}）"
        )

    @app.exception_handler(UserError)
    @app.exception_handler(FactError)
    async def wrong(request: Request, error: Exception) -> Response:
        return _refusal(request, 400, str(error))

    @app.exception_handler(StoreError)
    async def unavailable(request: Request, error: Exception) -> Response:
        log.warning("库用不了：%s", error)
        return _refusal(request, 503, "系统忙，请过一会儿再试。")

    @app.exception_handler(NotNowError)
    async def not_now(request: Request, error: Exception) -> Response:
        return _refusal(request, 504 if isinstance(error, KeptError) else 503, str(error))

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        response = _refusal(request, error.status_code, str(error.detail))
        response.headers.update(error.headers or {})  # what is allowed instead, say
        return response


_READABLE = {
    "missing": "缺这一项", "string_too_long": "太长", "string_too_short": "不能空着",
    "string_type": "要是文字", "extra_forbidden": "没有这一项", "json_invalid": "不是合格的 JSON",
    "string_unicode": "里面有不成字的代码", "dict_type": "要是对象", "model_attributes_type": "要是 JSON 对象",
}  # fmt: skip


def _refusal(request: Request, status: int, text: str) -> Response:
    """A page for a person at a browser, JSON for a program."""
    if wants_part(request) or "text/html" not in request.headers.get("accept", ""):
        return problem(status, text)
    at_desk = request.url.path.startswith("/desk")
    back = ("/desk", "回到接线台") if at_desk else ("/chat", "到对话页")
    told = _STATUS.get(text, text)
    return page("notice.html", status, heading=_HEADINGS.get(status, "不行"), text=told, back=back)


_HEADINGS = {403: "不可以", 404: "没有这一页", 429: "太快了"}
_STATUS = {"Not Found": "地址不对，或者已经删除。", "Method Not Allowed": "请从页面上的按钮操作。"}
