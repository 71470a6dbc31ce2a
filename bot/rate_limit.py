"""So many messages a minute for each user, each address, each channel and in all, and no more."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence

from fastapi import Request
from starlette.exceptions import HTTPException

from conversations import SqlRates, StoreError

from .settings import ServerSettings

MOST_USERS = 10_000
MINUTE = 60.0
NETWORK = 64
"""Of an IPv6 address so many bits tell callers apart; the rest anyone may choose."""
SIGN_INS_PER_MINUTE = 60
"""From one address, wrong or right."""
Wanted = tuple[str, str, int]
"""What is limited, whose it is, how often in a minute."""


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


class SharedLimit:
    """What all processes over one database count together. A caller is kept as a keyed hash."""

    PATIENCE = 0.5
    CLEARED_EVERY = 60.0
    ALONE_FOR = 3.0
    """Seconds until the database is asked again after it could not be used."""

    def __init__(self, rates: SqlRates, secret: bytes) -> None:
        self._rates = rates
        self._secret = secret
        self._cleared_at = time.monotonic()
        self._alone_until = 0.0

    async def allows(self, wanted: Sequence[Wanted]) -> bool:
        """While the database cannot be used, each process counts alone."""
        if time.monotonic() < self._alone_until:
            return True
        try:
            return await asyncio.wait_for(asyncio.to_thread(self._take, wanted), self.PATIENCE)
        except (StoreError, TimeoutError):
            self._alone_until = time.monotonic() + self.ALONE_FOR
            return True

    def _take(self, wanted: Sequence[Wanted]) -> bool:
        named = [(self._name(what, whose), most) for what, whose, most in wanted]
        with self._rates.patience(self.PATIENCE):
            if time.monotonic() - self._cleared_at > self.CLEARED_EVERY:
                self._cleared_at = time.monotonic()
                self._rates.forget_empty(time.time())
            return self._rates.take(named, time.time())

    def _name(self, what: str, whose: str) -> str:
        told = f"limit\n{what}\n{whose}".encode()
        return f"{what} {hmac.new(self._secret, told, hashlib.sha256).hexdigest()[:32]}"


class Limits:
    """What a message has to pass before it is heard.

    A caller may take another name for every message, but not another address.
    """

    def __init__(self, server: ServerSettings, shared: SharedLimit | None = None) -> None:
        """`shared`: where several processes serve together."""
        self._server = server
        self._shared = shared
        self._here: dict[str, RateLimit] = {}

    async def allows(self, channel: str, sender: str, address: str = "") -> bool:
        """`address`: where it comes from, if the sender may say of themselves what they like."""
        server, limits = self._server, self._server.limits
        by_address = [("address", address, limits.address)] if address else []
        return await self._allow([
            *by_address,
            ("user", f"{channel} {sender}", server.messages_per_minute),
            ("channel", channel, limits.channel),
            ("all", "", limits.all),
        ])  # fmt: skip

    async def check(self, channel: str, sender: str, address: str = "") -> None:
        """Raises HTTPException 429 when it is too much."""
        if not await self.allows(channel, sender, address):
            raise too_fast()

    async def check_sign_in(self, address: str) -> None:
        """Raises HTTPException 429 when too many sign in from an address."""
        if not await self._allow([("sign-in", address, SIGN_INS_PER_MINUTE)]):
            raise too_fast()

    async def _allow(self, wanted: Sequence[Wanted]) -> bool:
        """Who is too fast for this process already need not be counted by all."""
        here = all(self._bucket(what, most).allows(whose) for what, whose, most in wanted)
        return here and (self._shared is None or await self._shared.allows(wanted))

    def _bucket(self, what: str, most: int) -> RateLimit:
        return self._here.setdefault(what, RateLimit(most))


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
