"""What is done with tickets: taken down, changed, closed, linked, found, exported."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from starlette.exceptions import HTTPException

from conversations import Store

from ...assembly import Parts
from ...callbacks import phones_masked, phones_restored
from ...errors import UserError
from ...pages.showing import Shown, shown_before
from ...today import local_today
from ..accounts import SignedIn
from ..records import DeskRecords
from ..rights import Right
from .draft import draft
from .form import Told, read_form
from .phones import Phones, digits
from .records import Filter, Note
from .ticket import (
    CLOSED,
    DONE_AT_ONCE,
    LONGEST_NOTE,
    OPEN,
    Ticket,
    changes,
    form_of,
)

MOST_OF_CALLER, MOST_ALIKE, MOST_SAID, MOST_EXPORTED = 20, 8, 30, 10_000
STALE = "别人刚刚改过这张工单，请看最新的再改"
Form = Mapping[str, str]
_IN_WORDS = ("subject", "note")


@dataclass(frozen=True, slots=True)
class Past:
    """A ticket of the same caller, with what was said in its conversation."""

    ticket: Ticket
    said: Sequence[Shown]
    cut: bool
    """Whether there is more that was said before."""
    hides_phones: bool
    """Whether whoever looks may not see the numbers in it."""


@dataclass(frozen=True, slots=True)
class View:
    """A ticket as its page shows it."""

    ticket: Ticket
    phone: str
    may_see_phone: bool
    notes: Sequence[Note]
    history: Sequence[Past]
    alike: Sequence[Ticket]


class Tickets:
    """Tickets over the desk's records."""

    def __init__(self, parts: Parts, store: Store, records: DeskRecords, phones: Phones) -> None:
        self._parts = parts
        self._store = store
        self._records = records
        self._phones = phones

    # -- changing --------------------------------------------------------------------------

    def take_down(
        self, who: SignedIn, form: Form, *, channel: str, visitor: str = "", call: int | None = None
    ) -> Ticket:
        """A new ticket from a form; one of a call that has one already is changed.
        Raises UserError."""
        there = self._records.tickets.of_call(call) if call is not None else None
        if there is not None:
            return self.save(who, there, form)
        told, now = read_form(form, local_today()), time.time()
        blank = Ticket(0, 0, channel, visitor, who.name, call=call, created_at=now)
        ticket = self._with(blank, told, now)
        if told.outcome in DONE_AT_ONCE:
            ticket = replace(ticket, state=CLOSED, closed_at=now)
        kept = self._records.tickets.add(ticket, f"建单，结果：{ticket.outcome}")
        self._log(who, "建工单", kept)
        return kept

    def save(self, who: SignedIn, ticket: Ticket, form: Form) -> Ticket:
        """A ticket with its form filled in anew. Raises UserError and HTTPException."""
        told, now = read_form(form, local_today()), time.time()
        if not self.may_see_phone(who, ticket):
            told = _with_numbers(told, ticket)
        after = self._with(ticket, told, now)
        if "forget_phone" in form:
            after = replace(after, phone="", phone_hash="")
        if told.outcome in DONE_AT_ONCE and ticket.is_open:
            after = replace(after, state=CLOSED, closed_at=now)
        what = changes(ticket, after)
        if after.state != ticket.state:
            what = f"{what}；办结" if what else "办结"
        return self._change(who, ticket, after, what) if what else ticket

    def close(self, who: SignedIn, ticket: Ticket, form: Form) -> Ticket:
        """A ticket with which nothing is left to do."""
        saved, now = self.save(who, ticket, form), time.time()
        if not saved.is_open:
            return saved
        after = replace(saved, state=CLOSED, closed_at=now, changed_at=now)
        return self._change(who, saved, after, "办结")

    def reopen(self, who: SignedIn, ticket: Ticket) -> Ticket:
        """There is something to do again."""
        after = replace(ticket, state=OPEN, closed_at=None, changed_at=time.time())
        return self._change(who, ticket, after, "重新打开")

    def take(self, who: SignedIn, ticket: Ticket) -> Ticket:
        """From now on it is this person's."""
        after = replace(ticket, staff=who.name, changed_at=time.time())
        return self._change(who, ticket, after, changes(ticket, after) or "接过来")

    def add_note(self, who: SignedIn, ticket: Ticket, text: str) -> Ticket:
        """What was done about it. Raises UserError."""
        if not text.strip():
            raise UserError("没有写办了什么")
        after = replace(ticket, changed_at=time.time())
        return self._change(who, ticket, after, text.strip()[:LONGEST_NOTE])

    def link(self, who: SignedIn, ticket: Ticket, other: Ticket) -> Ticket:
        """A clerk says that both are the same caller's."""
        after = replace(ticket, caller=other.caller, changed_at=time.time())
        return self._change(who, ticket, after, f"与工单 {other.number} 是同一个人")

    def unlink(self, who: SignedIn, ticket: Ticket) -> Ticket:
        """It is someone else's after all. The first ticket of a caller stays, the others leave."""
        others = self._records.tickets.of_caller(ticket.caller, MOST_OF_CALLER)
        if ticket.caller == ticket.number:
            for other in (each for each in others if each.number != ticket.number):
                self._change(who, other, replace(other, caller=other.number), "不再算同一个人")
            return ticket
        after = replace(ticket, caller=ticket.number, changed_at=time.time())
        return self._change(who, ticket, after, "不再算同一个人")

    # -- reading ---------------------------------------------------------------------------

    def of(self, number: int) -> Ticket:
        """Raises HTTPException."""
        found = self._records.tickets.ticket(number)
        if found is None:
            raise HTTPException(404, f"没有 {number} 号工单，可能过了保存期")
        return found

    def view(self, who: SignedIn, ticket: Ticket, reveal: bool = False) -> View:
        """A ticket with its caller's history; looking at it, and at the number, is noted."""
        allowed = self.may_see_phone(who, ticket)
        self._log(who, "看工单电话" if reveal and allowed else "看工单", ticket)
        opened = self._phones.opened if reveal and allowed else self._phones.shown
        records = self._records.tickets
        of_caller = records.of_caller(ticket.caller, MOST_OF_CALLER)
        return View(
            ticket=ticket,
            phone=opened(ticket.phone),
            may_see_phone=allowed,
            notes=records.notes(ticket.number),
            history=[self._past(who, each) for each in of_caller],
            alike=records.alike(ticket, MOST_ALIKE),
        )

    def form(self, who: SignedIn, ticket: Ticket) -> dict[str, str]:
        """A ticket as its form has it; whoever may not see its number finds none in the words."""
        told = form_of(ticket)
        if not self.may_see_phone(who, ticket):
            told |= {name: phones_masked(told[name]) for name in _IN_WORDS}
        return told

    def may_see_phone(self, who: SignedIn, ticket: Ticket) -> bool:
        return ticket.staff == who.name or who.may(Right.PHONES)

    def phone(self, ticket: Ticket) -> str:
        """The number, most of it masked."""
        return self._phones.shown(ticket.phone)

    def draft_of(self, message: int) -> dict[str, str]:
        """What a message of the inbox lets be filled in of a ticket. Raises HTTPException."""
        channel, visitor = self.wrote(message)
        said = [e.text for e in self._store.transcript(channel, visitor) if e.text]
        return {**self.drafted(said[::-1], ()), "message": str(message)}

    def drafted(self, said: Sequence[str], measures: Sequence[str]) -> dict[str, str]:
        """What was said lets be filled in of a ticket; `measures`: what was asked about."""
        issuers = " ".join(each.issuer for each in self._parts.policy.members)
        return draft(said, measures, self.counties(), issuers)

    def wrote(self, message: int) -> tuple[str, str]:
        """Whose a message of the inbox is: the channel, and the visitor. Raises HTTPException."""
        found = self._store.exchange(message)
        if found is None or not self._records.attention.comes_in(message):
            raise HTTPException(404, "没有这条消息，可能已经删除")
        return found.channel, found.user

    def find(self, wanted: Filter, most: int, skipped: int) -> list[Ticket]:
        return self._records.tickets.find(wanted, most, skipped)

    def count(self, wanted: Filter) -> int:
        return self._records.tickets.count(wanted)

    def of_call(self, call: int) -> Ticket | None:
        return self._records.tickets.of_call(call)

    def hash_of(self, phone: str) -> str:
        return self._phones.hash_of(digits(phone))

    def counties(self) -> list[str]:
        """Those of the settings, then those that were written before."""
        named = self._parts.settings.desk.counties
        return list(dict.fromkeys((*named, *self._records.tickets.counties())))

    def exported(self, who: SignedIn, wanted: Filter) -> list[tuple[Ticket, str]]:
        """Every ticket of a filter with its number, as far as this person may see it; noted."""
        found = self._records.tickets.find(wanted, MOST_EXPORTED)
        self._records.note(time.time(), who.name, "导出工单", f"{len(found)} 张")
        return [
            (t, self._phones.opened(t.phone) if self.may_see_phone(who, t) else self.phone(t))
            for t in found
        ]

    # -- inside ----------------------------------------------------------------------------

    def _with(self, ticket: Ticket, told: Told, now: float) -> Ticket:
        phone = (ticket.phone, ticket.phone_hash)
        if told.phone and self._phones.hash_of(told.phone) != ticket.phone_hash:
            phone = self._phones.kept(told.phone)
        return replace(
            ticket, name=told.name, firm=told.firm, phone=phone[0], phone_hash=phone[1],
            county=told.county, subject=told.subject, outcome=told.outcome,
            handed_to=told.handed_to, due=told.due, note=told.note, changed_at=now,
        )  # fmt: skip

    def _change(self, who: SignedIn, before: Ticket, after: Ticket, what: str) -> Ticket:
        note = Note(time.time(), who.name, what)
        if not self._records.tickets.change(before, after, note):
            raise HTTPException(409, STALE)
        self._log(who, "改工单", before)
        return after

    def _past(self, who: SignedIn, ticket: Ticket) -> Past:
        hides = not self.may_see_phone(who, ticket)
        if not ticket.visitor:
            return Past(ticket, (), cut=False, hides_phones=hides)
        said = shown_before(self._parts.policy, self._store, ticket.channel, ticket.visitor)
        return Past(ticket, said[-MOST_SAID:], len(said) > MOST_SAID, hides)

    def _log(self, who: SignedIn, action: str, ticket: Ticket) -> None:
        self._records.note(time.time(), who.name, action, f"工单 {ticket.number}")


def _with_numbers(told: Told, ticket: Ticket) -> Told:
    """What was filled in by who saw the words of a ticket masked: its numbers are not lost."""
    subject = phones_restored(told.subject, ticket.subject)
    return replace(told, subject=subject, note=phones_restored(told.note, ticket.note))
