"""The server's log: one JSON object a line, and never a word of what anyone said.

An exception is told by its type and where it was raised; its message may quote a user.
"""

from __future__ import annotations

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import Any

_OURS = ("event", "method", "path", "status", "ms", "channel", "trace")
_FRAMES = 6


class JsonLines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        if record.name.startswith("wence") or not record.exc_info:
            told["message"] = record.getMessage()
        told |= {name: getattr(record, name) for name in _OURS if hasattr(record, name)}
        if record.exc_info and record.exc_info[0] is not None:
            told["error"] = record.exc_info[0].__name__
            frames = traceback.extract_tb(record.exc_info[2])[-_FRAMES:]
            told["where"] = [f"{frame.filename}:{frame.lineno}" for frame in frames]
        return json.dumps(told, ensure_ascii=False)


def log_as_json() -> None:
    """Everything that is logged goes to standard error in this form."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for name in (
        "httpx",
        "httpx2",
        "openai",
        "uvicorn",
    ):  # one names the token in addresses, the other talks a lot
        logging.getLogger(name).setLevel(logging.WARNING)
