"""A month in numbers: who came, what they asked, what came of it, how long people waited."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median, quantiles
from typing import TYPE_CHECKING

from conversations import Exchange
from policy_engine import Policy

from ...errors import UserError
from ..tickets.ticket import OUTCOMES, Ticket

if TYPE_CHECKING:
    from ..records import Call

WANTS_A_PERSON = ("handoff", "attended")


@dataclass(frozen=True, slots=True)
class Period:
    """A month, from its first second up to the first of the next."""

    name: str
    begin: float
    end: float


@dataclass(frozen=True, slots=True)
class Done:
    """A message that staff finished, with who did and when."""

    exchange: int
    staff: str
    at: float
    received_at: float
    act: str


@dataclass(frozen=True, slots=True)
class Waits:
    """How long people waited, in minutes; `None` where nobody did."""

    count: int
    middle: float | None
    nine_of_ten: float | None


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """One channel: people, messages, and those that were not understood or wanted a person."""

    channel: str
    people: int
    messages: int
    unclear: int
    wanted: int


@dataclass(frozen=True, slots=True)
class CountyRow:
    """One county: tickets, and how many of them are open."""

    county: str
    tickets: int
    open: int


@dataclass(frozen=True, slots=True)
class ClerkRow:
    """One person of the desk; `waits` of those whom they answered."""

    name: str
    calls: int
    minutes: float | None
    """Of a call, in the middle."""
    tickets: int
    closed: int
    late: int
    waits: Waits


@dataclass(frozen=True, slots=True)
class Month:
    """All of it."""

    period: Period
    channels: Sequence[ChannelRow]
    topics: Sequence[tuple[str, int]]
    outcomes: Sequence[tuple[str, int]]
    counties: Sequence[CountyRow]
    clerks: Sequence[ClerkRow]
    waits: Waits


def month_of(name: str) -> Period:
    """The month of a name such as 2026-01. Raises UserError.

    >>> period = month_of("2026-12")
    >>> datetime.fromtimestamp(period.end).isoformat()
    '2027-01-01T00:00:00'
    """
    try:
        begin = datetime.strptime(name, "%Y-%m")  # noqa: DTZ007  local months are meant
        following = begin.replace(year=begin.year + begin.month // 12, month=begin.month % 12 + 1)
        return Period(f"{begin:%Y-%m}", begin.timestamp(), following.timestamp())
    except (ValueError, OverflowError, OSError):
        raise UserError("月份要写成 2026-01") from None


def month(
    policy: Policy,
    period: Period,
    *,
    said: Sequence[Exchange],
    tickets: Sequence[Ticket],
    calls: Sequence[Call],
    done: Sequence[Done],
    today: str,
) -> Month:
    """What a month comes to: messages, tickets, calls and finished items of it."""
    typed = [e for e in said if e.text and period.begin <= e.received_at < period.end]
    outcomes = Counter(t.outcome for t in tickets)
    return Month(
        period=period,
        channels=_channels(typed),
        topics=_topics(policy, typed),
        outcomes=[(name, outcomes[name]) for name in OUTCOMES if outcomes[name]],
        counties=_counties(tickets),
        clerks=_clerks(tickets, calls, done, today),
        waits=_waits(done),
    )


def _channels(typed: Iterable[Exchange]) -> list[ChannelRow]:
    of: dict[str, list[Exchange]] = defaultdict(list)
    for exchange in typed:
        of[exchange.channel].append(exchange)
    return [
        ChannelRow(
            channel,
            people=len({e.user for e in messages}),
            messages=len(messages),
            unclear=sum(e.act == "fallback" for e in messages),
            wanted=sum(e.act in WANTS_A_PERSON for e in messages),
        )
        for channel, messages in sorted(of.items(), key=lambda item: -len(item[1]))
    ]


def _topics(policy: Policy, typed: Iterable[Exchange]) -> list[tuple[str, int]]:
    """The measures that conversations came to speak of, each conversation once."""
    latest: dict[tuple[str, str], Mapping[str, object]] = {}
    for exchange in typed:
        turn = json.loads(exchange.turn or "{}")
        if turn.get("measures"):
            latest[exchange.channel, exchange.user] = turn
    counts: Counter[str] = Counter()
    for turn in latest.values():
        known = set(turn.get("facts") or ())  # type: ignore[call-overload]
        counts.update(m.title for m in policy.measures.values() if known.intersection(m.facts))
    return counts.most_common()


def _counties(tickets: Iterable[Ticket]) -> list[CountyRow]:
    of: dict[str, list[Ticket]] = defaultdict(list)
    for ticket in tickets:
        of[ticket.county or "没有写"].append(ticket)
    rows = [CountyRow(c, len(found), sum(t.is_open for t in found)) for c, found in of.items()]
    return sorted(rows, key=lambda row: (-row.tickets, row.county))


def _clerks(
    tickets: Iterable[Ticket], calls: Iterable[Call], done: Iterable[Done], today: str
) -> list[ClerkRow]:
    their_tickets: dict[str, list[Ticket]] = defaultdict(list)
    their_calls: dict[str, list[Call]] = defaultdict(list)
    their_done: dict[str, list[Done]] = defaultdict(list)
    for ticket in tickets:
        their_tickets[ticket.staff].append(ticket)
    for call in calls:
        their_calls[call.staff].append(call)
    for each in done:
        their_done[each.staff].append(each)
    return [
        ClerkRow(
            name,
            calls=len(their_calls[name]),
            minutes=_middle(
                (c.closed_at - c.opened_at) / 60 for c in their_calls[name] if c.closed_at
            ),
            tickets=len(their_tickets[name]),
            closed=sum(not t.is_open for t in their_tickets[name]),
            late=sum(bool(t.is_open and t.due and t.due < today) for t in their_tickets[name]),
            waits=_waits(their_done[name]),
        )
        for name in sorted({*their_tickets, *their_calls, *their_done})
    ]


def _waits(done: Iterable[Done]) -> Waits:
    """Of those who wanted a person."""
    minutes = [(d.at - d.received_at) / 60 for d in done if d.act in WANTS_A_PERSON]
    if len(minutes) < 2:
        return Waits(len(minutes), _middle(minutes), _middle(minutes))
    return Waits(len(minutes), _middle(minutes), round(quantiles(minutes, n=10)[-1], 1))


def _middle(values: Iterable[float]) -> float | None:
    found = list(values)
    return round(median(found), 1) if found else None
