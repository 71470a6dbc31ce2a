"""The queue of updates in the same database as the conversations."""

from __future__ import annotations

from .database import Database
from .records import Update


class SqlUpdates:
    """Acknowledged updates that survive the death of the process."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, channel: str, number: int, body: str, at: float) -> bool:
        with self._database.transaction() as connection:
            done = connection.execute(
                "INSERT INTO updates (channel, number, body, received_at)"
                " VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (channel, number, body, at),
            )
            return done.rowcount == 1

    def open(self, channel: str) -> list[Update]:
        rows = self._database.connection().execute(
            "SELECT number, body, sent FROM updates WHERE channel = ? AND body <> ''"
            " ORDER BY number",
            (channel,),
        )
        return [Update(*row) for row in rows]

    def last(self, channel: str) -> int | None:
        query = "SELECT max(number) FROM updates WHERE channel = ?"
        row = self._database.connection().execute(query, (channel,)).fetchone()
        return None if row[0] is None else int(row[0])

    def count_sent(self, channel: str, number: int, sent: int) -> None:
        self._set("sent = ?", sent, channel, number)

    def done(self, channel: str, number: int) -> None:
        self._set("body = ?", "", channel, number)

    def _set(self, what: str, value: object, channel: str, number: int) -> None:
        with self._database.transaction() as connection:
            connection.execute(
                f"UPDATE updates SET {what} WHERE channel = ? AND number = ?",
                (value, channel, number),
            )
