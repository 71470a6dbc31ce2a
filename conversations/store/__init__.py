"""Keeping conversations: what was said, what was answered, and where each one stands."""

from .codec import decode_state, encode_state
from .interface import Answer, Exchange, Feedback, Kept, Store, StoreError, Update, UpdateQueue
from .sqlite_store import SqliteStore
from .sqlite_updates import SqliteUpdates

__all__ = [
    "Answer",
    "Exchange",
    "Feedback",
    "Kept",
    "SqliteStore",
    "SqliteUpdates",
    "Store",
    "StoreError",
    "Update",
    "UpdateQueue",
    "decode_state",
    "encode_state",
]
