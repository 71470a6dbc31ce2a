"""So many messages a minute for each user, each address, each channel and in all, and no more."""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable

from fastapi import Request
from starlette.exceptions import HTTPException

from .settings import ServerSettings

MOST_USERS = 10_000
MINUTE = 60.0
NETWORK = 64
"""Of an IPv6 address so many bits tell callers apart; the rest anyone may choose."""


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
            raise too_fast()


class Limits:
    """What a message has to pass before it is heard.

    A caller may take another name for every message, but not another address.
    """

    def __init__(self, server: ServerSettings) -> None:
        self._users = RateLimit(server.messages_per_minute)
        self._addresses = RateLimit(server.limits.address)
        self._channels = RateLimit(server.limits.channel)
        self._all = RateLimit(server.limits.all)

    def allows(self, channel: str, sender: str, address: str = "") -> bool:
        """`address`: where it comes from, if the sender may say of themselves what they like."""
        return (
            (not address or self._addresses.allows(address))
            and self._users.allows(f"{channel} {sender}")
            and self._channels.allows(channel)
            and self._all.allows("")
        )

    def check(self, channel: str, sender: str, address: str = "") -> None:
        """Raises HTTPException 429 when it is too much."""
        if not self.allows(channel, sender, address):
            raise too_fast()


def too_fast() -> HTTPException:
    return HTTPException(429, "说得太快了，请过一会儿再说")


def address_of(request: Request) -> str:
    """Where a request comes from, as far as callers are told apart."""
    host = request.client.host if request.client is not None else "?"
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host
    mapped = getattr(address, "ipv4_mapped", None)
    if address.version == 4 or mapped is not None:
        return str(mapped or address)
    return str(ipaddress.ip_network((address, NETWORK), strict=False))
