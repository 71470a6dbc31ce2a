"""A ticket's form, read and checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ...errors import UserError
from .days import read_day
from .phones import digits
from .ticket import HANDED_ON, LONGEST, LONGEST_NOTE, OUTCOMES, due_day


class WrongFieldsError(UserError):
    """What is wrong in a form; `wrong`: each field with its line, in the order of the form."""

    def __init__(self, wrong: Mapping[str, str]) -> None:
        super().__init__("；".join(wrong.values()))
        self.wrong = dict(wrong)


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
    """The form, checked. Raises WrongFieldsError for all that is wrong at once."""
    outcome, handed_to = form.get("outcome", ""), _line(form, "handed_to")
    wrong: dict[str, str] = {}
    if outcome not in OUTCOMES:
        wrong["outcome"] = f"结果要选一个：{'、'.join(OUTCOMES)}"
    if outcome == HANDED_ON and not handed_to:
        wrong["handed_to"] = "转办要写转给谁"
    due = _checked(wrong, "due", lambda: read_due(form.get("due", ""), outcome, today))
    phone = _checked(wrong, "phone", lambda: digits(form.get("phone", "")))
    if wrong:
        raise WrongFieldsError(wrong)
    return Told(
        name=_line(form, "name"),
        firm=_line(form, "firm"),
        phone=phone,
        county=_line(form, "county"),
        subject=_line(form, "subject"),
        outcome=outcome,
        handed_to=handed_to if outcome == HANDED_ON else "",
        due=due,
        note=form.get("note", "").strip()[:LONGEST_NOTE],
    )


def read_due(text: str, outcome: str, today: date) -> str:
    """A day as the form has it, or the usual one. Raises UserError."""
    if not text.strip():
        return due_day(outcome, today)
    day = read_day(text, today)
    if day is None:
        raise UserError(f"期限要写成 {next_week(today)}、12月2日、下周三 这样，不知道就空着")
    return day.isoformat()


def next_week(today: date) -> str:
    """A day as it can be typed for a date to come.

    >>> next_week(date(2026, 11, 26))
    '2026-12-03'
    """
    return (today + timedelta(days=7)).isoformat()


def _checked(wrong: dict[str, str], name: str, read: Callable[[], str]) -> str:
    try:
        return read()
    except UserError as error:
        wrong[name] = str(error)
        return ""


def _line(form: Mapping[str, str], name: str) -> str:
    return " ".join(form.get(name, "").split())[:LONGEST]
