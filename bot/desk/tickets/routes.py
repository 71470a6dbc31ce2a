"""The pages of tickets: lists, one ticket, a new one, the Excel file."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from ...errors import UserError
from ...pages.forms import Form, first, whole
from ...pages.rendering import page
from ...sealing import Seal
from ...today import local_today
from ..accounts import SignedIn
from ..entry import PATH, Door, check
from ..frame import Frame
from ..rights import Right
from ..spreadsheet import download
from .excel import ticket_sheet
from .form import WrongFieldsError, next_week
from .listing import ALL, LISTS, Wanted, filter_of, list_of, sealed, unsealed, wanted_of
from .records import Filter
from .ticket import OPEN, OUTCOMES, Ticket
from .tickets import Tickets

MOST = 50
"""On one page."""
BY_HAND = "office"
"""The channel of a ticket that comes from no conversation: at the counter, by letter."""
Number = Annotated[int, Path(ge=1, le=10**15)]
Page = Annotated[int, Query(ge=1, le=10**6)]
Message = Annotated[int | None, Query(ge=1, le=10**15)]


class TicketRoutes:
    """The routes of tickets."""

    def __init__(self, tickets: Tickets, seal: Seal, door: Door, frame: Frame) -> None:
        self._tickets = tickets
        self._seal = seal
        self._door = door
        self._frame = frame

    def add_to(self, router: APIRouter) -> None:
        router.get("/tickets")(self.listed)
        router.post("/tickets")(self.find)
        router.post("/tickets/export")(self.export)
        router.get("/tickets/new")(self.blank)
        router.post("/tickets/new")(self.take_down)
        router.get("/tickets/{number}")(self.ticket)
        router.post("/tickets/{number}")(self.change)

    # -- lists -----------------------------------------------------------------------------

    async def listed(
        self,
        request: Request,
        list: str = OPEN,  # noqa: A002  as the address has it
        find: str = "",
        page: Page = 1,
    ) -> Response:
        """One of the lists, narrowed down to what is looked for."""
        who = await self._door.allowed(request, Right.TICKETS)
        return await self._list_page(who, list, unsealed(find, self._seal), page)

    async def find(self, request: Request) -> Response:
        """To the address of what is looked for."""
        who, form = await self._door.changing(request, Right.TICKETS)
        chosen = first(form, "list")
        try:
            wanted = wanted_of(_plain(form))
        except UserError as error:
            return await self._list_page(who, chosen, Wanted(), told=str(error))
        token = sealed(wanted, self._seal)
        return RedirectResponse(f"{PATH}/tickets?list={list_of(chosen, wanted)}&find={token}", 303)

    async def export(self, request: Request) -> Response:
        """What a list holds, as Excel."""
        who, form = await self._door.changing(request, Right.EXPORT)
        chosen, wanted = first(form, "list"), unsealed(first(form, "find"), self._seal)
        rows = await asyncio.to_thread(
            self._tickets.exported, who, self._filter(who, chosen, wanted)
        )
        content = await asyncio.to_thread(ticket_sheet, rows)
        return download(content, f"tickets-{local_today().isoformat()}.xlsx")

    # -- one ticket ------------------------------------------------------------------------

    async def blank(self, request: Request, message: Message = None) -> Response:
        """A form for what comes by no channel, or for who wrote a message of the inbox."""
        who = await self._door.allowed(request, Right.TICKETS)
        form = {"outcome": OUTCOMES[1]}
        if message is not None:
            form |= await asyncio.to_thread(self._tickets.draft_of, message)
        return await self._new_page(who, form)

    async def take_down(self, request: Request) -> Response:
        """Keep a new ticket."""
        who, form = await self._door.changing(request, Right.TICKETS)
        told = _plain(form)
        channel, visitor = BY_HAND, ""
        if first(form, "message"):
            number = whole(form, "message")
            channel, visitor = await asyncio.to_thread(self._tickets.wrote, number)
        try:
            made = await asyncio.to_thread(
                self._tickets.take_down, who, told, channel=channel, visitor=visitor
            )
        except UserError as error:
            return await self._new_page(who, told, error)
        return to_ticket(made)

    async def ticket(self, request: Request, number: Number) -> Response:
        """A ticket with what was done, and everything of its caller."""
        who = await self._door.allowed(request, Right.TICKETS)
        found = await asyncio.to_thread(self._tickets.of, number)
        return await self._ticket_page(who, found)

    async def change(self, request: Request, number: Number) -> Response:
        """Whatever is done with a ticket."""
        who, form = await self._door.changing(request, Right.TICKETS)
        found = await asyncio.to_thread(self._tickets.of, number)
        if first(form, "action") == "phone":
            check_phone(self._tickets, who, found)
            return await self._ticket_page(who, found, reveal=True)
        try:
            changed = await asyncio.to_thread(self._changed, who, found, form)
        except UserError as error:
            return await self._ticket_page(who, found, form=_plain(form), error=error)
        except HTTPException as error:
            if error.status_code != 409:
                raise
            newest = await asyncio.to_thread(self._tickets.of, number)
            return await self._ticket_page(
                who, newest, form=_plain(form), error=UserError(error.detail)
            )
        return to_ticket(changed)

    # -- inside ----------------------------------------------------------------------------

    async def _new_page(
        self, who: SignedIn, form: Mapping[str, str], error: UserError | None = None
    ) -> Response:
        return page(
            "desk_ticket_new.html",
            422 if error else 200,
            **await self._frame.around(who, Right.TICKETS),
            **await self._of_form(error),
            form=form,
        )

    async def _of_form(self, error: UserError | None) -> dict[str, Any]:
        """What the form of a ticket takes beside what is filled in."""
        return {
            "problem": str(error or ""),
            "wrong": error.wrong if isinstance(error, WrongFieldsError) else {},
            "outcomes": OUTCOMES,
            "due_like": next_week(local_today()),
            "counties": await asyncio.to_thread(self._tickets.counties),
        }

    def _changed(self, who: SignedIn, ticket: Ticket, form: Form) -> Ticket:
        told = _plain(form)
        match first(form, "action"):
            case "done":
                return self._tickets.close(who, ticket, told)
            case "reopen":
                return self._tickets.reopen(who, ticket)
            case "take":
                return self._tickets.take(who, ticket)
            case "note":
                return self._tickets.add_note(who, ticket, first(form, "text"))
            case "link":
                return self._tickets.link(who, ticket, self._tickets.of(whole(form, "other")))
            case "unlink":
                return self._tickets.unlink(who, ticket)
            case _:
                return self._tickets.save(who, ticket, told)

    def _filter(self, who: SignedIn, chosen: str, wanted: Wanted) -> Filter:
        return filter_of(
            _known(chosen), wanted, me=who.name, today=local_today(), hash_of=self._tickets.hash_of
        )

    async def _list_page(
        self, who: SignedIn, chosen: str, wanted: Wanted, number: int = 1, told: str = ""
    ) -> Response:
        chosen, skipped = _known(chosen), (number - 1) * MOST
        asked = self._filter(who, chosen, wanted)
        found = await asyncio.to_thread(self._tickets.find, asked, MOST + 1, skipped)
        counts = await asyncio.to_thread(self._counts, who)
        around = await self._frame.around(who, Right.TICKETS, Right.EXPORT, Right.PHONES)
        values = {
            **around, "told": told, "lists": LISTS, "chosen": chosen, "wanted": wanted,
            "tickets": [(t, self._tickets.phone(t)) for t in found[:MOST]],
            "number": number, "has_next": len(found) > MOST, "outcomes": OUTCOMES,
            "find": sealed(wanted, self._seal), "today": local_today(), "counts": counts,
            "counties": await asyncio.to_thread(self._tickets.counties),
            "how_many": await asyncio.to_thread(self._tickets.count, asked),
            "elsewhere": 0 if found else await asyncio.to_thread(self._in_all, who, wanted),
        }  # fmt: skip
        return page("desk_tickets.html", **values)

    def _in_all(self, who: SignedIn, wanted: Wanted) -> int:
        """How many there are of what is looked for, in whatever list."""
        if wanted.is_any:
            return 0
        return self._tickets.count(self._filter(who, ALL, wanted))

    def _counts(self, who: SignedIn) -> dict[str, int]:
        """How many there are to do."""
        return {
            name: self._tickets.count(self._filter(who, name, Wanted()))
            for name in ("open", "due", "mine")
        }

    async def _ticket_page(
        self,
        who: SignedIn,
        ticket: Ticket,
        *,
        reveal: bool = False,
        form: Mapping[str, str] | None = None,
        error: UserError | None = None,
    ) -> Response:
        typed = form if form is not None and "outcome" in form else None
        return page(
            "desk_ticket.html",
            422 if error else 200,
            **await self._frame.around(who, Right.TICKETS, Right.PHONES),
            view=await asyncio.to_thread(self._tickets.view, who, ticket, reveal),
            form=typed or self._tickets.form(who, ticket),
            unsaved=typed is not None,
            **await self._of_form(error),
            today=local_today(),
        )


def check_phone(tickets: Tickets, who: SignedIn, ticket: Ticket) -> None:
    """Whoever works on a ticket may see its number; others need the right to. Raises HTTPException."""
    if not tickets.may_see_phone(who, ticket):
        check(who, Right.PHONES)


def to_ticket(ticket: Ticket) -> Response:
    return RedirectResponse(f"{PATH}/tickets/{ticket.number}", 303)


def _plain(form: Form) -> dict[str, str]:
    return {name: first(form, name) for name in form}


def _known(chosen: str) -> str:
    return chosen if chosen in LISTS else OPEN
