"""The store of conversations in one SQLite file."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator
from dataclasses import astuple

from ..state import State
from .codec import decode_state
from .records import DayCount, Exchange, Feedback, Kept, StoredReply, UnreadableState
from .sqlite_turns import ONE_MESSAGE, SqliteTurns, columns_of

log = logging.getLogger("wence.store")
_OWN_IN_TICKETS = (
    "UPDATE ticket_notes SET text = '' WHERE ticket IN"
    " (SELECT number FROM tickets WHERE channel = ? AND visitor = ?)",
    "UPDATE tickets SET name = '', firm = '', phone = '', phone_hash = '', subject = '',"
    " note = '', visitor = '' WHERE channel = ? AND visitor = ?",
    "DELETE FROM takeovers WHERE channel = ? AND visitor = ?",
    "DELETE FROM reviews WHERE exchange IN"
    " (SELECT number FROM exchanges WHERE channel = ? AND user = ?)",
)
"""What the office did stays; whose it was, and what they said of themselves, goes."""
_OF_USERS = ("conversations", "unreadable_states", "feedback", "addresses")


class SqliteStore(SqliteTurns):
    """Conversations in one file; safe to use from any thread."""

    # -- what was not given yet ----------------------------------------------------------------

    def late(self, channel: str, user: str) -> list[Exchange]:
        where = "WHERE channel = ? AND user = ? AND late AND reply IS NOT NULL ORDER BY number"
        return self._rows(where, (channel, user))

    def give_with(self, exchange: Exchange, apart_from: Collection[int] = ()) -> list[Exchange]:
        number = exchange.number
        waiting = (each.number for each in self.late(exchange.channel, exchange.user))
        numbers = [each for each in waiting if each <= number and each not in apart_from]
        if numbers:
            with self._transaction() as connection:
                connection.executemany(
                    "UPDATE exchanges SET late = 0, given_with = ? WHERE number = ? AND late",
                    [(number if each != number else None, each) for each in numbers],
                )
        return self.given_with(exchange)

    def given_with(self, exchange: Exchange) -> list[Exchange]:
        return self._rows("WHERE given_with = ? ORDER BY number", (exchange.number,))

    def mark_late(self, exchange: Exchange, late: bool) -> None:
        with self._transaction() as connection:
            connection.execute(
                "UPDATE exchanges SET late = ? WHERE number = ?", (late, exchange.number)
            )

    # -- reading ---------------------------------------------------------------------------

    def conversation(self, channel: str, user: str) -> Kept | None:
        row = (
            self._file.connection()
            .execute(
                "SELECT state, touched_at, version FROM conversations WHERE channel = ? AND user = ?",
                (channel, user),
            )
            .fetchone()
        )
        if row is None:
            return None
        written, touched_at, version = row
        try:
            return Kept(decode_state(written), touched_at, version=version)
        except ValueError as error:  # a new beginning is better than a wrong fact
            self._keep_aside(UnreadableState(channel, user, written, touched_at), str(error))
            return Kept(State(), touched_at, unreadable=True, version=version)

    def unreadable(self, most: int = 100) -> list[UnreadableState]:
        query = (
            "SELECT channel, user, state, touched_at FROM unreadable_states"
            " ORDER BY touched_at DESC LIMIT ?"
        )
        return [UnreadableState(*row) for row in self._file.connection().execute(query, (most,))]

    def _keep_aside(self, found: UnreadableState, why: str) -> None:
        """Once, and told to the log once, without a word of what is in it."""
        with self._transaction() as connection:
            done = connection.execute(
                "INSERT OR IGNORE INTO unreadable_states VALUES (?, ?, ?, ?)", astuple(found)
            )
        if done.rowcount == 1:
            log.warning(
                "有一个对话的状态读不了（%s），留在一边了", why, extra={"channel": found.channel}
            )

    def find(self, channel: str, user: str, external_id: str) -> Exchange | None:
        found = self._rows(ONE_MESSAGE, (channel, user, external_id))
        return found[0] if found else None

    def is_open(self, channel: str, user: str) -> bool:
        where = "WHERE channel = ? AND user = ? AND reply IS NULL AND NOT aside LIMIT 1"
        return bool(self._rows(where, (channel, user)))

    def latest(self, channel: str, user: str) -> Exchange | None:
        where = "WHERE channel = ? AND user = ? AND reply IS NOT NULL ORDER BY number DESC LIMIT 1"
        found = self._rows(where, (channel, user))
        return found[0] if found else None

    def turn_page(self, exchange: Exchange, request: str) -> int:
        with self._transaction() as connection:
            connection.execute(
                "UPDATE exchanges SET pages_read = pages_read + (NOT late), page_request = ?,"
                " late = 0 WHERE number = ? AND page_request <> ?",
                (request, exchange.number, request),
            )
            query = "SELECT pages_read FROM exchanges WHERE number = ?"
            row = connection.execute(query, (exchange.number,)).fetchone()
            return int(row[0]) if row else 0

    def add_feedback(self, feedback: Feedback) -> None:
        with self._transaction() as connection:
            connection.execute(
                "INSERT INTO feedback (channel, user, exchange, helpful, note, at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                astuple(feedback),
            )

    def feedback(self, most: int = 100) -> list[Feedback]:
        query = (
            "SELECT channel, user, exchange, helpful, note, at FROM feedback"
            " ORDER BY number DESC LIMIT ?"
        )
        rows = self._file.connection().execute(query, (most,))
        return [
            Feedback(
                channel=channel,
                user=user,
                exchange=exchange,
                helpful=None if helpful is None else bool(helpful),
                note=note,
                at=at,
            )
            for channel, user, exchange, helpful, note, at in rows
        ]

    def transcript(self, channel: str, user: str) -> Iterator[Exchange]:
        yield from self._rows("WHERE channel = ? AND user = ? ORDER BY number", (channel, user))

    def add_reply(
        self, channel: str, user: str, external_id: str, reply: StoredReply, at: float
    ) -> Exchange:
        with self._transaction() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO exchanges (channel, user, external_id, text, received_at,"
                " reply, act, answered_at, turn, blocks, late)"
                " VALUES (?, ?, ?, '', ?, ?, ?, ?, ?, ?, 1)",
                (channel, user, external_id, at, *columns_of(reply, at)),
            )
            return self._rows(ONE_MESSAGE, (channel, user, external_id), connection)[0]

    def exchanges(self, since: float) -> Iterator[Exchange]:
        yield from self._rows("WHERE received_at >= ? ORDER BY channel, user, number", (since,))

    def unclear(self, most: int = 100) -> list[Exchange]:
        return self._rows("WHERE unclear ORDER BY number DESC LIMIT ?", (most,))

    # -- numbers ------------------------------------------------------------------------------

    def counts(self, since: float) -> list[DayCount]:
        rows = self._file.connection().execute(
            "SELECT date(received_at, 'unixepoch', 'localtime') AS day, channel,"
            " count(DISTINCT user), count(*), sum(unclear) FROM exchanges"
            " WHERE received_at >= ? AND text <> '' GROUP BY day, channel ORDER BY day, channel",
            (since,),
        )
        return [DayCount(*row) for row in rows]

    def last_turns(self, since: float) -> Iterator[str]:
        rows = self._file.connection().execute(
            "SELECT turn FROM exchanges WHERE number IN (SELECT max(number) FROM exchanges"
            " WHERE received_at >= ? AND turn IS NOT NULL AND text <> '' GROUP BY channel, user)",
            (since,),
        )
        return (row[0] for row in rows)

    # -- where users can be reached ------------------------------------------------------------

    def keep_address(self, channel: str, user: str, sealed: str) -> None:
        with self._transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO addresses VALUES (?, ?, ?)", (channel, user, sealed)
            )

    def address(self, channel: str, user: str) -> str | None:
        query = "SELECT sealed FROM addresses WHERE channel = ? AND user = ?"
        row = self._file.connection().execute(query, (channel, user)).fetchone()
        return None if row is None else str(row[0])

    # -- small shared values -------------------------------------------------------------------

    def kept_value(self, name: str, at: float) -> str | None:
        query = "SELECT value FROM kept_values WHERE name = ? AND until > ?"
        row = self._file.connection().execute(query, (name, at)).fetchone()
        return None if row is None else str(row[0])

    def keep_value(self, name: str, value: str, until: float) -> None:
        with self._transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO kept_values VALUES (?, ?, ?)", (name, value, until)
            )

    # -- forgetting ------------------------------------------------------------------------

    def forget(self, channel: str, user: str, through: int | None = None) -> int:
        with self._transaction() as connection:
            for table in _OF_USERS:
                connection.execute(
                    f"DELETE FROM {table} WHERE channel = ? AND user = ?", (channel, user)
                )
            for statement in _OWN_IN_TICKETS:
                connection.execute(statement, (channel, user))
            done = connection.execute(
                "DELETE FROM exchanges WHERE channel = ? AND user = ?"
                " AND (? IS NULL OR number <= ?)",
                (channel, user, through, through),
            )
        self._file.deleted()
        return done.rowcount

    def erase(self) -> None:
        self._file.erase()

    def check(self) -> None:
        self._file.check()

    def trouble(self) -> str | None:
        found = self._file.trouble()
        if found is None:
            self.keep_value("health", "", 0.0)
        return found

    def purge(self, before: float) -> int:
        with self._transaction() as connection:
            connection.execute("DELETE FROM conversations WHERE touched_at < ?", (before,))
            connection.execute("DELETE FROM unreadable_states WHERE touched_at < ?", (before,))
            connection.execute("DELETE FROM feedback WHERE at < ?", (before,))
            connection.execute("DELETE FROM updates WHERE received_at < ? AND body = ''", (before,))
            connection.execute("DELETE FROM kept_values WHERE until < ?", (before,))
            done = connection.execute("DELETE FROM exchanges WHERE received_at < ?", (before,))
            connection.execute(
                "DELETE FROM addresses WHERE NOT EXISTS (SELECT 1 FROM exchanges e"
                " WHERE e.channel = addresses.channel AND e.user = addresses.user)"
            )
        self._file.deleted()
        return done.rowcount
