"""Where the records are kept: a file, or a PostgreSQL database."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

_BEGINNING = re.compile(r"^postgres(?:ql)?://", re.IGNORECASE)
LOCAL = "localhost"


@dataclass(frozen=True, slots=True)
class PostgresAddress:
    """The address of a database, which may hold a password: it is never shown whole.

    >>> PostgresAddress("postgresql://wence:secret@db.example:5433/wence")
    PostgresAddress(db.example:5433/wence)
    """

    url: str = field(repr=False)

    @property
    def user(self) -> str:
        return unquote(urlsplit(self.url).username or "")

    def __str__(self) -> str:
        parts = urlsplit(self.url)
        host = parts.netloc.rpartition("@")[2] or LOCAL
        return f"{host}{parts.path}"

    def __repr__(self) -> str:
        return f"PostgresAddress({self})"


Place = Path | PostgresAddress


def place_of(told: str | Path) -> Place:
    """The place that a setting names.

    >>> place_of("postgresql://db/wence"), place_of("/var/lib/wence.db")
    (PostgresAddress(db/wence), PosixPath('/var/lib/wence.db'))
    """
    if isinstance(told, str) and _BEGINNING.match(told):
        return PostgresAddress(told)
    return Path(told)
