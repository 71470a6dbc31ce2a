"""Buckets that run empty evenly, shared by all processes: who has filled one has to wait."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from .database import Database

MINUTE = 60.0
ROUNDING = 1e-3
"""Seconds by which adding up many small ones may be wrong."""
_FROM = "(CASE WHEN rates.until > ? AND rates.until <= ? THEN rates.until ELSE ? END)"
"""When a bucket will be empty, or now where it is; a clock may have been set back."""


class SqlRates:
    """Of a bucket one number is kept: when it will be empty."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.patience = database.patience

    def take(self, wanted: Sequence[tuple[str, int]], at: float) -> bool:
        """Put a drop into every bucket, if there is room in all of them; else into none.

        `wanted`: names, each with how many drops it takes in a minute; those that many callers
        want come last, so that they wait for each other as shortly as can be.
        """
        rows = ", ".join("(?, ?)" for _ in wanted)
        now = (at, at + MINUTE + ROUNDING, at)
        written = (value for name, most in wanted for value in (name, at + MINUTE / most))
        with suppress(_FullError), self._database.transaction() as connection:
            done = connection.execute(
                f"INSERT INTO rates (name, until) VALUES {rows} ON CONFLICT (name) DO UPDATE"
                f" SET until = {_FROM} + excluded.until - ?"
                f" WHERE {_FROM} + excluded.until - ? <= ?",
                (*written, *now, at, *now, at, at + MINUTE + ROUNDING),
            )
            if done.rowcount != len(wanted):
                raise _FullError
            return True
        return False

    def forget_empty(self, at: float) -> None:
        """Forget the buckets that are empty."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM rates WHERE until < ?", (at,))


class _FullError(Exception):
    """There is no room in one of them: nothing of it was done."""
