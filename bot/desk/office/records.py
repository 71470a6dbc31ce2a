"""What the office asks of the desk's tables: a month's calls and finished items, reviews."""

from __future__ import annotations

from dataclasses import dataclass

from conversations import Database

from .month import Done, Period

RIGHT, WRONG = "right", "wrong"


@dataclass(frozen=True, slots=True)
class Review:
    """One answer that someone looked at.

    `gold` is what the message means, as a line of gold sentences (JSON); empty where that was
    not said.
    """

    exchange: int
    staff: str
    at: float
    verdict: str
    note: str
    gold: str


class OfficeRecords:
    """Reviews, and what a month held."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def done(self, period: Period) -> list[Done]:
        """The messages that staff finished in a month, each once for its conversation's answer."""
        rows = self._database.connection().execute(
            "SELECT i.exchange, i.staff, i.at, e.received_at, coalesce(e.act, '') FROM inbox i"
            " JOIN exchanges e ON e.number = i.exchange"
            " WHERE i.state = 'done' AND i.at >= ? AND i.at < ?",
            (period.begin, period.end),
        )
        return [Done(*row) for row in rows]

    def keep_review(self, review: Review) -> None:
        """A later look at the same answer stands."""
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT INTO reviews (exchange, staff, at, verdict, note, gold)"
                " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (exchange) DO UPDATE SET"
                " staff = excluded.staff, at = excluded.at, verdict = excluded.verdict,"
                " note = excluded.note, gold = excluded.gold",
                (
                    review.exchange,
                    review.staff,
                    review.at,
                    review.verdict,
                    review.note,
                    review.gold,
                ),
            )

    def reviews(self, since: float = 0.0) -> list[Review]:
        rows = self._database.connection().execute(
            "SELECT exchange, staff, at, verdict, note, gold FROM reviews WHERE at >= ?"
            " ORDER BY at DESC",
            (since,),
        )
        return [Review(*row) for row in rows]

    def not_reviewed(self, since: float) -> list[int]:
        """The messages since a time that the bot answered and nobody looked at."""
        rows = self._database.connection().execute(
            "SELECT number FROM exchanges WHERE received_at >= ? AND text <> '' AND choice IS NULL"
            " AND act IS NOT NULL AND act NOT IN ('staff', 'attended', 'handoff')"
            " AND number NOT IN (SELECT exchange FROM reviews) ORDER BY number",
            (since,),
        )
        return [row[0] for row in rows]

    def purge(self, before: float) -> None:
        """Reviews go with what they are about."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM reviews WHERE at < ?", (before,))
