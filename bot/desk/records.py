"""What the desk keeps beside the conversations: accounts, sessions, the audit log, calls, the inbox."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from conversations import Database

from ..lessons import LessonRecords
from ..takeovers import Takeovers
from .attempts import Attempts
from .attention import WAITING, WANTS_PERSON, AttentionRecords
from .office.records import OfficeRecords
from .policies.versions import PolicyVersions
from .tickets.records import TicketRecords

OPEN, HELD, CLOSED = "open", "held", "closed"
TAKEN, DONE = "taken", "done"
_READING = (
    "number, channel, act, trim(text) AS said, coalesce((SELECT trim(p.text) FROM exchanges p"
    " WHERE p.channel = exchanges.channel AND p.user = exchanges.user"
    " AND p.number < exchanges.number AND p.text <> '' ORDER BY p.number DESC LIMIT 1), '')"
    " AS before"
)


@dataclass(frozen=True, slots=True)
class Account:
    """A person who may sign in."""

    name: str
    hash: str
    role: str
    active: bool


@dataclass(frozen=True, slots=True)
class Session:
    """Someone signed in; `token` is the hash of what the browser holds."""

    token: str
    staff: str
    csrf: str
    began_at: float
    seen_at: float


@dataclass(frozen=True, slots=True)
class Call:
    """One call on the hotline; what was said in it is a conversation of its own."""

    number: int
    staff: str
    state: str
    opened_at: float
    closed_at: float | None = None
    outcome: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the audit log."""

    at: float
    staff: str
    action: str
    subject: str


@dataclass(frozen=True, slots=True)
class Taken:
    """Who has an item of the inbox, and whether it is done."""

    exchange: int
    staff: str
    state: str
    at: float


class DeskRecords:
    """The desk's tables, in the same database as the conversations."""

    def __init__(self, database: Database, takeover_seconds: float = 1_800.0) -> None:
        self._database = database
        self.attempts = Attempts(database)
        self.tickets = TicketRecords(database)
        self.lessons = LessonRecords(database)
        self.office = OfficeRecords(database)
        self.attention = AttentionRecords(database, takeover_seconds)
        self.takeovers = Takeovers(database, takeover_seconds)
        self.policies = PolicyVersions(database)

    def close(self) -> None:
        self._database.close()

    # -- accounts --------------------------------------------------------------------------

    def accounts(self) -> list[Account]:
        rows = self._database.connection().execute(
            "SELECT name, hash, role, active FROM staff ORDER BY name"
        )
        return [Account(name, hashed, role, bool(active)) for name, hashed, role, active in rows]

    def account(self, name: str) -> Account | None:
        return next((a for a in self.accounts() if a.name == name), None)

    def keep_account(self, account: Account) -> None:
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT INTO staff (name, hash, role, active) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (name) DO UPDATE SET hash = excluded.hash, role = excluded.role,"
                " active = excluded.active",
                (account.name, account.hash, account.role, account.active),
            )

    # -- sessions --------------------------------------------------------------------------

    def begin_session(self, session: Session) -> None:
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT INTO staff_sessions VALUES (?, ?, ?, ?, ?)",
                (session.token, session.staff, session.csrf, session.began_at, session.seen_at),
            )

    def session(self, token: str) -> Session | None:
        row = (
            self._database.connection()
            .execute("SELECT * FROM staff_sessions WHERE token = ?", (token,))
            .fetchone()
        )
        return None if row is None else Session(*row)

    def touch_session(self, token: str, at: float) -> None:
        with self._database.transaction() as connection:
            connection.execute("UPDATE staff_sessions SET seen_at = ? WHERE token = ?", (at, token))

    def end_sessions(self, *, token: str = "", staff: str = "") -> None:
        """End one session, or all of one person."""
        with self._database.transaction() as connection:
            connection.execute(
                "DELETE FROM staff_sessions WHERE token = ? OR staff = ?", (token, staff)
            )

    # -- the audit log -----------------------------------------------------------------------

    def note(self, at: float, staff: str, action: str, subject: str = "") -> None:
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT INTO audit (at, staff, action, subject) VALUES (?, ?, ?, ?)",
                (at, staff, action, subject),
            )

    def audit(self, most: int = 200) -> list[Entry]:
        rows = self._database.connection().execute(
            "SELECT at, staff, action, subject FROM audit ORDER BY number DESC LIMIT ?", (most,)
        )
        return [Entry(*row) for row in rows]

    def noted(self, action: str, subject: str) -> frozenset[str]:
        """What stands after the subject in the notes of an action."""
        rows = self._database.connection().execute(
            "SELECT substr(subject, ?) FROM audit WHERE action = ? AND subject LIKE ? || ' %'",
            (len(subject) + 2, action, subject),
        )
        return frozenset(rest for (rest,) in rows)

    def by_whom(self, action: str, subjects: Sequence[str]) -> dict[str, str]:
        """Who did something, by what they did it to."""
        marks = ", ".join("?" * len(subjects)) or "NULL"
        rows = self._database.connection().execute(
            f"SELECT subject, staff FROM audit WHERE action = ? AND subject IN ({marks})",
            (action, *subjects),
        )
        return dict(rows)

    # -- calls -----------------------------------------------------------------------------

    def open_call(self, staff: str, at: float) -> Call:
        with self._database.transaction() as connection:
            done = connection.execute(
                "INSERT INTO calls (staff, state, opened_at) VALUES (?, ?, ?)", (staff, OPEN, at)
            )
            return Call(int(done.lastrowid or 0), staff, OPEN, at)

    def call(self, number: int) -> Call | None:
        return next(self._calls("WHERE number = ?", number), None)

    def calls(self, staff: str) -> list[Call]:
        """The calls of a person that are not closed, oldest first."""
        return list(self._calls("WHERE staff = ? AND state <> ? ORDER BY number", staff, CLOSED))

    def calls_between(self, begin: float, end: float) -> list[Call]:
        """The calls of everybody that were taken in a time."""
        return list(
            self._calls("WHERE opened_at >= ? AND opened_at < ? ORDER BY number", begin, end)
        )

    def set_call(
        self, number: int, state: str, at: float | None = None, outcome: str = "", *, note: str = ""
    ) -> None:
        with self._database.transaction() as connection:
            connection.execute(
                "UPDATE calls SET state = ?, closed_at = ?, outcome = ?, note = ?"
                " WHERE number = ? AND state <> ?",
                (state, at, outcome, note, number, CLOSED),
            )

    def _calls(self, where: str, *values: object) -> Iterator[Call]:
        columns = "number, staff, state, opened_at, closed_at, outcome, note"
        rows = self._database.connection().execute(f"SELECT {columns} FROM calls {where}", values)
        return (Call(*row) for row in rows)

    # -- the inbox ---------------------------------------------------------------------------

    def take(self, exchange: int, staff: str, at: float, stale_before: float) -> Taken:
        """Take an item if nobody has it, or had it too long ago; who has it now."""
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT INTO inbox VALUES (?, ?, ?, ?) ON CONFLICT (exchange) DO UPDATE"
                " SET staff = excluded.staff, at = excluded.at"
                " WHERE inbox.state = ? AND (inbox.staff = excluded.staff OR inbox.at < ?)",
                (exchange, staff, TAKEN, at, TAKEN, stale_before),
            )
            row = connection.execute(
                "SELECT exchange, staff, state, at FROM inbox WHERE exchange = ?", (exchange,)
            ).fetchone()
            return Taken(*row)

    def put_back(self, exchange: int, staff: str) -> bool:
        """Let others have an item again; false when it is not this person's, or done."""
        with self._database.transaction() as connection:
            done = connection.execute(
                "DELETE FROM inbox WHERE exchange = ? AND staff = ? AND state = ?",
                (exchange, staff, TAKEN),
            )
            return done.rowcount == 1

    def finish(self, exchange: int, staff: str, at: float) -> bool:
        """Done with an item; false when it is not this person's any more."""
        with self._database.transaction() as connection:
            done = connection.execute(
                "UPDATE inbox SET state = ?, at = ? WHERE exchange = ? AND staff = ? AND state = ?",
                (DONE, at, exchange, staff, TAKEN),
            )
            return done.rowcount == 1

    def waiting(self, apart_from: str, most: int, skipped: int = 0) -> list[tuple[int, int]]:
        """Messages to look at and not done, but those of a channel: who waits for a person first,
        then who waits longest. Of those that read the same, after the same words, the latest
        number, and how many there are."""
        rows = self._database.connection().execute(
            f"SELECT max(number) AS latest, count(*) FROM (SELECT {_READING} FROM {WAITING}) AS w"
            " GROUP BY channel, said, before"
            " ORDER BY max(CASE WHEN act IN (?, ?) THEN 1 ELSE 0 END) DESC, min(number)"
            " LIMIT ? OFFSET ?",
            (DONE, apart_from, self.attention.taken_since(), *WANTS_PERSON, most, skipped),
        )
        return [(latest, count) for latest, count in rows]

    def waiting_like(self, number: int, apart_from: str, most: int, skipped: int = 0) -> list[int]:
        """The messages that read the same as one and wait as well, longest first."""
        rows = self._database.connection().execute(
            f"SELECT number FROM (SELECT {_READING} FROM {WAITING}) AS w"
            " WHERE (channel, said, before) = (SELECT channel, said, before FROM"
            f" (SELECT {_READING} FROM exchanges WHERE number = ?) AS one)"
            " ORDER BY number LIMIT ? OFFSET ?",
            (DONE, apart_from, self.attention.taken_since(), number, most, skipped),
        )
        return [row[0] for row in rows]

    def count_waiting(self, apart_from: str) -> int:
        row = (
            self._database.connection()
            .execute(
                f"SELECT count(*) FROM {WAITING}", (DONE, apart_from, self.attention.taken_since())
            )
            .fetchone()
        )
        return int(row[0])

    def taken(self) -> dict[int, Taken]:
        rows = self._database.connection().execute("SELECT exchange, staff, state, at FROM inbox")
        return {row[0]: Taken(*row) for row in rows}

    # -- forgetting ------------------------------------------------------------------------

    def purge(self, before: float) -> None:
        """Delete closed calls and tickets, the log and the inbox from before a time."""
        self.tickets.purge(before)
        self.office.purge(before)
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM calls WHERE closed_at < ?", (before,))
            connection.execute("DELETE FROM audit WHERE at < ?", (before,))
            connection.execute("DELETE FROM inbox WHERE at < ?", (before,))
            connection.execute("DELETE FROM takeovers WHERE at < ?", (before,))
            connection.execute("DELETE FROM staff_sessions WHERE seen_at < ?", (before,))
