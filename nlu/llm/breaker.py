"""After several failures in a row nobody waits for the model for a while."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

IN_A_ROW = 3
PAUSE_SECONDS, LONGEST_PAUSE = 30.0, 300.0


class Breaker:
    """Lets calls through until too many fail one after another; after a pause one may try."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failed = 0
        self._until = 0.0

    def allows(self) -> bool:
        """Whether a call may go out now; the first after a pause is a trial, the others wait."""
        with self._lock:
            now = self._clock()
            if now < self._until:
                return False
            if self._failed >= IN_A_ROW:
                self._until = now + PAUSE_SECONDS
            return True

    def succeeded(self) -> None:
        """A call was answered."""
        with self._lock:
            self._failed, self._until = 0, 0.0

    def failed(self, wait: float = 0.0) -> None:
        """A call was not; `wait`: so many seconds the server asked to be left alone (429)."""
        with self._lock:
            self._failed += 1
            pause = PAUSE_SECONDS if self._failed >= IN_A_ROW else 0.0
            self._until = self._clock() + min(max(pause, wait), LONGEST_PAUSE)
