"""A month in numbers, from messages, tickets, calls and what staff finished."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.assembly import Parts
from bot.desk.office.month import Done, Waits, month, month_of
from bot.desk.records import Call
from bot.desk.tickets.ticket import Ticket
from bot.errors import UserError
from bot.settings import Settings
from conversations import Exchange

PERIOD = month_of("2026-01")
T = PERIOD.begin + 3600.0


def message(number: int, user: str = "u", act: str = "result", **more: Any) -> Exchange:
    turn = json.dumps({"facts": more.pop("facts", {}), "measures": more.pop("measures", [])})
    values = {"channel": "web", "text": "话", "received_at": T, **more}
    return Exchange(number=number, user=user, external_id=str(number), act=act, turn=turn, **values)


def ticket(number: int, **more: Any) -> Ticket:
    values = {"outcome": "待回访", "created_at": T, **more}
    return Ticket(number, number, "desk", "", "李四", **values)


def told(**given: Any) -> Any:
    empty: dict[str, Any] = {
        "said": [],
        "tickets": [],
        "calls": [],
        "done": [],
        "today": "2026-02-01",
    }
    return month(Parts(Settings()).policy, PERIOD, **{**empty, **given})


def test_channels_count_people_and_what_was_not_understood() -> None:
    said = [
        message(1), message(2, act="fallback"), message(3, "v", act="handoff"),
        message(4, channel="desk"), message(5, received_at=PERIOD.end), message(6, text=""),
    ]  # fmt: skip
    web, desk = told(said=said).channels
    assert (web.channel, web.people, web.messages, web.unclear, web.wanted) == ("web", 2, 3, 1, 1)
    assert (desk.channel, desk.messages) == ("desk", 1)


def test_a_conversation_asks_for_a_measure_once() -> None:
    spoken: dict[str, Any] = {"facts": {"跨境电商平台企业": True}, "measures": [{"id": "8.1"}]}
    found = told(said=[message(1, **spoken), message(2, **spoken), message(3, "v", **spoken)])
    assert dict(found.topics)["跨境电商平台建设扶持"] == 2


def test_counties_and_clerks_with_what_is_late() -> None:
    tickets = [
        ticket(1, county="大祥区", due="2026-01-05"),
        ticket(2, county="大祥区", state="closed", due="2026-01-05"),
        ticket(3, due="2026-03-01"),
    ]
    calls = [Call(1, "李四", "closed", T, T + 120), Call(2, "李四", "open", T)]
    done = [Done(1, "王五", T + 300, T, "handoff")]
    found = told(tickets=tickets, calls=calls, done=done)
    assert [(r.county, r.tickets, r.open) for r in found.counties] == [
        ("大祥区", 2, 1),
        ("没有写", 1, 1),
    ]
    li, wang = found.clerks
    assert (li.calls, li.minutes, li.tickets, li.closed, li.late) == (2, 2.0, 3, 1, 1)
    assert wang.waits == Waits(1, 5.0, 5.0)


def test_only_who_wanted_a_person_waited() -> None:
    done = [Done(n, "王五", T + 60 * n, T, "handoff") for n in range(1, 11)]
    done.append(Done(99, "王五", T + 99_999, T, "fallback"))
    waits = told(done=done).waits
    assert (waits.count, waits.middle) == (10, 5.5)
    assert 9 <= (waits.nine_of_ten or 0) <= 10


@pytest.mark.parametrize("name", ["2026", "2026-13", "一月", "2026-01-01"])
def test_a_month_that_is_none(name: str) -> None:
    with pytest.raises(UserError, match="月份要写成"):
        month_of(name)
