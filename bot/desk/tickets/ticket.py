"""A ticket, and what there is to say of it without looking anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from .days import workdays_later

OPEN, CLOSED = "open", "closed"
ANSWERED, CALL_BACK, HANDED_ON, COMPLAINT, OTHER = (
    "已答复", "待回访", "转办", "投诉", "与本政策无关",
)  # fmt: skip
OUTCOMES = (ANSWERED, CALL_BACK, HANDED_ON, COMPLAINT, OTHER)
DONE_AT_ONCE = (ANSWERED, OTHER)
WORKDAYS_DUE: Mapping[str, int] = {CALL_BACK: 1, HANDED_ON: 5, COMPLAINT: 5}
"""Working days (Monday to Friday) until something has to be done, where no day is given."""
LONGEST, LONGEST_NOTE = 100, 2_000


@dataclass(frozen=True, slots=True)
class Ticket:
    """One matter of one caller.

    `caller` is the number of the first ticket of the same person, as far as a clerk said that
    it is the same; `visitor` is the keyed hash under which their conversation in `channel` is
    kept; `phone` is sealed, `phone_hash` finds it. Times are seconds since 1970, `due` is a day.
    """

    number: int
    caller: int
    channel: str
    visitor: str
    staff: str
    state: str = OPEN
    call: int | None = None
    name: str = ""
    firm: str = ""
    phone: str = ""
    phone_hash: str = ""
    county: str = ""
    subject: str = ""
    outcome: str = CALL_BACK
    handed_to: str = ""
    due: str = ""
    note: str = ""
    created_at: float = 0.0
    changed_at: float = 0.0
    closed_at: float | None = None

    @property
    def is_open(self) -> bool:
        return self.state == OPEN

    @property
    def called(self) -> str:
        """What stands in a list for the caller."""
        return " · ".join(part for part in (self.firm, self.name) if part) or "没有留名"

    def is_due(self, today: date) -> bool:
        """Whether something should be done today, or should have been."""
        return self.is_open and bool(self.due) and self.due <= today.isoformat()


def due_day(outcome: str, today: date) -> str:
    """The day by which something has to be done; empty where there is nothing to do.

    >>> due_day("待回访", date(2026, 1, 2)), due_day("已答复", date(2026, 1, 2))
    ('2026-01-05', '')
    """
    left = WORKDAYS_DUE.get(outcome, 0)
    return workdays_later(left, today).isoformat() if left else ""


def form_of(ticket: Ticket) -> dict[str, str]:
    """A ticket as its form has it; the telephone number is not in it."""
    names = ("name", "firm", "county", "subject", "outcome", "handed_to", "due", "note")
    return {name: getattr(ticket, name) for name in names}


def changes(before: Ticket, after: Ticket) -> str:
    """What changed, in words, without what the caller told of themselves.

    >>> one = Ticket(1, 1, "desk", "", "李四", outcome="待回访")
    >>> changes(one, Ticket(1, 1, "desk", "", "李四", outcome="已答复", phone="sealed"))
    '电话改了；结果：待回访 → 已答复'
    """

    def differs(name: str) -> bool:
        return bool(getattr(before, name) != getattr(after, name))

    told = ["电话改了"] if differs("phone") or differs("phone_hash") else []
    told += [f"{label}改了" for name, label in _OWN.items() if differs(name)]
    told += [
        f"{label}：{getattr(before, name) or '无'} → {getattr(after, name) or '无'}"
        for name, label in _OFFICIAL.items()
        if differs(name)
    ]
    return "；".join(told)


_OWN = {"name": "姓名", "firm": "单位", "subject": "事由", "note": "备注"}
_OFFICIAL = {
    "county": "县区",
    "outcome": "结果",
    "handed_to": "转给",
    "due": "期限",
    "staff": "经办",
}
