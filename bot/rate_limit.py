"""So many messages a minute for each user, and no more."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

from starlette.exceptions import HTTPException

MOST_USERS = 10_000
MINUTE = 60.0


class RateLimit:
    """A bucket of tokens for each user, filled evenly; the least recent users are forgotten."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = float(per_minute)
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def allows(self, user: str) -> bool:
        """Take a token if there is one."""
        now = self._clock()
        tokens, at = self._buckets.pop(user, (self._most, now))
        tokens = min(self._most, tokens + (now - at) * self._most / MINUTE)
        allowed = tokens >= 1
        self._buckets[user] = (tokens - 1 if allowed else tokens, now)
        if len(self._buckets) > MOST_USERS:
            self._buckets.popitem(last=False)
        return allowed

    def check(self, user: str) -> None:
        """Raises HTTPException 429 when the user is too fast."""
        if not self.allows(user):
            raise HTTPException(429, "说得太快了，请过一会儿再说")
