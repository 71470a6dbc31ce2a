"""A ticket's form, read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ...errors import UserError
from .phones import digits
from .ticket import HANDED_ON, LONGEST, LONGEST_NOTE, OUTCOMES, due_day


@dataclass(frozen=True, slots=True)
class Told:
    """A ticket's form as it was filled in, checked: what is not in it stays."""

    name: str
    firm: str
    phone: str
    """Digits; empty when nothing was typed."""
    county: str
    subject: str
    outcome: str
    handed_to: str
    due: str
    note: str


def read_form(form: Mapping[str, str], today: date) -> Told:
    """The form, checked. Raises UserError."""
    outcome, handed_to = form.get("outcome", ""), _line(form, "handed_to")
    if outcome not in OUTCOMES:
        raise UserError(f"结果要选一个：{'、'.join(OUTCOMES)}")
    if outcome == HANDED_ON and not handed_to:
        raise UserError("转办要写转给谁")
    return Told(
        name=_line(form, "name"),
        firm=_line(form, "firm"),
        phone=digits(form.get("phone", "")),
        county=_line(form, "county"),
        subject=_line(form, "subject"),
        outcome=outcome,
        handed_to=handed_to if outcome == HANDED_ON else "",
        due=read_due(form.get("due", ""), outcome, today),
        note=form.get("note", "").strip()[:LONGEST_NOTE],
    )


def read_due(text: str, outcome: str, today: date) -> str:
    """A day as the form has it, or the usual one. Raises UserError."""
    if not text.strip():
        return due_day(outcome, today)
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        raise UserError("期限要写成 2026-01-31 这样的日期，不知道就空着") from None


def _line(form: Mapping[str, str], name: str) -> str:
    return " ".join(form.get(name, "").split())[:LONGEST]
