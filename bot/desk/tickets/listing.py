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

LISTS: Mapping[str, str] = {
    "open": "未办结",
    "due": "到期",
    "mine": "我的",
    "closed": "已办结",
    "all": "全部",
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
    plain = words.removeprefix("#").strip()
    if plain.isascii() and plain.isdigit() and (words.startswith("#") or len(plain) < 5):
        return replace(found, number=int(plain[:15]))
    if is_phone(words):
        return replace(found, phone_hash=hash_of(words))
    return replace(found, words=tuple(words.split()[:MOST_WORDS]))


def _time(day: str, days: int = 0) -> float:
    try:
        begin = datetime.fromisoformat(day) + timedelta(days=days)
    except ValueError:
        raise UserError(f"日期要写成 {local_today()} 这样") from None
    return begin.timestamp()
