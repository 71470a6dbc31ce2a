"""Keeping conversations: what was said, what was answered, and where each one stands."""

from .codec import decode_state, encode_state
from .interface import (
    Answer,
    DayCount,
    Exchange,
    Feedback,
    Kept,
    Store,
    StoreError,
    UnreadableState,
    Update,
    UpdateQueue,
)
from .sqlite_file import SqliteFile
from .sqlite_store import SqliteStore
from .sqlite_updates import SqliteUpdates

__all__ = [
    "Answer",
    "DayCount",
    "Exchange",
    "Feedback",
    "Kept",
    "SqliteFile",
    "SqliteStore",
    "SqliteUpdates",
    "Store",
    "StoreError",
    "UnreadableState",
    "Update",
    "UpdateQueue",
    "decode_state",
    "encode_state",
]
