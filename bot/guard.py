"""What every request passes on its way in and out: how large and how slow it may be, counting, the log."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping

from fastapi import Request, Response
from fastapi.responses import JSONResponse
from opentelemetry.trace import Span, SpanKind, StatusCode

from .services import Services
from .tracing import span, trace_now

log = logging.getLogger("wence")
MOST_BYTES = 64 * 1024
MOST_BYTES_OF = {"/telegram": 1024 * 1024}
"""An update quotes the message it answers, and every Chinese character takes six bytes in it."""
BODY_SECONDS = 10.0
"""Within which a whole body has to come."""
GoOn = Callable[[Request], Awaitable[Response]]


def guarded(services: Services) -> Callable[[Request, GoOn], Awaitable[Response]]:
    """Refuse what is too large or too slow; count and time; log no word of what was said."""
    proxies = services.parts.settings.server.trusted_proxies
    told_of_proxy = bool(proxies)

    async def guard(request: Request, go_on: GoOn) -> Response:
        nonlocal told_of_proxy
        if not told_of_proxy and "x-forwarded-for" in request.headers:
            told_of_proxy = True
            log.warning("请求带着 X-Forwarded-For；前面有反向代理就设 server.trusted_proxies")
        began = time.perf_counter()
        with span(request.method, SpanKind.SERVER) as spanned:
            response = await _refused(request) or await _answered(request, go_on)
            response.headers.setdefault("X-Content-Type-Options", "nosniff")
            path = getattr(request.scope.get("route"), "path", "其他")
            seconds = time.perf_counter() - began
            services.metrics.count_request(path, response.status_code, seconds)
            told = {"method": request.method, "path": path, "status": response.status_code}
            _tell(spanned, told)
            log.info("request", extra={**told, "ms": round(seconds * 1000, 1), **trace_now()})
        return response

    return guard


def _tell(spanned: Span, told: Mapping[str, str | int]) -> None:
    """What a request was and came to, under the names that OpenTelemetry has for it."""
    spanned.update_name(f"{told['method']} {told['path']}")
    names = {"method": "request.method", "path": "route", "status": "response.status_code"}
    spanned.set_attributes({f"http.{names[key]}": value for key, value in told.items()})
    if int(told["status"]) >= 500:
        spanned.set_status(StatusCode.ERROR)


def problem(status: int, text: str) -> Response:
    """An error for a program, in one sentence."""
    again = {"Retry-After": "3"} if status in (503, 504) else None
    return JSONResponse({"error": text}, status_code=status, headers=again)


async def _refused(request: Request) -> Response | None:
    most = MOST_BYTES_OF.get(request.url.path, MOST_BYTES)
    declared = request.headers.get("content-length", "0")
    too_large = declared.isdigit() and int(declared) > most
    try:
        async with asyncio.timeout(BODY_SECONDS):
            too_large = too_large or not await _fits(request, most)
    except TimeoutError:
        response = problem(408, "消息没有发完，请再发一次")
        response.headers["Connection"] = "close"
        return response
    return problem(413, f"消息太大，最多 {most // 1024} KB") if too_large else None


async def _fits(request: Request, most: int) -> bool:
    """Whether the body is at most so long; a longer one is not read to its end."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            return False
    request._body = bytes(body)  # what is read once is what everything behind reads
    return True


async def _answered(request: Request, go_on: GoOn) -> Response:
    """HEAD is answered as GET would be, without the body."""
    is_head = request.method == "HEAD"
    if is_head:
        request.scope["method"] = "GET"
    try:
        response = await go_on(request)
    except Exception:
        log.exception("出错")
        response = problem(500, "服务出了点问题，请稍后再试")
    if is_head:
        request.scope["method"] = "HEAD"
        return Response(status_code=response.status_code, headers=dict(response.headers))
    return response
