"""Keeping conversations: what was said, what was answered, and where each one stands."""

from .codec import decode_state, encode_state
from .interface import Answer, Exchange, Feedback, Kept, Store, StoreError
from .sqlite_store import SqliteStore

__all__ = [
    "Answer",
    "Exchange",
    "Feedback",
    "Kept",
    "SqliteStore",
    "Store",
    "StoreError",
    "decode_state",
    "encode_state",
]
