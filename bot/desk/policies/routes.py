"""`/desk/policies`: policies looked through, changed, proposed and released."""

from __future__ import annotations

import asyncio
from typing import Any

from fastapi import APIRouter, Request, Response

from ...pages.forms import first
from ...pages.rendering import page
from ..accounts import SignedIn
from ..entry import Door, check
from ..frame import Frame
from ..rights import Right
from .actions import done
from .blocks import blocks
from .folders import EDITED, RULES
from .review import apart, reviewed
from .versions import PROPOSED
from .workbench import EditError, Workbench

STATES = {
    "draft": "在改", "proposed": "等另一个人放行", "released": "在用", "refused": "退回了",
}  # fmt: skip
OPENED = ("edit", "add", "ask")
"""What may be open on a page, each by what it is of."""
NEW_MEASURE = "  新措施:\n    标题: \n    条款: \n    条件: \n    扶持: {方式: 定额, 金额: 1 万元}\n    依据: "


class PolicyRoutes:
    """The pages of policies; nothing of them is shown or done without the right."""

    def __init__(self, workbench: Workbench, door: Door, frame: Frame) -> None:
        self._bench = workbench
        self._door = door
        self._frame = frame

    def add_to(self, router: APIRouter) -> None:
        router.get("/policies")(self.all)
        router.get("/policies/{policy}")(self.one)
        router.post("/policies/{policy}")(self.act)

    async def all(self, request: Request) -> Response:
        """Every policy, and how its latest version stands."""
        who = await self._door.who(request)
        check(who, Right.POLICIES)
        listed = await asyncio.to_thread(self._listed)
        return page(
            "desk_policies.html", **await self._frame.around(who, Right.POLICIES), listed=listed
        )

    async def one(self, request: Request, policy: str) -> Response:
        """A policy beside its text; the query names the measure that is being written (`edit`), the
        sentence for a new one (`add`), where a question is left (`ask`), or a whole `file`."""
        who = await self._door.who(request)
        check(who, Right.POLICIES)
        await self._frame.seen(who, f"政策 {policy}")
        asked = request.query_params
        if asked.get("file") in EDITED:
            return await self._file_page(who, policy, asked["file"])
        return await self._page(who, policy, **{n: asked[n] for n in OPENED if n in asked})

    async def act(self, request: Request, policy: str) -> Response:
        """Something done to a policy; the page says how it went."""
        who, form = await self._door.changing(request, Right.POLICIES)
        action = first(form, "action")
        try:
            more = await asyncio.to_thread(done, self._bench, who, policy, form)
        except EditError as error:
            if action == "file":
                name, text = first(form, "file"), first(form, "text")
                return await self._file_page(who, policy, name, told=str(error), text=text)
            edit, text = first(form, "measure"), first(form, "text")
            more = {"told": str(error), "failed": True}
            if action == "measure":
                more |= {"edit": edit, "text": text}
        return await self._page(who, policy, **more)

    def _listed(self) -> list[dict[str, Any]]:
        used, found = self._bench.in_use(), []
        for policy in self._bench.ids():
            latest = self._bench.latest(policy)
            found.append(
                {
                    "id": policy, "title": latest.policy.title, "in_use": policy in used,
                    "state": STATES[latest.state], "version": latest.version,
                    "last_day": latest.policy.last_day,
                }
            )  # fmt: skip
        return found

    async def _page(self, who: SignedIn, policy: str, **more: Any) -> Response:
        values = await asyncio.to_thread(self._values, who, policy)
        shown = {
            **await self._frame.around(who, Right.POLICIES), **values,
            "edit": "", "add": "", "ask": "", "text": None, "checked": None, "tried": None, "failed": False,
            **{name: value for name, value in more.items() if value is not None},
        }  # fmt: skip
        if shown["text"] is None:
            written = values["written"].get(shown["edit"])
            shown["text"] = "" if written is None else written.text
        return page("desk_policy.html", 422 if shown["failed"] else 200, **shown)

    def _values(self, who: SignedIn, policy: str) -> dict[str, Any]:
        bench = self._bench
        latest = bench.latest(policy)
        marks = bench.marks(latest)
        sentences = reviewed(latest.policy, marks)
        others = apart(latest.policy, sentences, marks)
        measures = [*(m for s in sentences for m in s.measures), *others]
        version, waits = latest.version, latest.state == PROPOSED
        return {
            "policy": latest.policy, "number": latest.number, "version": version,
            "state": latest.state, "states": STATES, "sentences": sentences, "apart": others,
            "written": blocks(latest.files[RULES]), "files": EDITED, "new_measure": NEW_MEASURE,
            "unseen": sum(m.accepted is None for m in measures), "measures": len(measures),
            "questions": sum(len(s.questions) for s in sentences)
            + sum(len(m.questions) for m in measures),
            "versions": bench.history(policy),
            "differences": bench.differences(policy) if waits else None,
            "may_release": version is not None and who.name not in (version.staff, version.decided_by),
        }  # fmt: skip

    async def _file_page(
        self, who: SignedIn, policy: str, name: str, *, told: str = "", text: str | None = None
    ) -> Response:
        latest = await asyncio.to_thread(self._bench.latest, policy)
        written = latest.files.get(name, "") if text is None else text
        around = {**await self._frame.around(who, Right.POLICIES), "told": told}
        status = 422 if told else 200
        return page(
            "desk_policy_file.html", status, **around, policy=latest.policy, file=name, text=written,
            number=latest.number,
        )  # fmt: skip
