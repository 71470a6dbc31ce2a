"""What needs a person's attention: not understood, asking for one, to be called back, found bad."""

from __future__ import annotations

import time
from collections.abc import Sequence

from conversations import Database

WAITING = (
    "exchanges LEFT JOIN inbox ON inbox.exchange = exchanges.number AND inbox.state = ?"
    " WHERE exchanges.number IN (SELECT number FROM exchanges WHERE unclear UNION SELECT exchange"
    " FROM feedback WHERE exchange IS NOT NULL AND (NOT helpful OR note <> ''))"
    " AND inbox.exchange IS NULL AND exchanges.channel <> ? AND NOT EXISTS (SELECT 1 FROM takeovers"
    " t WHERE t.channel = exchanges.channel AND t.visitor = exchanges.user AND t.at > ?)"
)
"""What was not understood, wants a person, gives a number to call or was found bad; without what
is done, and without conversations at which a person is."""

WANTS_PERSON = ("handoff", "attended")
"""Acts after which someone waits for an answer of a person."""


class AttentionRecords:
    """What waits and who waits, over messages, feedback, and what staff have done."""

    def __init__(self, database: Database, takeover_seconds: float) -> None:
        """`takeover_seconds`: how long a conversation is theirs after staff's last word."""
        self._database = database
        self._takeover_seconds = takeover_seconds

    def taken_since(self) -> float:
        """When staff must have said something last for a conversation to be theirs still."""
        return time.time() - self._takeover_seconds

    def people_waiting(self, apart_from: str) -> tuple[int, float | None]:
        """How many conversations wait for a person, and since when the first one does."""
        row = (
            self._database.connection()
            .execute(
                "SELECT count(DISTINCT exchanges.channel || ' ' || exchanges.user),"
                f" min(exchanges.received_at) FROM {WAITING} AND exchanges.act IN (?, ?)",
                ("done", apart_from, self.taken_since(), *WANTS_PERSON),
            )
            .fetchone()
        )
        return int(row[0]), row[1]

    def talking(self, staff: str) -> tuple[int, float | None]:
        """How many of those whose conversation someone has wait for their next word, and since
        when the first one does."""
        row = (
            self._database.connection()
            .execute(
                "SELECT count(DISTINCT t.channel || ' ' || t.visitor), min(exchanges.received_at)"
                " FROM takeovers t JOIN exchanges ON exchanges.channel = t.channel"
                " AND exchanges.user = t.visitor AND exchanges.act = ?"
                " LEFT JOIN inbox ON inbox.exchange = exchanges.number AND inbox.state = ?"
                " WHERE t.staff = ? AND t.at > ? AND inbox.exchange IS NULL",
                ("attended", "done", staff, self.taken_since()),
            )
            .fetchone()
        )
        return int(row[0]), row[1]

    def comes_in(self, number: int) -> bool:
        """Whether a message was ever for staff to look at."""
        row = (
            self._database.connection()
            .execute(
                "SELECT 1 FROM exchanges WHERE number = ? AND (unclear OR EXISTS (SELECT 1 FROM"
                " feedback f WHERE f.exchange = ? AND (NOT f.helpful OR f.note <> '')))",
                (number, number),
            )
            .fetchone()
        )
        return row is not None

    def found_bad(self, numbers: Sequence[int]) -> dict[int, str]:
        """What was said of answers that were found bad: the notes, or nothing but that."""
        if not numbers:
            return {}
        marks = ", ".join("?" * len(numbers))
        rows = self._database.connection().execute(
            "SELECT exchange, note FROM feedback WHERE (NOT helpful OR note <> '')"
            f" AND exchange IN ({marks}) ORDER BY number",
            tuple(numbers),
        )
        return dict(rows)

    def all_found_bad(self, since: float) -> frozenset[int]:
        """The answers since a time that were found bad."""
        rows = self._database.connection().execute(
            "SELECT exchange FROM feedback WHERE NOT helpful AND exchange IS NOT NULL AND at >= ?",
            (since,),
        )
        return frozenset(row[0] for row in rows)

    def finish_all(self, channel: str, user: str, staff: str, at: float) -> None:
        """Staff answered a person: nothing that they said till then waits any more."""
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT INTO inbox (exchange, staff, state, at) SELECT number, ?, ?, ?"
                " FROM exchanges WHERE channel = ? AND user = ? AND (unclear OR number IN"
                " (SELECT exchange FROM feedback WHERE feedback.channel = ?"
                " AND feedback.user = ?))"
                " ON CONFLICT (exchange) DO UPDATE SET staff = excluded.staff,"
                " state = excluded.state, at = excluded.at WHERE inbox.state <> excluded.state",
                (staff, "done", at, channel, user, channel, user),
            )
