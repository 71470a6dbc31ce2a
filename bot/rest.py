"""REST: our JSON (docs/接口.md), Rasa's channel, feedback, health and metrics."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST
from pydantic import BaseModel, ConfigDict, Field

from conversations import Exchange, plain_text, question_in

from . import contract
from .courier import STAFF, told_late
from .services import Services
from .today import local_today

Text = Annotated[str, Field(max_length=10_000, description="用户说的话")]
Name = Annotated[str, Field(min_length=1, max_length=128)]


class Spoken(BaseModel):
    """One message of a web or app user."""

    model_config = ConfigDict(extra="forbid")
    session: Name = Field(description="一个对话一个编号，由调用方定")
    text: Text
    message_id: Name | None = Field(None, description="重发时用同一个编号，得到同一个答复")


class RasaMessage(BaseModel):
    """What Rasa's REST channel takes."""

    sender: Name = "default"
    message: Text = ""


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


class Problem(BaseModel):
    """Any error, in one sentence."""

    error: str


class Api:
    """The routes that programs call."""

    def __init__(self, services: Services) -> None:
        self._parts = services.parts
        self._reception = services.reception
        self._limit = services.limit
        self._metrics = services.metrics

    def routes(self) -> APIRouter:
        router = APIRouter()
        router.get("/healthz")(self.healthz)
        router.get("/metrics", include_in_schema=False)(self.prometheus)
        router.post("/api/chat", summary="一句话，一个答复（TURN）")(self.chat)
        router.post("/api/feedback", summary="这个答复有没有用", status_code=204)(self.feedback)
        router.post("/api/evaluate", summary="只用政策引擎（ASSESSMENT）")(self.evaluate)
        router.post("/webhooks/rest/webhook", summary="Rasa 的 REST 渠道")(self.rasa)
        return router

    async def healthz(self) -> dict[str, str]:
        """Whether the server answers, and by which policy."""
        return {"status": "ok", "policy": self._parts.policy.id}

    async def prometheus(self) -> Response:
        """The metrics as Prometheus reads them."""
        return Response(self._metrics.text(), media_type=CONTENT_TYPE_LATEST)

    async def chat(self, spoken: Spoken) -> dict[str, Any]:
        """A message in, a TURN out."""
        sender, known = spoken.session, spoken.message_id
        exchange, before = await self._answered("web", sender, known, spoken.text)
        turn: dict[str, Any] = json.loads(exchange.turn or "{}")
        return {**turn, "reply": _text(before, exchange)}

    async def feedback(self, opinion: Opinion) -> None:
        """Keep what a user thinks of an answer."""
        self._limit.check(f"web {opinion.session}")
        named = opinion.message_id and _known(opinion.session, opinion.message_id)
        note = opinion.note.strip()
        await self._reception.note_feedback(
            "web", opinion.session, about=named, helpful=opinion.helpful, note=note
        )

    def evaluate(self, facts: Facts) -> dict[str, Any]:
        """Facts in, an ASSESSMENT out."""
        parts = self._parts
        request = facts.model_dump(exclude_none=True)
        assessment = contract.evaluate_json(parts.policy, request, local_today(), parts.rates)
        return contract.assessment_json(assessment)

    async def rasa(self, message: RasaMessage) -> list[dict[str, Any]]:
        """A message as Rasa's REST channel answers it, options as buttons."""
        exchange, before = await self._answered("rasa", message.sender, None, message.message)
        reply = {"recipient_id": message.sender, "text": _text(before, exchange)}
        question = question_in(exchange.blocks)
        if question is None or not question.options:
            return [reply]
        buttons = [
            {"title": option.label, "payload": str(place)}
            for place, option in enumerate(question.options, 1)
        ]
        return [{**reply, "buttons": buttons}]

    async def _answered(
        self, channel: str, sender: str, external_id: str | None, text: str
    ) -> tuple[Exchange, list[Exchange]]:
        """The answer to a message, and what staff said meanwhile."""
        self._limit.check(f"{channel} {sender}")
        known = _known(sender, external_id) if external_id else secrets.token_hex(16)
        exchange = await self._reception.receive(channel, sender, known, text)
        late = await self._reception.late(channel, sender)
        return exchange, [each for each in late if each.act == STAFF]


def _text(before: Iterable[Exchange], exchange: Exchange) -> str:
    """All that is said, as a person reads it."""
    return "\n\n".join([*(plain_text(told_late(e)) for e in before), exchange.reply or ""])


def _known(session: str, message_id: str) -> str:
    """A message's id as it was always kept, so that a resend finds its answer after an upgrade too."""
    return f"{session}\n{message_id}"
