"""What the records stand on: a database of either kind, reached with the same SQL.

Statements are written so that SQLite and PostgreSQL both take them: `?` for values, TRUE and
FALSE, `ON CONFLICT`, a name for every subquery, tables named in `DO UPDATE … WHERE`. Whatever
else the two do differently is a method here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Any, Protocol


class Rows(Protocol):
    """What a statement came to."""

    @property
    def rowcount(self) -> int:
        """How many rows were written."""

    @property
    def lastrowid(self) -> int | None:
        """The number that the row just inserted was given."""

    def fetchone(self) -> Any: ...

    def fetchall(self) -> list[Any]: ...

    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    """Where statements are executed; outside of a transaction each stands for itself.

    Any may raise StoreUnavailableError; then nothing of it was done.
    """

    def execute(self, sql: str, values: Any = (), /) -> Rows: ...

    def executemany(self, sql: str, rows: Iterable[Any], /) -> object: ...


class Database(Protocol):
    """Safe to use from any thread."""

    def connection(self) -> Connection:
        """For statements outside of a transaction."""

    def transaction(self, *about: str) -> AbstractContextManager[Connection]:
        """All or nothing. Those about the same thing wait for each other, so that what one reads
        nobody changes before it has written; numbers it gives out are seen in their order.
        """

    def patience(self, seconds: float) -> AbstractContextManager[None]:
        """Within it this thread waits at most so long for a database that is locked or away."""

    def day_of(self, seconds: str) -> str:
        """The SQL of the local day (2026-01-31) of a time, given as the SQL of it."""

    def hold(self, name: str) -> AbstractContextManager[Lock | None]:
        """Hold what only one process at a time may hold, if no other does; it goes with the
        process."""

    def in_use(self) -> AbstractContextManager[None]:
        """Meanwhile a server is at work with it."""

    def deleted(self) -> None:
        """Something was deleted on request, and must not stand anywhere else either."""

    def erase(self) -> None:
        """Erase what was deleted wherever it may still stand; again and again, it is cheap."""

    def check(self) -> None:
        """Read everything there is, where that is ours to do. Raises StoreError."""

    def trouble(self) -> str | None:
        """What will lose or refuse writes, if anything is seen to."""

    def close(self) -> None:
        """Let go of files and connections."""


class Lock(Protocol):
    """Something that is held."""

    def stands(self) -> bool:
        """Whether it is still held: a connection that is lost loses what it held."""
