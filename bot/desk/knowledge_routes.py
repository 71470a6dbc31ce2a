"""The pages of questions and answers: what is answered, what waits, one question with its versions."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from conversations import Store

from ..errors import UserError
from ..pages.forms import first
from ..pages.rendering import page
from .accounts import SignedIn
from .call_routes import Number
from .demand import Demand, wanting
from .entry import PATH, Door, check
from .frame import Frame
from .knowledge import Asked, KnowledgeDesk
from .records import DeskRecords
from .rights import Right
from .teaching import plain_sentence

DAY, SHOWN_DAYS = 86_400.0, 90
Place = Annotated[int | None, Query(ge=1, le=10**15)]


class KnowledgeRoutes:
    """The routes of questions and answers."""

    def __init__(
        self,
        knowledge: KnowledgeDesk,
        store: Store,
        records: DeskRecords,
        door: Door,
        *,
        frame: Frame,
    ) -> None:
        self._knowledge = knowledge
        self._store = store
        self._records = records
        self._door = door
        self._frame = frame

    def add_to(self, router: APIRouter) -> None:
        router.get("/knowledge")(self.listed)
        router.get("/knowledge/edit")(self.edit)
        router.post("/knowledge")(self.propose)
        router.post("/knowledge/{number}")(self.decide)

    async def listed(self, request: Request) -> Response:
        """What waits, what is wanting, what is answered."""
        who = await self._door.who(request)
        return await self._page(who)

    async def edit(
        self, request: Request, policy: str = "", q: str = "", message: Place = None
    ) -> Response:
        """One question as it is answered now, or a new one (from a message that was not answered
        well), with its versions."""
        who = await self._door.allowed(request, Right.PROPOSE)
        found = await asyncio.to_thread(self._knowledge.question, policy, q)
        if found is not None:
            return await self._edit_page(who, form_of(found))
        asked = None if message is None else await asyncio.to_thread(self._store.exchange, message)
        text = q if asked is None else plain_sentence(asked.text)
        form = {"policy": policy, "question": text, "wordings": text}
        return await self._edit_page(who, form)

    async def propose(self, request: Request) -> Response:
        """Propose a question with its answer."""
        who, form = await self._door.changing(request, Right.PROPOSE)
        told = {name: first(form, name) for name in form}
        try:
            await asyncio.to_thread(self._knowledge.propose, who, told)
        except UserError as error:
            return await self._edit_page(who, told, str(error))
        return RedirectResponse(f"{PATH}/knowledge", 303)

    async def decide(self, request: Request, number: Number) -> Response:
        """Let something live, refuse it, or take it back."""
        who, form = await self._door.sending(request)
        action = first(form, "action")
        lesson = await asyncio.to_thread(self._knowledge.lesson, number)
        if not self._knowledge.may_decide(who, lesson, action):
            check(who, Right.RELEASE)
        try:
            told = await asyncio.to_thread(
                self._knowledge.decide, who, number, action, first(form, "over")
            )
        except UserError as error:
            told = str(error)
        return await self._page(who, told)

    async def _page(self, who: SignedIn, told: str = "") -> Response:
        knowledge = self._knowledge
        values = {
            **await self._frame.around(who, Right.PROPOSE, Right.RELEASE),
            "told": told,
            "waiting_lessons": await asyncio.to_thread(knowledge.waiting, who),
            "questions": await asyncio.to_thread(knowledge.questions),
            "decided": await asyncio.to_thread(knowledge.decided),
            "wanting": await asyncio.to_thread(self._wanting),
            "several": len(knowledge.policies()) > 1,
        }
        return page("desk_knowledge.html", **values)

    async def _edit_page(
        self, who: SignedIn, form: Mapping[str, str], problem: str = ""
    ) -> Response:
        return page(
            "desk_question.html",
            422 if problem else 200,
            **await self._frame.around(who, Right.PROPOSE, Right.RELEASE),
            form=form,
            problem=problem,
            seen=await asyncio.to_thread(self._knowledge.version, *self._place(form)),
            policies=self._knowledge.policies(),
            versions=await asyncio.to_thread(self._knowledge.versions, *self._place(form)),
        )

    def _place(self, form: Mapping[str, str]) -> tuple[str, str]:
        """The policy and the question of a form."""
        policy = form.get("policy", "") or self._knowledge.policies()[0].id
        return policy, " ".join(form.get("question", "").split())

    def _wanting(self) -> list[Demand]:
        since = time.time() - SHOWN_DAYS * DAY
        return wanting(self._store.exchanges(since), self._records.attention.all_found_bad(since))


def form_of(asked: Asked) -> dict[str, str]:
    """A question as its form has it."""
    told = {
        "policy": asked.policy, "question": asked.question, "answer": asked.answer,
        "wordings": "\n".join(asked.wordings), "quotes": "\n".join(asked.quotes),
    }  # fmt: skip
    return {**told, "contact": "1"} if asked.contact else told
