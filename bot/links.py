"""Links to one answer that cannot be guessed and run out by themselves; nothing is stored for them."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import struct

_FORM = struct.Struct(">QI")
_MAC = 15


class Links:
    """Makes and opens tokens: number and expiry, signed under the server's secret.

    >>> links = Links(b"0123456789abcdef")
    >>> token = links.token(42, until=1000.0)
    >>> links.number(token, now=999.0), links.number(token, now=1001.0), links.number("x", 0.0)
    (42, None, None)
    """

    def __init__(self, secret: bytes) -> None:
        self._key = hashlib.sha256(b"wence result link\n" + secret).digest()

    def token(self, number: int, until: float) -> str:
        told = _FORM.pack(number, int(until))
        return base64.urlsafe_b64encode(told + self._mac(told)).decode().rstrip("=")

    def number(self, token: str, now: float) -> int | None:
        """The number of a token that is genuine and has not run out."""
        try:
            raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        except (binascii.Error, ValueError):
            return None
        told, mac = raw[: _FORM.size], raw[_FORM.size :]
        if len(told) != _FORM.size or not hmac.compare_digest(mac, self._mac(told)):
            return None
        number, until = _FORM.unpack(told)
        return int(number) if now < until else None

    def _mac(self, told: bytes) -> bytes:
        return hmac.new(self._key, told, hashlib.sha256).digest()[:_MAC]
