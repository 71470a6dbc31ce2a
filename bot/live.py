"""The parts as what was released makes them now: every process takes a release over by itself."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event

from conversations import Dialog, StoreError
from policy_engine import Policy, PolicyError

from .assembly import Parts
from .starting import warm_up

LOOKED_FOR = 1.0
"""Seconds after which it is looked for a release again."""
log = logging.getLogger("wence")


class Live:
    """Parts that are made anew when something was released; asked from any thread."""

    def __init__(
        self,
        parts: Parts,
        release: Callable[[], int] = lambda: 0,
        remade: Callable[[Parts], Parts] = lambda parts: parts,
    ) -> None:
        """`release`: a number that grows with every release; `remade`: the parts after it."""
        self._parts = parts
        self._release = release
        self._remade = remade
        self._known = 0
        self._looking = threading.Lock()

    @property
    def parts(self) -> Parts:
        """The parts of now."""
        return self._parts

    def dialog(self) -> Dialog:
        """The dialog of now."""
        return self._parts.dialog

    def policy(self) -> Policy:
        """The policy of now."""
        return self._parts.policy

    def look(self) -> None:
        """Take a release over, once it is ready to answer; what does not load changes nothing."""
        with self._looking:
            try:
                release = self._release()
                if release == self._known:
                    return
                self._known = release  # one that does not load is not tried again every second
                made = self._remade(self._parts)
                if made is not self._parts:
                    warm_up(made)
                    self._parts = made
            except (StoreError, PolicyError) as error:
                log.warning("新放行的政策没有用上：%s", error)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Within it every release is taken over by itself."""
        ended = Event()

        def watch() -> None:
            while not ended.wait(LOOKED_FOR):
                self.look()

        watcher = threading.Thread(target=watch, name="releases", daemon=True)
        watcher.start()
        try:
            yield
        finally:
            ended.set()
            watcher.join()
