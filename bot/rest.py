"""REST: our JSON (DESIGN, section 6), Rasa's channel, feedback, health and metrics."""

from __future__ import annotations

import json
import secrets
from typing import Annotated, Any

from fastapi import FastAPI, Response
from prometheus_client import CONTENT_TYPE_LATEST
from pydantic import BaseModel, ConfigDict, Field

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


def add_rest(app: FastAPI, services: Services) -> None:
    """Add the routes that programs call."""
    parts, reception, limit = services.parts, services.reception, services.limit

    async def answered(
        channel: str, sender: str, external_id: str | None, text: str
    ) -> dict[str, Any]:
        limit.check(f"{channel} {sender}")
        known = _known(sender, external_id) if external_id else secrets.token_hex(16)
        waiting = await reception.late(channel, sender)
        exchange = await reception.receive(channel, sender, known, text)
        turn: dict[str, Any] = json.loads(exchange.turn or "{}")
        said = [told_late(late) for late in waiting if late.act == STAFF]
        turn["reply"] = "\n\n".join([*said, str(turn.get("reply", ""))])
        return turn

    @app.get("/healthz")
    async def healthz() -> dict[str, str]:
        return {"status": "ok", "policy": parts.policy.id}

    @app.get("/metrics", include_in_schema=False)
    async def prometheus() -> Response:
        return Response(services.metrics.text(), media_type=CONTENT_TYPE_LATEST)

    @app.post("/api/chat", summary="一句话，一个答复（TURN）")
    async def chat(spoken: Spoken) -> dict[str, Any]:
        return await answered("web", spoken.session, spoken.message_id, spoken.text)

    @app.post("/api/feedback", summary="这个答复有没有用", status_code=204)
    async def feedback(opinion: Opinion) -> None:
        limit.check(f"web {opinion.session}")
        named = opinion.message_id and _known(opinion.session, opinion.message_id)
        await reception.note_feedback(
            "web", opinion.session, named, opinion.helpful, opinion.note.strip()
        )

    @app.post("/api/evaluate", summary="只用政策引擎（ASSESSMENT）")
    def evaluate(facts: Facts) -> dict[str, Any]:
        assessment = contract.evaluate_json(
            parts.policy, facts.model_dump(exclude_none=True), local_today(), parts.rates
        )
        return contract.assessment_json(assessment)

    @app.post("/webhooks/rest/webhook", summary="Rasa 的 REST 渠道")
    async def rasa(message: RasaMessage) -> list[dict[str, Any]]:
        turn = await answered("rasa", message.sender, None, message.message)
        reply: dict[str, Any] = {"recipient_id": message.sender, "text": turn.get("reply", "")}
        options = (turn.get("question") or {}).get("options") or []
        if options:
            reply["buttons"] = [
                {"title": option["label"], "payload": str(place)}
                for place, option in enumerate(options, 1)
            ]
        return [reply]


def _known(session: str, message_id: str) -> str:
    """A message's id as it was always kept, so that a resend finds its answer after an upgrade too."""
    return f"{session}\n{message_id}"
