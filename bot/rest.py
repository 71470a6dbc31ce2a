"""REST: our JSON (docs/接口.md), Rasa's channel, feedback, health and metrics."""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from collections.abc import Iterable
from contextlib import suppress
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from conversations import Exchange, StoreError, plain_text, question_in

from . import contract
from .choosing import Choice
from .courier import told_late
from .errors import NotNowError
from .health import Health
from .rate_limit import address_of, too_fast
from .rest_key import RestKey
from .services import Services
from .today import local_today

Text = Annotated[str, Field(max_length=10_000, description="用户说的话")]
Name = Annotated[str, Field(min_length=1, max_length=128)]


SECRET_SESSION = (
    "一个对话一个编号。谁知道它，谁就能看、能接着这个对话，所以它是秘密：一人一个，"
    "要长而随机、猜不到（不要用手机号、序号），或用 POST /api/session 领一个"
)


class Session(BaseModel):
    """A session that nobody guesses."""

    session: str


class Chosen(BaseModel):
    """Options that were tapped."""

    model_config = ConfigDict(extra="forbid")
    question: Name = Field(description="题的编号：TURN 的 question.id")
    options: list[Annotated[int, Field(ge=1, le=999)]] = Field(
        max_length=100, description="选了第几个，从 1 数起；都不是就是空的"
    )


class Spoken(BaseModel):
    """One message of a web or app user."""

    model_config = ConfigDict(extra="forbid")
    session: Name = Field(description=SECRET_SESSION)
    text: Text
    choice: Chosen | None = Field(
        None, description="点了哪道题的哪几个选项；只答那道题，过时了就说过时（clarify）"
    )
    message_id: Name | None = Field(None, description="重发时用同一个编号，得到同一个答复")


def _as_text(told: object) -> object:
    """Some widgets have numbers for their users."""
    return str(told) if isinstance(told, int) and not isinstance(told, bool) else told


class RasaMessage(BaseModel):
    """What Rasa's REST channel takes."""

    sender: Annotated[Name, BeforeValidator(_as_text)] = Field(
        "default", description=SECRET_SESSION
    )
    message: Text | None = ""


class Opinion(BaseModel):
    """Whether an answer helped, and what a user says of it."""

    model_config = ConfigDict(extra="forbid")
    session: Name
    message_id: Name | None = Field(None, description="说的是哪一条；不写就是最近一条")
    helpful: bool | None = None
    note: Annotated[str, Field(max_length=2_000)] = ""


class Facts(BaseModel):
    """What `wence evaluate` takes."""

    model_config = ConfigDict(extra="forbid")
    facts: dict[str, Any] = Field(default_factory=dict)
    as_of: str | None = None


class Health503(BaseModel):
    """Why the service cannot do its work."""

    status: str
    problem: str


class Problem(BaseModel):
    """Any error, in one sentence."""

    error: str


class Api:
    """The routes that programs call."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._reception = services.reception
        self._limit = services.limit
        self._metrics = services.metrics
        self._health = Health(services.store)
        self._key = RestKey(services.parts.settings.server)

    def routes(self) -> APIRouter:
        router = APIRouter()
        unready: dict[int | str, dict[str, Any]] = {503: {"model": Health503}}
        router.get("/healthz", responses=unready, summary="能不能干活")(self.healthz)
        router.get("/livez", summary="进程还在不在")(self.livez)
        router.get("/metrics", include_in_schema=False)(self.prometheus)
        router.include_router(self._with_key())
        return router

    def _with_key(self) -> APIRouter:
        """What a key may be demanded for."""
        router = APIRouter(dependencies=[Depends(self._key.check)])
        router.post("/api/session", summary="领一个猜不到的对话编号")(self.session)
        router.post("/api/chat", summary="一句话，一个答复（TURN）")(self.chat)
        router.post("/api/feedback", summary="这个答复有没有用", status_code=204)(self.feedback)
        router.post("/api/evaluate", summary="只用政策引擎（ASSESSMENT）")(self.evaluate)
        router.get("/webhooks/rest/", summary="Rasa 的 REST 渠道开着")(self.livez)
        router.post("/webhooks/rest/webhook", summary="Rasa 的 REST 渠道")(self.rasa)
        return router

    async def session(self) -> Session:
        """A session for one conversation; nothing is kept of it until something is said."""
        return Session(session=secrets.token_urlsafe(24))

    async def livez(self) -> dict[str, str]:
        """Whether the process answers; when it does not, start it again."""
        return {"status": "ok"}

    async def healthz(self, response: Response) -> dict[str, str]:
        """Whether it can write down and answer, and by which policy; 503 when it cannot."""
        trouble = await self._health.trouble()
        if trouble is None:
            return {"status": "ok", "policy": self._services.parts.policy.id}
        response.status_code = 503
        return {"status": "unavailable", "problem": trouble}

    async def prometheus(self) -> Response:
        """The metrics as Prometheus reads them."""
        policy, store, metrics = self._services.parts.policy, self._services.store, self._metrics
        metrics.see_policies(policy.members, local_today())
        with suppress(StoreError):  # that it cannot be read, /healthz tells
            metrics.see_unanswered(len(await asyncio.to_thread(store.abandoned, time.time())))
        return Response(self._metrics.text(), media_type=CONTENT_TYPE_LATEST)

    async def chat(self, spoken: Spoken, request: Request) -> dict[str, Any]:
        """A message in, a TURN out."""
        sender, known = spoken.session, spoken.message_id
        told, address = spoken.choice, address_of(request)
        choice = None if told is None else Choice(told.question, tuple(told.options))
        exchange, before = await self._answered(
            "web", sender, known, text=spoken.text, address=address, choice=choice
        )
        turn: dict[str, Any] = json.loads(exchange.turn or "{}")
        return {**turn, "reply": _text(before, exchange)}

    async def feedback(self, opinion: Opinion, request: Request) -> None:
        """Keep what a user thinks of an answer."""
        await self._limit.check("web", opinion.session, address_of(request))
        named = opinion.message_id and _known(opinion.session, opinion.message_id)
        note = opinion.note.strip()
        await self._reception.note_feedback(
            "web", opinion.session, about=named, helpful=opinion.helpful, note=note
        )

    async def evaluate(self, facts: Facts, request: Request) -> dict[str, Any]:
        """Facts in, an ASSESSMENT out."""
        address = address_of(request)
        await self._limit.check("evaluate", address, address)
        return await asyncio.to_thread(self._assessment, facts)

    def _assessment(self, facts: Facts) -> dict[str, Any]:
        parts = self._services.parts
        asked = facts.model_dump(exclude_none=True)
        assessment = contract.evaluate_json(parts.policy, asked, local_today(), parts.rates)
        return contract.assessment_json(assessment)

    async def rasa(self, message: RasaMessage, request: Request) -> list[dict[str, Any]]:
        """A message as Rasa's REST channel answers it, options as buttons."""
        if message.message is None:
            return []
        try:
            exchange, before = await self._answered(
                "rasa", message.sender, None, text=message.message, address=address_of(request)
            )
        except NotNowError as error:  # what talks to Rasa knows answers, but no errors
            return [{"recipient_id": message.sender, "text": str(error)}]
        text = _text(before, exchange)
        if not text:
            return []  # a person is at the conversation
        reply = {"recipient_id": message.sender, "text": text}
        question = question_in(exchange.blocks)
        if question is None or not question.options:
            return [reply]
        buttons = [
            {"title": option.label, "payload": Choice(question.id, (place,)).payload}
            for place, option in enumerate(question.options, 1)
        ]
        return [{**reply, "buttons": buttons}]

    async def _answered(
        self,
        channel: str,
        sender: str,
        external_id: str | None,
        *,
        text: str,
        address: str,
        choice: Choice | None = None,
    ) -> tuple[Exchange, list[Exchange]]:
        """The answer to a message, and what is given before it."""
        known = _known(sender, external_id) if external_id else secrets.token_hex(16)
        if not await self._limit.allows(channel, sender, address) and (
            external_id is None or await self._reception.known(channel, sender, known) is None
        ):
            raise too_fast()  # a copy of what was answered gets its answer
        exchange = await self._reception.receive(channel, sender, known, text, choice=choice)
        return exchange, await self._reception.give_with(exchange)


def _text(before: Iterable[Exchange], exchange: Exchange) -> str:
    """All that is said, as a person reads it."""
    return "\n\n".join([*(plain_text(told_late(e)) for e in before), exchange.reply or ""])


def _known(session: str, message_id: str) -> str:
    """A message's id as it was always kept, so that a resend finds its answer after an upgrade too."""
    return f"{session}\n{message_id}"
