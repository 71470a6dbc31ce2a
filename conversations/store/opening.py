"""Opening the database that a setting names."""

from __future__ import annotations

import importlib.util

from .database import Database
from .place import Place, PostgresAddress
from .postgres.copying import Copy
from .postgres.told import told
from .records import StoreError
from .sqlite_file import SqliteFile


def open_database(place: Place) -> Database:
    """Open or create what is at a place, its tables brought up to date. Raises StoreError."""
    if not isinstance(place, PostgresAddress):
        return SqliteFile(place)
    if importlib.util.find_spec("psycopg") is None:
        raise StoreError(told("missing"))
    from .postgres.database import Postgres  # psycopg is imported only where it is used

    return Postgres(place)


def copy_to_postgres(source: Database, target: Database) -> Copy:
    """Begin to copy a SQLite database into an empty one of PostgreSQL. Raises StoreError."""
    return Copy(source, target)
