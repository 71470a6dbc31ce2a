"""The tables of tickets, in the same file as the conversations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

from conversations import Database

from .ticket import OPEN, Ticket

_COLUMNS = tuple(field.name for field in fields(Ticket))
_NAMES = ", ".join(_COLUMNS)
_WORDS_IN = "lower(name || ' ' || firm || ' ' || county || ' ' || subject || ' ' || note || ' ' || handed_to)"
_ALIKE = (
    "caller <> ? AND ((phone_hash <> '' AND phone_hash = ?) OR (firm <> '' AND firm = ?)"
    " OR (visitor <> '' AND channel = ? AND visitor = ?)) ORDER BY number DESC LIMIT ?"
)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which tickets: empty is any. `before` and `since` are times of creation."""

    state: str = ""
    due_by: str = ""
    staff: str = ""
    words: tuple[str, ...] = ()
    phone_hash: str = ""
    number: int | None = None
    county: str = ""
    outcome: str = ""
    since: float | None = None
    before: float | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A line of what was done about a ticket."""

    at: float
    staff: str
    text: str


class TicketRecords:
    """Tickets, and what was done about them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, ticket: Ticket, text: str) -> Ticket:
        """A new ticket; it gets its number, and a caller of its own."""
        columns = _COLUMNS[1:]
        with self._database.transaction() as connection:
            row = connection.execute(
                f"INSERT INTO tickets ({', '.join(columns)})"
                f" VALUES ({', '.join('?' * len(columns))}) RETURNING number",
                [getattr(ticket, name) for name in columns],
            ).fetchone()
            number = int(row[0])
            connection.execute("UPDATE tickets SET caller = ? WHERE number = ?", (number, number))
            self._add_note(number, Note(ticket.created_at, ticket.staff, text))
        return replace(ticket, number=number, caller=number)

    def change(self, before: Ticket, after: Ticket, note: Note | None) -> bool:
        """Keep a ticket as it is after a change; false when someone else changed it meanwhile."""
        columns = _COLUMNS[1:]
        with self._database.transaction() as connection:
            done = connection.execute(
                f"UPDATE tickets SET {', '.join(f'{name} = ?' for name in columns)}"
                " WHERE number = ? AND changed_at = ?",
                [*(getattr(after, name) for name in columns), before.number, before.changed_at],
            )
            if done.rowcount == 1 and note is not None:
                self._add_note(before.number, note)
            return done.rowcount == 1

    def ticket(self, number: int) -> Ticket | None:
        return next(self._where("number = ?", number), None)

    def of_call(self, call: int) -> Ticket | None:
        return next(self._where("call = ?", call), None)

    def of_caller(self, caller: int, most: int) -> list[Ticket]:
        """Every ticket of one caller, the latest first."""
        return list(self._where("caller = ? ORDER BY number DESC LIMIT ?", caller, most))

    def alike(self, ticket: Ticket, most: int) -> list[Ticket]:
        """Tickets that may be the same caller's, and nobody said so yet."""
        told = (ticket.caller, ticket.phone_hash, ticket.firm, ticket.channel, ticket.visitor)
        return list(self._where(_ALIKE, *told, most))

    def find(self, wanted: Filter, most: int, skipped: int = 0) -> list[Ticket]:
        """Open ones by the day they are due, the others the latest first."""
        where, values = _condition(wanted)
        order = "due = '', due, number" if wanted.state == OPEN else "number DESC"
        return list(
            self._where(f"{where} ORDER BY {order} LIMIT ? OFFSET ?", *values, most, skipped)
        )

    def count(self, wanted: Filter) -> int:
        where, values = _condition(wanted)
        row = (
            self._database.connection()
            .execute(f"SELECT count(*) FROM tickets WHERE {where}", values)
            .fetchone()
        )
        return int(row[0])

    def counties(self) -> list[str]:
        """The counties that were ever written, those written most first."""
        rows = self._database.connection().execute(
            "SELECT county FROM tickets WHERE county <> '' GROUP BY county"
            " ORDER BY count(*) DESC, county LIMIT 50"
        )
        return [row[0] for row in rows]

    def notes(self, number: int) -> list[Note]:
        rows = self._database.connection().execute(
            "SELECT at, staff, text FROM ticket_notes WHERE ticket = ? ORDER BY number", (number,)
        )
        return [Note(*row) for row in rows]

    def purge(self, before: float) -> None:
        """Delete what was closed before a time."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM tickets WHERE closed_at < ?", (before,))
            connection.execute(
                "DELETE FROM ticket_notes WHERE ticket NOT IN (SELECT number FROM tickets)"
            )

    def _add_note(self, ticket: int, note: Note) -> None:
        self._database.connection().execute(
            "INSERT INTO ticket_notes (ticket, at, staff, text) VALUES (?, ?, ?, ?)",
            (ticket, note.at, note.staff, note.text),
        )

    def _where(self, where: str, *values: object) -> Iterator[Ticket]:
        rows = self._database.connection().execute(
            f"SELECT {_NAMES} FROM tickets WHERE {where}", values
        )
        return (Ticket(*row) for row in rows)


def _condition(wanted: Filter) -> tuple[str, list[object]]:
    """What a filter says in SQL."""
    told: list[tuple[str, object]] = [
        (f"{_WORDS_IN} LIKE ? ESCAPE '\\'", f"%{_literal(word.lower())}%") for word in wanted.words
    ]
    if wanted.due_by:
        told += [("due <> ''", None), ("due <= ?", wanted.due_by)]
    for column in ("state", "staff", "phone_hash", "county", "outcome"):
        if getattr(wanted, column):
            told.append((f"{column} = ?", getattr(wanted, column)))
    if wanted.number is not None:
        told.append(("number = ?", wanted.number))
    if wanted.since is not None:
        told.append(("created_at >= ?", wanted.since))
    if wanted.before is not None:
        told.append(("created_at < ?", wanted.before))
    where = " AND ".join(condition for condition, _ in told) or "1 = 1"
    return where, [value for condition, value in told if "?" in condition]


def _literal(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
