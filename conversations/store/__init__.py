"""Keeping conversations: what was said, what was answered, and where each one stands."""

from .backup import Restored, back_up, restore
from .codec import decode_state, encode_state
from .in_use import in_use
from .interface import Store, UpdateQueue
from .records import (
    DayCount,
    Exchange,
    Feedback,
    Kept,
    StaleError,
    StoredReply,
    StoreError,
    StoreUnavailableError,
    UnreadableState,
    Update,
)
from .reply_codec import decode_blocks, encode_blocks
from .sqlite_file import SqliteFile
from .sqlite_store import SqliteStore
from .sqlite_updates import SqliteUpdates

__all__ = [
    "DayCount",
    "Exchange",
    "Feedback",
    "Kept",
    "Restored",
    "SqliteFile",
    "SqliteStore",
    "SqliteUpdates",
    "StaleError",
    "Store",
    "StoreError",
    "StoreUnavailableError",
    "StoredReply",
    "UnreadableState",
    "Update",
    "UpdateQueue",
    "back_up",
    "decode_blocks",
    "decode_state",
    "encode_blocks",
    "encode_state",
    "in_use",
    "restore",
]
