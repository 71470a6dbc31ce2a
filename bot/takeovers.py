"""Conversations that a person has taken over: there the bot is silent until it gets them back."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from conversations import Database


@dataclass(frozen=True, slots=True)
class Takeover:
    """Who is at a conversation, from which message on, and when they last said something."""

    channel: str
    visitor: str
    staff: str
    message: int
    at: float


class Takeovers:
    """Those that are going on: one goes back by itself when staff say nothing for long."""

    def __init__(
        self, database: Database, seconds: float, clock: Callable[[], float] = time.time
    ) -> None:
        """`seconds`: after so long without a word from staff the bot answers again."""
        self._database = database
        self._seconds = seconds
        self._clock = clock

    def begin(self, channel: str, visitor: str, staff: str, message: int) -> Takeover:
        """Take a conversation over, unless another person has it; who has it now."""
        now = self._clock()
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT INTO takeovers (channel, visitor, staff, message, at)"
                " VALUES (?, ?, ?, ?, ?) ON CONFLICT (channel, visitor) DO UPDATE"
                " SET staff = excluded.staff, message = excluded.message, at = excluded.at"
                " WHERE takeovers.staff = excluded.staff OR takeovers.at < ?",
                (channel, visitor, staff, message, now, now - self._seconds),
            )
        return self.of(channel, visitor) or Takeover(channel, visitor, staff, message, now)

    def word(self, channel: str, visitor: str) -> None:
        """Staff said something: it goes on."""
        with self._database.transaction() as connection:
            connection.execute(
                "UPDATE takeovers SET at = ? WHERE channel = ? AND visitor = ?",
                (self._clock(), channel, visitor),
            )

    def end(self, channel: str, visitor: str) -> None:
        """The bot answers again."""
        with self._database.transaction() as connection:
            connection.execute(
                "DELETE FROM takeovers WHERE channel = ? AND visitor = ?", (channel, visitor)
            )

    def of(self, channel: str, visitor: str) -> Takeover | None:
        """Who is at a conversation now."""
        found = self._where("channel = ? AND visitor = ?", channel, visitor)
        return found[0] if found else None

    def attended(self, channel: str, visitor: str) -> bool:
        """Whether a person is at a conversation now."""
        return self.of(channel, visitor) is not None

    def going_on(self) -> list[Takeover]:
        """All of them, the one in which staff said nothing for longest first."""
        return self._where("1 = 1 ORDER BY at")

    def _where(self, where: str, *values: object) -> list[Takeover]:
        rows = self._database.connection().execute(
            f"SELECT channel, visitor, staff, message, at FROM takeovers WHERE at > ? AND {where}",
            (self._clock() - self._seconds, *values),
        )
        return [Takeover(*row) for row in rows]
