"""Tickets as an Excel file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from ...channel_names import channel_name
from ..spreadsheet import Value, workbook
from .ticket import Ticket

HEAD = (
    "编号", "状态", "来自", "姓名", "单位", "电话", "县区", "事由", "结果", "转给", "期限", "备注", "经办", "建单", "办结",
)  # fmt: skip


def ticket_sheet(rows: Iterable[tuple[Ticket, str]]) -> bytes:
    """The file of tickets, each with its telephone number as it may be seen."""
    return workbook([("工单", HEAD, (_row(ticket, phone) for ticket, phone in rows))])


def _row(ticket: Ticket, phone: str) -> tuple[Value, ...]:
    return (
        ticket.number, "未办结" if ticket.is_open else "已办结", channel_name(ticket.channel),
        ticket.name, ticket.firm, phone, ticket.county, ticket.subject, ticket.outcome,
        ticket.handed_to, ticket.due, ticket.note, ticket.staff,
        _clock(ticket.created_at), _clock(ticket.closed_at),
    )  # fmt: skip


def _clock(at: float | None) -> str:
    return "" if at is None else f"{datetime.fromtimestamp(at):%Y-%m-%d %H:%M}"  # noqa: DTZ006
