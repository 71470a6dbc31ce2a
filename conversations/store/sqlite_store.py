"""The store of conversations in one SQLite file."""

from __future__ import annotations

from pathlib import Path

from .sql_store import SqlStore
from .sqlite_file import SqliteFile


class SqliteStore(SqlStore):
    """Conversations in one file."""

    def __init__(self, file: Path) -> None:
        """Open or create the store. Raises StoreError."""
        super().__init__(SqliteFile(file))
