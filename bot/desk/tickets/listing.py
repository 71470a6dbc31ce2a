"""Which tickets a page lists: its list, and what was filled in to find some.

What is looked for may name a person, so it travels sealed: no proxy's log has it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from ...errors import UserError
from ...sealing import Seal, SealError
from ...today import local_today
from .phones import is_phone
from .records import Filter
from .ticket import CLOSED, OPEN, OUTCOMES

ALL = "all"
LISTS: Mapping[str, str] = {
    "open": "未办结",
    "due": "到期",
    "mine": "我的",
    "closed": "已办结",
    ALL: "全部",
}
FIELDS = ("words", "county", "outcome", "staff", "since", "until")
LONGEST_FIELD, MOST_WORDS = 60, 8


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was filled in to find tickets, as it was typed."""

    words: str = ""
    county: str = ""
    outcome: str = ""
    staff: str = ""
    since: str = ""
    until: str = ""

    @property
    def is_any(self) -> bool:
        return self == Wanted()

    @property
    def names_one(self) -> bool:
        """Whether a whole telephone number or the number of a ticket is looked for."""
        return _number(self.words) is not None or is_phone(self.words)


def list_of(chosen: str, wanted: Wanted) -> str:
    """The list to look in: who has a number wants its ticket, be it done or another's.

    >>> list_of("open", Wanted(words="139 7391 2345")), list_of("open", Wanted(words="湘汇"))
    ('all', 'open')
    """
    known = chosen if chosen in LISTS else OPEN
    return ALL if wanted.names_one else known


def wanted_of(form: Mapping[str, str]) -> Wanted:
    """Raises UserError."""
    told = Wanted(**{name: form.get(name, "").strip()[:LONGEST_FIELD] for name in FIELDS})
    if told.outcome and told.outcome not in OUTCOMES:
        raise UserError(f"结果只有：{'、'.join(OUTCOMES)}")
    for day in filter(None, (told.since, told.until)):
        _time(day)
    return told


def sealed(wanted: Wanted, seal: Seal) -> str:
    """For an address; empty where nothing is looked for."""
    told = {name: getattr(wanted, name) for name in FIELDS if getattr(wanted, name)}
    return seal.close(json.dumps(told, ensure_ascii=False)) if told else ""


def unsealed(token: str, seal: Seal) -> Wanted:
    """Raises UserError."""
    if not token:
        return Wanted()
    try:
        return wanted_of(json.loads(seal.open(token)))
    except SealError:
        raise UserError("这个查找的地址不能用了，请重新查") from None


def filter_of(
    chosen: str, wanted: Wanted, *, me: str, today: date, hash_of: Callable[[str], str]
) -> Filter:
    """The filter of a list and of what was filled in. Raises UserError."""
    base = {
        "open": Filter(state=OPEN), "due": Filter(state=OPEN, due_by=today.isoformat()),
        "mine": Filter(state=OPEN, staff=me), "closed": Filter(state=CLOSED),
    }.get(chosen, Filter())  # fmt: skip
    found = replace(
        base,
        county=wanted.county,
        outcome=wanted.outcome,
        staff=wanted.staff or base.staff,
        since=_time(wanted.since) if wanted.since else None,
        before=_time(wanted.until, days=1) if wanted.until else None,
    )
    return _with_words(found, wanted.words, hash_of)


def _with_words(found: Filter, words: str, hash_of: Callable[[str], str]) -> Filter:
    """A number of a ticket, a telephone number, or words."""
    number = _number(words)
    if number is not None:
        return replace(found, number=number)
    if is_phone(words):
        return replace(found, phone_hash=hash_of(words))
    return replace(found, words=tuple(words.split()[:MOST_WORDS]))


def _number(words: str) -> int | None:
    """The number of a ticket, where words are one."""
    plain = words.removeprefix("#").strip()
    is_one = plain.isascii() and plain.isdigit() and (words.startswith("#") or len(plain) < 5)
    return int(plain[:15]) if is_one else None


def _time(day: str, days: int = 0) -> float:
    try:
        begin = datetime.fromisoformat(day) + timedelta(days=days)
    except ValueError:
        raise UserError(f"日期要写成 {local_today()} 这样") from None
    return begin.timestamp()
