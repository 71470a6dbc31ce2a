"""Calls: what is said and filled in, what stands, how they end."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from starlette.exceptions import HTTPException

from conversations import Block, Exchange, Line, Notice, State, Store, total
from policy_engine import Assessment, FactValue, Policy

from ..callbacks import phones_masked
from ..choosing import Choice
from ..live import Live
from ..pages.editing import read_fact
from ..pages.showing import Shown, shown, without_question
from ..reception import Reception
from ..today import local_today
from .accounts import SignedIn
from .call_view import CallView, call_view
from .records import CLOSED, HELD, OPEN, Call, DeskRecords
from .rights import Right
from .sheet import Person, Sheet, sheet_of
from .tickets.draft import firm_in
from .tickets.form import next_week
from .tickets.ticket import OUTCOMES, Ticket, form_of
from .tickets.tickets import Tickets
from .what_if import Comparison, what_if

CHANNEL = "desk"
LONGEST, LONGEST_TITLE = 2_000, 10
SET_ASIDE = "不用记"


@dataclass(frozen=True, slots=True)
class Screen:
    """A call with everything the screen shows of it."""

    call: Call
    said: list[Shown]
    view: CallView
    ticket: Mapping[str, str]
    """The form of its ticket, as far as it is known."""
    counties: Sequence[str]


class Calls:
    """The calls of the hotline; each is a conversation of its own in the channel `desk`."""

    def __init__(
        self,
        live: Live,
        reception: Reception,
        store: Store,
        records: DeskRecords,
        *,
        tickets: Tickets,
    ) -> None:
        self._live = live
        self._reception = reception
        self._store = store
        self._records = records
        self._tickets = tickets

    def of(self, who: SignedIn, number: int) -> Call:
        """A call this person may see: their own, or any with the right to. Raises HTTPException."""
        call = self._records.call(number)
        if call is None or (call.staff != who.name and not who.may(Right.ALL_CALLS)):
            raise HTTPException(404, f"没有 {number} 号来电，或者不是您接的")
        seen = may_see_phones(who, call)
        return call if seen else replace(call, note=phones_masked(call.note))

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

    def close(self, who: SignedIn, call: Call, form: Mapping[str, str]) -> Ticket:
        """End a call with its ticket. Raises WrongFieldsError."""
        visitor = self._reception.user(CHANNEL, _name(call))
        made = self._tickets.take_down(
            who, form, channel=CHANNEL, visitor=visitor, call=call.number
        )
        told = {"outcome": made.outcome, "note": made.note}
        self._records.set_call(call.number, CLOSED, at=time.time(), **told)
        self._records.note(time.time(), who.name, "结束来电", _name(call))
        return made

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

    async def sheet(self, who: SignedIn, call: Call) -> Sheet:
        return await asyncio.to_thread(self._sheet, who, call)

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
        return Screen(
            call,
            [_logged(self._live.parts.policy, each) for each in said],
            view,
            ticket=self._draft(call, said, view),
            counties=self._tickets.counties(),
        )

    def _draft(self, call: Call, said: Sequence[Exchange], view: CallView) -> Mapping[str, str]:
        """The call's ticket, if it has one, else what can be filled in of it beforehand."""
        there = self._tickets.of_call(call.number)
        if there is not None:
            return form_of(there)
        texts = [exchange.text for exchange in said if exchange.text]
        asked = [card.title for card in view.cards]
        return self._tickets.drafted(texts, asked)

    def _said(self, call: Call) -> list[Exchange]:
        user = self._reception.user(CHANNEL, _name(call))
        return [e for e in self._store.transcript(CHANNEL, user) if e.reply is not None]

    def _sheet(self, who: SignedIn, call: Call) -> Sheet:
        state, said = self._state(call), self._said(call)
        assessment, grounds = self._assessed(state), self._live.parts.grounds
        view = call_view(grounds, state, assessment)
        form = self._draft(call, said, view)
        return sheet_of(
            grounds,
            call,
            assessment,
            state.facts,
            total=view.total and total(assessment.total),
            person=Person(form.get("firm", ""), form.get("name", "")),
            handed_to=form.get("handed_to", ""),
            made_by=who.name,
            made_at=time.time(),
        )

    def _state(self, call: Call) -> State:
        return self._reception.state(CHANNEL, _name(call))

    def _assessed(self, state: State) -> Assessment:
        return self._live.parts.grounds.assess(state.facts, local_today(), state.focus)

    async def _note(self, who: SignedIn, action: str, call: Call, more: str = "") -> None:
        subject = f"{_name(call)} {more}".strip()
        await asyncio.to_thread(self._records.note, time.time(), who.name, action, subject)


def may_change(who: SignedIn, call: Call) -> bool:
    """Whether a call goes on and is this person's; anybody else only looks at it."""
    return call.state != CLOSED and call.staff == who.name and who.may(Right.CALLS)


def may_see_phones(who: SignedIn, call: Call) -> bool:
    """Whoever took a call heard its numbers; others need the right to see them."""
    return call.staff == who.name or who.may(Right.PHONES)


def values(screen: Screen) -> dict[str, Any]:
    """What the templates of a call take."""
    return {
        "call": screen.call, "said": screen.said, "view": screen.view, "outcomes": OUTCOMES,
        "form": screen.ticket, "counties": screen.counties, "due_like": next_week(local_today()),
    }  # fmt: skip


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
    named = firm_in(text) or phones_masked(" ".join(text.split()))
    return named if len(named) <= LONGEST_TITLE else named[: LONGEST_TITLE - 1] + "…"


def _name(call: Call) -> str:
    return f"来电 {call.number}"


def _key(call: Call) -> str:
    return f"{call.number} {secrets.token_hex(12)}"
