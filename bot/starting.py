"""What every serving process does first: its secret, and what must be loaded."""

from __future__ import annotations

import os
from dataclasses import replace

from conversations import State

from .assembly import Parts
from .errors import UserError
from .privacy import privacy_of, runs_telegram
from .today import local_today

SHORTEST_SECRET = 16


def warm_up(parts: Parts) -> None:
    """Dictionaries and models are loaded before the first user waits for them."""
    parts.dialog.turn(State(), f"{parts.example}，能补多少", local_today())
    parts.library.search(parts.policy.title)


def with_privacy(parts: Parts) -> Parts:
    """The parts of a process that keeps what users say, which tells them so."""
    telegram = runs_telegram(parts.settings)
    return replace(parts, privacy=privacy_of(parts.settings, telegram=telegram))


def secret() -> bytes:
    """The key under which user ids are hashed. Raises UserError."""
    found = os.environ.get("WENCE_SECRET", "")
    if len(found) < SHORTEST_SECRET:
        raise UserError(
            "要用环境变量 WENCE_SECRET 给一个至少 16 个字符的钥匙（用户编号用它加密后才存），"
            "可以这样生成一个：openssl rand -hex 32"
        )
    return os.fsencode(found)  # the bytes that are set, in every locale
