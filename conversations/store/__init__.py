"""Keeping conversations: what was said, what was answered, and where each one stands."""

from .backup import Restored, back_up, restore
from .codec import decode_state, encode_state
from .database import Database, Lock
from .in_use import is_in_use
from .interface import Store, UpdateQueue
from .opening import copy_to_postgres, open_database
from .place import Place, PostgresAddress, place_of
from .rates import SqlRates
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
from .sql_store import SqlStore
from .sql_updates import SqlUpdates
from .sqlite_file import SqliteFile
from .sqlite_store import SqliteStore

__all__ = [
    "Database",
    "DayCount",
    "Exchange",
    "Feedback",
    "Kept",
    "Lock",
    "Place",
    "PostgresAddress",
    "Restored",
    "SqlRates",
    "SqlStore",
    "SqlUpdates",
    "SqliteFile",
    "SqliteStore",
    "StaleError",
    "Store",
    "StoreError",
    "StoreUnavailableError",
    "StoredReply",
    "UnreadableState",
    "Update",
    "UpdateQueue",
    "back_up",
    "copy_to_postgres",
    "decode_blocks",
    "decode_state",
    "encode_blocks",
    "encode_state",
    "is_in_use",
    "open_database",
    "place_of",
    "restore",
]
