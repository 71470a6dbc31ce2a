"""Whoever answers prompts, and what is told of each time one was asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from .prompt import Prompt
from .verifying import Verified

Read = Callable[[str], Verified]
"""Reads the content of an answer. Raises UnreadableError."""


class Outcome(StrEnum):
    """How asking ended. Whatever is not answered, the local verdict stands."""

    ANSWERED = "answered"
    TIMEOUT = "timeout"
    LIMITED = "limited"  # 429
    REFUSED = "refused"  # any other 4xx: key, address, model
    SERVER = "server"  # 5xx
    CONNECTION = "connection"
    UNREADABLE = "unreadable"
    BUSY = "busy"  # not sent: too many are out
    PAUSED = "paused"  # not sent: it failed again and again


NOT_SENT = (Outcome.BUSY, Outcome.PAUSED)
"""Nothing left the house."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a call was charged for."""

    prompt: int = 0
    completion: int = 0


@dataclass(frozen=True, slots=True)
class Call:
    """One prompt: how it ended, after how many seconds, and what was answered."""

    outcome: Outcome
    seconds: float = 0.0
    tokens: Tokens = Tokens()
    verified: Verified | None = None


class Asking(Protocol):
    """Answers prompts, or does not."""

    def ask(self, prompt: Prompt, read: Read) -> Verified | None:
        """What stood up of the answer; `None` when there was none. Never raises."""
        ...
