"""Calls: what is said and filled in, what stands, how they end."""

from __future__ import annotations

import asyncio
import re
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from starlette.exceptions import HTTPException

from conversations import Block, Exchange, Line, Notice, State, Store, total
from policy_engine import Assessment, FactValue, Policy

from ..choosing import Choice
from ..live import Live
from ..pages.editing import read_fact
from ..pages.showing import Shown, shown, without_question
from ..reception import Reception
from ..today import local_today
from .accounts import SignedIn
from .call_view import CallView, call_view
from .records import CLOSED, HELD, OPEN, Call, DeskRecords
from .sheet import Sheet, sheet_of
from .what_if import Comparison, what_if

CHANNEL = "desk"
OUTCOMES = ("已答复", "转主管部门", "待回访", "与本政策无关")
LONGEST, LONGEST_TITLE = 2_000, 10
_FIRM = re.compile(r"(?:是|叫|来自|，|^)([^\s，。；、是叫]{2,20}?(?:公司|合作社|工厂|集团))")
SET_ASIDE = "不用记"


@dataclass(frozen=True, slots=True)
class Screen:
    """A call with everything the screen shows of it."""

    call: Call
    said: list[Shown]
    view: CallView


class Calls:
    """The calls of the hotline; each is a conversation of its own in the channel `desk`."""

    def __init__(
        self, live: Live, reception: Reception, store: Store, records: DeskRecords
    ) -> None:
        self._live = live
        self._reception = reception
        self._store = store
        self._records = records

    def of(self, who: SignedIn, number: int) -> Call:
        """A call this person may see: their own, or any for an administrator. Raises HTTPException."""
        call = self._records.call(number)
        if call is None or (call.staff != who.name and not who.is_admin):
            raise HTTPException(404, f"没有 {number} 号来电，或者不是您接的")
        return call

    def title(self, call: Call) -> str:
        """What a call is called: the firm, or the first words; its number before anything is said."""
        user = self._reception.user(CHANNEL, _name(call))
        said = (e.text for e in self._store.transcript(CHANNEL, user) if e.text)
        return call_title(next(said, "")) or _name(call)

    def open(self, who: SignedIn) -> Call:
        call = self._records.open_call(who.name, time.time())
        self._records.note(time.time(), who.name, "接来电", f"来电 {call.number}")
        return call

    def hold(self, who: SignedIn, call: Call) -> None:
        """Hold a call, or take a held one up again."""
        state = OPEN if call.state == HELD else HELD
        self._records.set_call(call.number, state, outcome=call.outcome, note=call.note)
        self._records.note(time.time(), who.name, "暂挂" if state == HELD else "接回", _name(call))

    def close(self, who: SignedIn, call: Call, outcome: str, note: str) -> None:
        """End a call with its outcome. Raises HTTPException."""
        if outcome not in OUTCOMES:
            raise HTTPException(422, f"结果要选一个：{'、'.join(OUTCOMES)}")
        closed_at, note = time.time(), note[:LONGEST]
        self._records.set_call(call.number, CLOSED, at=closed_at, outcome=outcome, note=note)
        self._records.note(time.time(), who.name, "结束来电", _name(call))

    async def say(self, who: SignedIn, call: Call, text: str) -> None:
        """Something the caller says or the staff ask. Raises HTTPException."""
        if not text.strip():
            raise HTTPException(422, "没有收到文字")
        await self._reception.receive(CHANNEL, _name(call), _key(call), text.strip()[:LONGEST])
        await self._note(who, "记录", call)

    async def fill_in(self, who: SignedIn, call: Call, told: Mapping[str, str]) -> None:
        """Facts filled in by name; an empty one is not known. Raises FactError."""
        known = (await asyncio.to_thread(self._state, call)).facts
        facts: dict[str, FactValue | None] = {
            name: read_fact(self._live.parts.policy, name, text.strip(), known)
            for name, text in told.items()
        }
        await self._reception.tell(CHANNEL, _name(call), _key(call), facts)
        await self._note(who, "改事实", call, "、".join(facts))

    async def choose(self, who: SignedIn, call: Call, choice: Choice) -> None:
        """Options of the question that is open, chosen by their numbers."""
        await self._reception.receive(CHANNEL, _name(call), _key(call), "", choice=choice)
        await self._note(who, "选项", call)

    def set_aside(self, who: SignedIn, call: Call, mark: str) -> None:
        """A number that found no place and needs none."""
        self._records.note(time.time(), who.name, SET_ASIDE, f"{_name(call)} {mark}")

    async def screen(self, call: Call) -> Screen:
        return await asyncio.to_thread(self._screen, call)

    async def sheet(self, call: Call) -> Sheet:
        return await asyncio.to_thread(self._sheet, call)

    async def what_if(self, call: Call, text: str) -> Comparison:
        parts = self._live.parts
        state = await asyncio.to_thread(self._state, call)
        return await asyncio.to_thread(
            what_if,
            parts.grounds,
            parts.understanding,
            state=state,
            text=text[:LONGEST],
            today=local_today(),
        )

    # -- in a worker thread -------------------------------------------------------------------

    def _screen(self, call: Call) -> Screen:
        state, said = self._state(call), self._said(call)
        aside = self._records.noted(SET_ASIDE, _name(call))
        view = call_view(
            self._live.parts.grounds, state, self._assessed(state), said=said, set_aside=aside
        )
        return Screen(call, [_logged(self._live.parts.policy, each) for each in said], view)

    def _said(self, call: Call) -> list[Exchange]:
        user = self._reception.user(CHANNEL, _name(call))
        return [e for e in self._store.transcript(CHANNEL, user) if e.reply is not None]

    def _sheet(self, call: Call) -> Sheet:
        state = self._state(call)
        assessment = self._assessed(state)
        view = call_view(self._live.parts.grounds, state, assessment)
        words = view.total and total(assessment.total)
        return sheet_of(self._live.parts.grounds, call, assessment, facts=state.facts, total=words)

    def _state(self, call: Call) -> State:
        return self._reception.state(CHANNEL, _name(call))

    def _assessed(self, state: State) -> Assessment:
        return self._live.parts.grounds.assess(state.facts, local_today(), state.focus)

    async def _note(self, who: SignedIn, action: str, call: Call, more: str = "") -> None:
        subject = f"{_name(call)} {more}".strip()
        await asyncio.to_thread(self._records.note, time.time(), who.name, action, subject)


def values(screen: Screen) -> dict[str, Any]:
    """What the templates of a call take."""
    return {"call": screen.call, "said": screen.said, "view": screen.view, "outcomes": OUTCOMES}


def _logged(policy: Policy, exchange: Exchange) -> Shown:
    """An exchange in the log of a call: its question and its caveats are read elsewhere."""
    made = shown(policy, exchange, is_open=False)
    kept = tuple(b for b in without_question(made.blocks) if not _is_for_the_caller_only(b))
    return replace(made, blocks=kept)


def _is_for_the_caller_only(block: Block) -> bool:
    is_caveat = isinstance(block, Line) and block.role == "authority"
    return is_caveat or (isinstance(block, Notice) and block.kind == "reminder")


def call_title(text: str) -> str:
    """The firm that a text names, or its first words.

    >>> call_title("您好，我们是邵阳湘汇科技有限公司，做平台的"), call_title("平台 一站式 开了一年半 40家")
    ('邵阳湘汇科技有限公司', '平台 一站式 开了…')
    """
    firm = _FIRM.search(text)
    named = firm[1] if firm else " ".join(text.split())
    return named if len(named) <= LONGEST_TITLE else named[: LONGEST_TITLE - 1] + "…"


def _name(call: Call) -> str:
    return f"来电 {call.number}"


def _key(call: Call) -> str:
    return f"{call.number} {secrets.token_hex(12)}"
