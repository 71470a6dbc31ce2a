"""What must be kept but read by nobody else, sealed under the server's secret."""

from __future__ import annotations

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken


class SealError(Exception):
    """It was sealed under another secret, or is damaged."""


class Seal:
    """Authenticated encryption (Fernet) with a key derived from the secret.

    >>> seal = Seal(b"0123456789abcdef")
    >>> seal.open(seal.close("12345"))
    '12345'
    """

    def __init__(self, secret: bytes) -> None:
        key = hashlib.sha256(b"wence seal\n" + secret).digest()
        self._fernet = Fernet(base64.urlsafe_b64encode(key))

    def close(self, text: str) -> str:
        return self._fernet.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str:
        """Raises SealError."""
        try:
            return self._fernet.decrypt(sealed.encode()).decode()
        except InvalidToken:
            raise SealError("钥匙换过了，或内容损坏") from None
