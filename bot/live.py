"""The parts as what was taught makes them now: every process takes a release over by itself."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace

from conversations import Dialog, StoreError, Taught
from policy_engine import Policy, PolicyError

from .assembly import Parts

LOOKED_FOR = 2.0
"""Seconds after which it is looked for a release again, when something is asked."""
log = logging.getLogger("wence")


class Live:
    """Parts that are made anew when something was released; asked from any thread."""

    def __init__(
        self,
        parts: Parts,
        release: Callable[[], int],
        taught: Callable[[], Mapping[str, Taught]],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`release`: a number that grows whenever `taught` gives something else."""
        self._parts = parts
        self._release = release
        self._taught = taught
        self._clock = clock
        self._known = 0
        self._looked_at = -LOOKED_FOR
        self._lock = threading.Lock()

    @property
    def parts(self) -> Parts:
        """The parts of now. What cannot be read leaves them as they were."""
        if self._clock() - self._looked_at >= LOOKED_FOR:
            with self._lock:
                if self._clock() - self._looked_at >= LOOKED_FOR:
                    self._look()
        return self._parts

    def dialog(self) -> Dialog:
        """The dialog of now."""
        return self.parts.dialog

    def look_at_once(self) -> None:
        """Something was just released here."""
        self._looked_at = -LOOKED_FOR

    def _look(self) -> None:
        try:
            release = self._release()
            if release != self._known:
                self._parts = self._parts.with_taught(_usable(self._parts.policy, self._taught()))
                self._known = release
        except (StoreError, PolicyError) as error:
            log.warning("新放行的问答没有用上：%s", error)
        self._looked_at = self._clock()


def _usable(policy: Policy, taught: Mapping[str, Taught]) -> dict[str, Taught]:
    """What rests on sentences that stand in the text: it may have changed since they were taught."""
    kept = {}
    for member in policy.members:
        told = taught.get(member.id, Taught())
        entries = [e for e in told.entries if all(map(member.source.find, e.quotes))]
        if len(entries) < len(told.entries):
            log.warning("有放行的问答，依据已不在原文里，没有用上", extra={"policy": member.id})
        kept[member.id] = replace(told, entries=entries)
    return kept
