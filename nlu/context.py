"""What the conversation already knows when a message is understood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Context:
    """`pending`: the facts just asked for; `focus`: measures being talked about;
    `roles`: claims known to be true; `told`: numbers already told, the latest last;
    `today`: for turning dates into durations."""

    today: date
    pending: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    roles: frozenset[str] = frozenset()
    told: tuple[str, ...] = ()
