"""From a SQLite file to PostgreSQL, while the file is in use: again and again what has changed,
and the last of it when nobody writes any more."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from ..database import Connection, Database
from ..records import StoreError
from .told import told

AT_ONCE = 500
"""Rows that are written in one journey."""
MARK = "copying from sqlite"
"""Stands among the small values while a copy is not finished: it may begin anew."""
NOT_COPIED = ("wence_tables", "rates")
Key = tuple[Any, ...]


@dataclass
class _Table:
    """A table of both, and what of it was copied: a digest of each row."""

    name: str
    columns: list[str]
    key: list[int]
    flags: frozenset[int]
    copied: dict[Key, bytes] = field(default_factory=dict)

    def read(self, row: Sequence[Any]) -> tuple[Any, ...]:
        """A row as PostgreSQL has it: flags are flags, and NUL is no character."""
        return tuple(_value(value, place in self.flags) for place, value in enumerate(row))

    def key_of(self, row: Sequence[Any]) -> Key:
        return tuple(row[place] for place in self.key)

    @property
    def listed(self) -> str:
        return ", ".join(self.columns)

    @property
    def keyed(self) -> str:
        return " AND ".join(f"{self.columns[place]} = ?" for place in self.key)

    @property
    def written(self) -> str:
        """The statement that writes a row, or writes it anew."""
        key = ", ".join(self.columns[place] for place in self.key)
        others = [c for place, c in enumerate(self.columns) if place not in self.key]
        anew = ", ".join(f"{column} = excluded.{column}" for column in others)
        return (
            f"INSERT INTO {self.name} ({self.listed}) VALUES"
            f" ({', '.join('?' for _ in self.columns)})"
            f" ON CONFLICT ({key}) DO {f'UPDATE SET {anew}' if anew else 'NOTHING'}"
        )


class Copy:
    """A copy under way."""

    def __init__(self, source: Database, target: Database) -> None:
        """Raises StoreError when something else is in the target."""
        self._source = source
        self._target = target
        self._tables = list(_tables(source, target))
        with target.transaction() as connection:
            self._empty(connection)

    def go_on(self) -> int:
        """Copy what has changed; how many rows that were."""
        with _reading(self._source) as reading:
            return sum(self._changed(table, reading) for table in self._tables)

    def differing(self) -> list[str]:
        """The tables in which the target has not what was copied, read back row by row."""
        return [table.name for table in self._tables if self._differs(table)]

    def finish(self) -> int:
        """Copy the last of it, while nobody writes; how many messages there are.

        Raises StoreError when the target then holds something else.
        """
        with self._source.transaction() as reading:
            for table in self._tables:
                self._changed(table, reading)
            self._number_on(reading)
        if odd := [table.name for table in self._tables if self._count(table) != len(table.copied)]:
            raise StoreError(told("odd", tables=", ".join(odd)))
        with self._target.transaction() as connection:
            connection.execute("DELETE FROM kept_values WHERE name = ?", (MARK,))
        return next(len(table.copied) for table in self._tables if table.name == "exchanges")

    # -- inside ------------------------------------------------------------------------------

    def _empty(self, connection: Connection) -> None:
        """Begin anew what was begun before, but never over what somebody else has written."""
        query = "SELECT count(*) FROM kept_values WHERE name = ?"
        was_begun = connection.execute(query, (MARK,)).fetchone()[0]
        for table in self._tables:
            if was_begun:
                connection.execute(f"DELETE FROM {table.name}")
            elif connection.execute(f"SELECT 1 FROM {table.name} LIMIT 1").fetchone():
                raise StoreError(told("not_empty"))
        connection.execute("INSERT INTO kept_values VALUES (?, '', 1e12)", (MARK,))

    def _changed(self, table: _Table, reading: Connection) -> int:
        """Deleted rows go first: another row may have taken their place."""
        keys = ", ".join(table.columns[place] for place in table.key)
        there = {tuple(row) for row in reading.execute(f"SELECT {keys} FROM {table.name}")}
        gone = [key for key in table.copied if key not in there]
        if gone:
            with self._target.transaction() as connection:
                connection.executemany(f"DELETE FROM {table.name} WHERE {table.keyed}", gone)
            for key in gone:
                del table.copied[key]
        rows, count = self._anew(table, reading), 0
        while batch := list(islice(rows, AT_ONCE)):
            with self._target.transaction() as connection:
                connection.executemany(table.written, batch)
            count += len(batch)
        return count + len(gone)

    def _anew(self, table: _Table, reading: Connection) -> Iterator[tuple[Any, ...]]:
        """The rows that are new or have changed."""
        for row in reading.execute(f"SELECT {table.listed} FROM {table.name}"):
            read, key = table.read(row), table.key_of(row)
            if table.copied.get(key) != (digest := _digest(read)):
                table.copied[key] = digest
                yield read

    def _differs(self, table: _Table) -> bool:
        rows = self._target.connection().execute(f"SELECT {table.listed} FROM {table.name}")
        found = {table.key_of(row): _digest(table.read(row)) for row in rows}
        if table.name == "kept_values":
            found.pop((MARK,), None)
        return found != table.copied

    def _count(self, table: _Table) -> int:
        query = f"SELECT count(*) FROM {table.name}"
        (count,) = self._target.connection().execute(query).fetchone()
        return int(count) - (table.name == "kept_values")

    def _number_on(self, reading: Connection) -> None:
        """Numbers go on where they were, those of deleted rows included: none is given twice."""
        last = dict(reading.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
        with self._target.transaction() as connection:
            for (name,) in connection.execute(
                "SELECT table_name FROM information_schema.columns WHERE is_identity = 'YES'"
                " AND column_name = 'number' AND table_schema = current_schema()"
            ):
                (most,) = connection.execute(f"SELECT max(number) FROM {name}").fetchone()
                if reached := max(most or 0, last.get(name, 0)):
                    connection.execute(
                        "SELECT setval(pg_get_serial_sequence(?, 'number'), ?)", (name, reached)
                    )


def _tables(source: Database, target: Database) -> Iterator[_Table]:
    types: dict[str, dict[str, str]] = {}
    for name, column, kind in target.connection().execute(
        "SELECT table_name, column_name, data_type FROM information_schema.columns"
        " WHERE table_schema = current_schema() ORDER BY table_name"
    ):
        types.setdefault(name, {})[column] = kind
    for name in sorted(set(types) - set(NOT_COPIED)):
        described = source.connection().execute(f"PRAGMA table_info({name})").fetchall()
        columns = [row[1] for row in described]
        flags = (p for p, column in enumerate(columns) if types[name][column] == "boolean")
        key = [place for place, row in enumerate(described) if row[5]]
        yield _Table(name, columns, key, frozenset(flags))


@contextmanager
def _reading(source: Database) -> Iterator[Connection]:
    """All tables as they stand at one moment; who writes meanwhile is not kept from it."""
    connection = source.connection()
    connection.execute("BEGIN")
    try:
        yield connection
    finally:
        connection.execute("ROLLBACK")


def _value(value: Any, is_flag: bool) -> Any:
    if is_flag and value is not None:
        return bool(value)
    return value.replace("\0", "\ufffd") if isinstance(value, str) else value


def _digest(row: tuple[Any, ...]) -> bytes:
    return hashlib.blake2b(repr(row).encode("utf-8", "surrogatepass"), digest_size=12).digest()
