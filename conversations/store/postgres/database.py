"""A PostgreSQL database that any number of processes on any number of machines share."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

from ..database import Connection
from ..place import PostgresAddress
from ..records import StoreError, StoreUnavailableError
from .link import Fetched, Link, opened
from .pool import Pool
from .tables import is_up_to_date, migrate

MOST_LINKS = 10
"""Connections of one process."""
BUSY_SECONDS = 5.0
"""How long a thread waits for what another program has locked."""
MIGRATING_SECONDS = 600.0
ERASED_EVERY = 60.0
"""Seconds between rounds of erasing what was deleted."""
ERASED = "conversations, exchanges, unreadable_states, feedback, addresses, tickets, ticket_notes, reviews"


class Postgres:
    """Safe to use from any thread."""

    def __init__(self, address: PostgresAddress) -> None:
        """Connect, and bring the tables up to date. Raises StoreError."""
        self._address = address
        self._pool = Pool(address, MOST_LINKS)
        self._local = threading.local()
        self._to_erase = False
        self._erased_at = -ERASED_EVERY
        self._pool.put(opened(address))
        try:
            if not is_up_to_date(self.connection()):
                with self.patience(MIGRATING_SECONDS), self.transaction("tables") as connection:
                    migrate(connection, str(address))
        except BaseException:
            self.close()
            raise

    def connection(self) -> Connection:
        """For statements that read; each is made with whatever connection is free."""
        return _Anyone(self)

    @contextmanager
    def transaction(self, *about: str) -> Iterator[Connection]:
        """Those about the same thing wait for each other by a lock that goes with its end."""
        with ExitStack() as held:
            link = self._begun(held, about)
            try:
                yield link
                link.execute("COMMIT")
            except BaseException:
                with suppress(StoreError):
                    link.execute("ROLLBACK")
                raise

    @contextmanager
    def patience(self, seconds: float) -> Iterator[None]:
        """Within it this thread waits at most so long, for a lock or for the server itself."""
        self._local.until = time.monotonic() + seconds
        try:
            yield
        finally:
            self._local.until = None

    def day_of(self, seconds: str) -> str:
        """The SQL of the local day of a time, by this machine's clock."""
        offset = time.localtime().tm_gmtoff
        return f"to_char(to_timestamp({seconds} + {offset}) AT TIME ZONE 'UTC', 'YYYY-MM-DD')"

    @contextmanager
    def hold(self, name: str) -> Iterator[Held | None]:
        """Hold a lock for as long as a connection of its own lasts."""
        link = Link(self._address)
        try:
            link.wait_at_most(BUSY_SECONDS)
            link.say("SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5")
            (got,) = link.execute("SELECT pg_try_advisory_lock(?)", (_number("hold", name),)).rows[
                0
            ]
            yield Held(link) if got else None
        finally:
            link.close()

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Nothing has to be marked: a crash leaves nothing behind that is needed."""
        yield

    def deleted(self) -> None:
        """Something was deleted on request; it is erased soon."""
        self._to_erase = True

    def erase(self) -> None:
        """Clear the pages of what was deleted, at most once a minute."""
        if self._to_erase and time.monotonic() - self._erased_at >= ERASED_EVERY:
            self._to_erase, self._erased_at = False, time.monotonic()
            self.connection().execute(f"VACUUM {ERASED}")

    def check(self) -> None:
        """Whether its files are whole is the database's own to see to."""

    def trouble(self) -> str | None:
        """What is wrong shows when something is written."""
        return None

    def close(self) -> None:
        self._pool.close()

    # -- inside ------------------------------------------------------------------------------

    def once(self, sql: str, values: object) -> Fetched:
        """A statement that may be said again, should a connection turn out to be lost."""
        seconds = self._seconds()
        for new in (False, True):
            with self._pool.link(seconds, new=new) as link:
                link.wait_at_most(self._patience())
                try:
                    return link.execute(sql, values)
                except StoreUnavailableError:
                    if new or not link.is_lost:
                        raise
        raise AssertionError

    def _begun(self, held: ExitStack, about: tuple[str, ...]) -> Link:
        """A connection on which a transaction was begun."""
        seconds = self._seconds()
        lock = f"; SELECT pg_advisory_xact_lock({_number(*about)})" if about else ""
        begin = f"BEGIN; SET LOCAL lock_timeout = {max(int(seconds * 1000), 1)}{lock}"
        for new in (False, True):
            link = held.enter_context(self._pool.link(seconds, new=new))
            link.wait_at_most(self._patience())
            try:
                link.say(begin)
                return link
            except StoreUnavailableError:
                if new or not link.is_lost:
                    with suppress(StoreError):
                        link.execute("ROLLBACK")
                    raise
                held.close()
        raise AssertionError

    def _patience(self) -> float | None:
        """Seconds that this thread has left, if it has not all the time in the world."""
        until: float | None = getattr(self._local, "until", None)
        return None if until is None else max(until - time.monotonic(), 0.001)

    def _seconds(self) -> float:
        patience = self._patience()
        return BUSY_SECONDS if patience is None else patience


class _Anyone:
    """The connection of nobody in particular."""

    def __init__(self, database: Postgres) -> None:
        self._database = database

    def execute(self, sql: str, values: object = (), /) -> Fetched:
        return self._database.once(sql, values)

    def executemany(self, sql: str, rows: Iterable[Any], /) -> object:
        with self._database.transaction() as connection:
            return connection.executemany(sql, rows)


class Held:
    """A lock that stands while its connection does."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def stands(self) -> bool:
        try:
            self._link.execute("SELECT 1")
        except StoreError:
            return False
        return True


def _number(*about: str) -> int:
    """The number by which PostgreSQL knows a lock."""
    told = "\n".join(("wence", *about)).encode()
    return int.from_bytes(hashlib.blake2b(told, digest_size=8).digest(), signed=True)
