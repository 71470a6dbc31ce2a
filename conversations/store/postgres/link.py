"""One connection to PostgreSQL: our SQL in, rows out, what is wrong as StoreUnavailableError."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.abc import RV, PQGen
from psycopg.adapt import AdaptersMap
from psycopg.types.string import StrDumperUnknown

from ..place import PostgresAddress
from ..records import StoreError, StoreUnavailableError
from .dialect import in_postgres
from .told import told, why, why_not_connected

CONNECT_SECONDS = 2
ANSWERS_AFTER = 1.0
"""Seconds that a server has, after those it was given, to say that it waited in vain."""
_ALIVE: dict[str, Any] = {
    "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}  # fmt: skip
"""A server that is gone without a word is noticed."""


class _Text(StrDumperUnknown):
    """PostgreSQL keeps no NUL: what was typed there is shown as a sign for something unreadable."""

    def dump(self, obj: str) -> Any:
        return super().dump(obj.replace("\0", "\ufffd"))


_ADAPTERS = AdaptersMap(psycopg.adapters)
_ADAPTERS.register_dumper(str, _Text)


class _Patient(psycopg.Connection[Any]):
    """Waits for the server no longer than it is told to."""

    most_seconds: float | None = None

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        return super().wait(gen, interval, self.most_seconds if timeout is None else timeout)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a statement came to; it needs the connection no more."""

    rows: list[Any]
    rowcount: int
    link: Link

    @property
    def lastrowid(self) -> int | None:
        """The number that was given out last on the connection, inside of the transaction."""
        return int(self.link.execute("SELECT lastval()").rows[0][0])

    def fetchone(self) -> Any:
        return self.rows[0] if self.rows else None

    def fetchall(self) -> list[Any]:
        return self.rows

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)


class Link:
    """A connection; what is said on it is our SQL."""

    def __init__(self, address: PostgresAddress) -> None:
        """Raises StoreError when none comes about."""
        try:
            self._connection = _Patient.connect(
                address.url, autocommit=True, context=_ADAPTERS, connect_timeout=CONNECT_SECONDS,
                application_name="wence", **_ALIVE,
            )  # fmt: skip
        except psycopg.Error as error:
            raise StoreUnavailableError(why_not_connected(str(error), str(address))) from None

    @property
    def is_lost(self) -> bool:
        return bool(self._connection.closed)

    def execute(self, sql: str, values: Any = (), /) -> Fetched:
        """Raises StoreUnavailableError."""
        try:
            cursor = self._connection.execute(in_postgres(sql), tuple(values))
            return self._fetched(cursor)
        except psycopg.Error as error:
            raise self._readable(error) from error

    def executemany(self, sql: str, rows: Iterable[Any], /) -> Fetched:
        """The same statement for each row. Raises StoreUnavailableError."""
        try:
            with self._connection.cursor() as cursor:
                cursor.executemany(in_postgres(sql), rows)
                return Fetched([], cursor.rowcount, self)
        except psycopg.Error as error:
            raise self._readable(error) from error

    def say(self, statements: str) -> None:
        """Several statements without values, in one journey. Raises StoreUnavailableError."""
        try:
            self._connection.execute(statements)
        except psycopg.Error as error:
            raise self._readable(error) from error

    def wait_at_most(self, seconds: float | None) -> None:
        """How long the server may think; then the connection is of no use any more."""
        self._connection.most_seconds = None if seconds is None else seconds + ANSWERS_AFTER

    def close(self) -> None:
        self._connection.close()

    def _fetched(self, cursor: psycopg.Cursor[Any]) -> Fetched:
        rows = cursor.fetchall() if cursor.description is not None else []
        return Fetched(rows, cursor.rowcount, self)

    def _readable(self, error: psycopg.Error) -> Exception:
        """The error as it is told; a mistake of ours stays what it is."""
        if error.sqlstate is None and isinstance(error, psycopg.OperationalError):
            has_hung = not self._connection.closed
            self._connection.close()
            return StoreUnavailableError(told("slow" if has_hung else "away"))
        known = why(error.sqlstate)
        return error if known is None else StoreUnavailableError(f"{known}（{error.sqlstate}）")


def opened(address: PostgresAddress) -> Link:
    """The first connection: what is wrong now is a matter of the settings. Raises StoreError."""
    try:
        return Link(address)
    except StoreUnavailableError as error:
        raise StoreError(str(error)) from None
