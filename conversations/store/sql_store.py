"""The store of conversations in SQL, over a database of either kind."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from dataclasses import astuple

from ..state import State
from .codec import decode_state
from .records import DayCount, Exchange, Feedback, Kept, StoredReply, UnreadableState
from .turns import ONE_MESSAGE, SqlTurns, columns_of

log = logging.getLogger("wence.store")
EVERY = 2**62
"""Higher than any number that was given out."""
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


class SqlStore(SqlTurns):
    """Conversations in a database; safe to use from any thread."""

    # -- what was not given yet ----------------------------------------------------------------

    def late(self, channel: str, user: str) -> list[Exchange]:
        where = "WHERE channel = ? AND user = ? AND late AND reply IS NOT NULL ORDER BY number"
        return self._rows(where, (channel, user))

    def give_with(self, exchange: Exchange, at: float) -> list[Exchange]:
        number = exchange.number
        waiting = self._rows(
            "WHERE channel = ? AND user = ? AND late AND reply IS NOT NULL AND number <= ?"
            " AND sending_until <= ?",
            (exchange.channel, exchange.user, number, at),
        )
        if numbers := [each.number for each in waiting]:
            with self._transaction(exchange.channel, exchange.user) as connection:
                connection.executemany(
                    "UPDATE exchanges SET late = FALSE, given_with = ? WHERE number = ? AND late",
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

    def begin_sending(self, exchange: Exchange, until: float) -> None:
        with self._transaction() as connection:
            connection.execute(
                "UPDATE exchanges SET late = TRUE, sending_until = ? WHERE number = ?",
                (until, exchange.number),
            )

    def end_sending(self, exchange: Exchange, sent: bool) -> None:
        with self._transaction() as connection:
            connection.execute(
                "UPDATE exchanges SET late = late AND NOT ?, sending_until = 0 WHERE number = ?",
                (sent, exchange.number),
            )

    def is_being_sent(self, exchange: Exchange, at: float) -> bool:
        where = "WHERE number = ? AND late AND sending_until > ?"
        return bool(self._rows(where, (exchange.number, at)))

    # -- reading ---------------------------------------------------------------------------

    def conversation(self, channel: str, user: str) -> Kept | None:
        row = (
            self._database.connection()
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
        return [
            UnreadableState(*row) for row in self._database.connection().execute(query, (most,))
        ]

    def _keep_aside(self, found: UnreadableState, why: str) -> None:
        """Once, and told to the log once, without a word of what is in it."""
        with self._transaction() as connection:
            done = connection.execute(
                "INSERT INTO unreadable_states VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                astuple(found),
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
                "UPDATE exchanges SET pages_read = pages_read + CASE WHEN late THEN 0 ELSE 1 END,"
                " page_request = ?, late = FALSE WHERE number = ? AND page_request <> ?",
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
        rows = self._database.connection().execute(query, (most,))
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
        with self._transaction(channel, user) as connection:
            connection.execute(
                "INSERT INTO exchanges (channel, user, external_id, text, received_at,"
                " reply, act, answered_at, turn, blocks, late)"
                " VALUES (?, ?, ?, '', ?, ?, ?, ?, ?, ?, TRUE) ON CONFLICT DO NOTHING",
                (channel, user, external_id, at, *columns_of(reply, at)),
            )
            return self._rows(ONE_MESSAGE, (channel, user, external_id), connection)[0]

    def exchanges(self, since: float) -> Iterator[Exchange]:
        yield from self._rows("WHERE received_at >= ? ORDER BY channel, user, number", (since,))

    def unclear(self, most: int = 100) -> list[Exchange]:
        return self._rows("WHERE unclear ORDER BY number DESC LIMIT ?", (most,))

    # -- numbers ------------------------------------------------------------------------------

    def counts(self, since: float) -> list[DayCount]:
        rows = self._database.connection().execute(
            f"SELECT {self._database.day_of('received_at')} AS day, channel,"
            " count(DISTINCT user), count(*), count(*) FILTER (WHERE unclear) FROM exchanges"
            " WHERE received_at >= ? AND text <> '' GROUP BY day, channel ORDER BY day, channel",
            (since,),
        )
        return [DayCount(*row) for row in rows]

    def last_turns(self, since: float) -> Iterator[str]:
        rows = self._database.connection().execute(
            "SELECT turn FROM exchanges WHERE number IN (SELECT max(number) FROM exchanges"
            " WHERE received_at >= ? AND turn IS NOT NULL AND text <> '' GROUP BY channel, user)",
            (since,),
        )
        return (row[0] for row in rows)

    # -- where users can be reached ------------------------------------------------------------

    def keep_address(self, channel: str, user: str, sealed: str) -> None:
        with self._transaction() as connection:
            connection.execute(
                "INSERT INTO addresses (channel, user, sealed) VALUES (?, ?, ?)"
                " ON CONFLICT (channel, user) DO UPDATE SET sealed = excluded.sealed",
                (channel, user, sealed),
            )

    def address(self, channel: str, user: str) -> str | None:
        query = "SELECT sealed FROM addresses WHERE channel = ? AND user = ?"
        row = self._database.connection().execute(query, (channel, user)).fetchone()
        return None if row is None else str(row[0])

    # -- small shared values -------------------------------------------------------------------

    def kept_value(self, name: str, at: float) -> str | None:
        query = "SELECT value FROM kept_values WHERE name = ? AND until > ?"
        row = self._database.connection().execute(query, (name, at)).fetchone()
        return None if row is None else str(row[0])

    def keep_value(self, name: str, value: str, until: float) -> None:
        with self._transaction() as connection:
            connection.execute(
                "INSERT INTO kept_values (name, value, until) VALUES (?, ?, ?)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value, until = excluded.until",
                (name, value, until),
            )

    # -- forgetting ------------------------------------------------------------------------

    def forget(self, channel: str, user: str, through: int | None = None) -> int:
        with self._transaction(channel, user) as connection:
            for table in _OF_USERS:
                connection.execute(
                    f"DELETE FROM {table} WHERE channel = ? AND user = ?", (channel, user)
                )
            for statement in _OWN_IN_TICKETS:
                connection.execute(statement, (channel, user))
            done = connection.execute(
                "DELETE FROM exchanges WHERE channel = ? AND user = ? AND number <= ?",
                (channel, user, EVERY if through is None else through),
            )
        self._database.deleted()
        return done.rowcount

    def erase(self) -> None:
        self._database.erase()

    def check(self) -> None:
        self._database.check()

    def trouble(self) -> str | None:
        found = self._database.trouble()
        if found is None:
            self.keep_value(
                "health", str(time.time()), 0.0
            )  # another than before, or none is written
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
        self._database.deleted()
        return done.rowcount
