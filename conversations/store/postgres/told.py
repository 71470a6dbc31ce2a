"""What is wrong with PostgreSQL, in words for people (errors.yml); never with a password."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).with_name("errors.yml")


def told(name: str, **more: object) -> str:
    """A sentence of the file."""
    sentence: str = _words()[name]
    return sentence.format(**more)


def why(code: str | None) -> str | None:
    """Why the database cannot be used just now, by SQLSTATE; `None` for a mistake of ours."""
    by_code: dict[str, str] = _words()["by_code"]
    return None if code is None else by_code.get(code) or by_code.get(code[:2])


def why_not_connected(message: str, where: str) -> str:
    """Why no connection came about, by what the server or the system said."""
    for kind in _words()["connecting"]:
        if any(piece in message for piece in kind["says"]):
            return str(kind["told"]).format(where=where)
    return told("else", where=where)


@cache
def _words() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(_FILE.read_text("utf-8"))
    return loaded
