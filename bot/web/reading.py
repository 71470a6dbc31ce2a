"""Pages to read: a result behind its link, the policy's text, how words are kept, and the static files of all pages."""

from __future__ import annotations

import asyncio
import time

from fastapi import APIRouter, Response
from starlette.staticfiles import StaticFiles

from policy_engine import Policy

from ..pages.rendering import STATIC, page
from ..pages.showing import page_blocks, without_question
from ..pages.source import clauses
from ..privacy import CALLED, FORGET, PATH, privacy_of, runs_telegram
from ..services import Services

BACK = ("/chat", "到对话页")
CAVEAT = "金额以主管部门审核为准。"
GONE = "链接过期了，或者记录已经删除。请回到对话里再问一次。"


class ReadingPages:
    """What anyone may read who has the address."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._store = services.store
        self._links = services.links

    @property
    def _policy(self) -> Policy:
        return self._services.parts.policy

    def routes(self) -> APIRouter:
        router = APIRouter(include_in_schema=False)
        router.get("/r/{token}")(self.result)
        router.get("/source")(self.source)
        router.get(PATH)(self.privacy)
        return router

    async def result(self, token: str) -> Response:
        """All of one answer, with its cards unfolded."""
        number = self._links.number(token, time.time())
        exchange = await asyncio.to_thread(self._store.exchange, number) if number else None
        if exchange is None or exchange.reply is None:
            return page("notice.html", 410, heading="看不到了", text=GONE, back=BACK)
        return page(
            "result.html",
            blocks=page_blocks(without_question(exchange.blocks)),
            day=time.strftime("%Y-%m-%d", time.localtime(exchange.answered_at)),
            caveat=CAVEAT,
            policy_title=self._policy.title,
        )

    def source(self, measure: str = "") -> Response:
        """The text, with the sentence of a measure marked in it."""
        found = clauses(self._policy, measure)
        return page("source.html", policy_title=self._policy.title, clauses=found)

    def privacy(self) -> Response:
        """What is kept of what people say, how long, where, and how to have it deleted."""
        settings = self._services.parts.settings
        told = privacy_of(settings, telegram=runs_telegram(settings))
        return page("privacy.html", called=CALLED, forget=FORGET, told=told)


def static_files() -> StaticFiles:
    """Scripts, styles, icon; their addresses carry a digest."""
    return _Cached(directory=STATIC)


class _Cached(StaticFiles):
    def file_response(self, *args: object, **more: object) -> Response:
        response: Response = super().file_response(*args, **more)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response
