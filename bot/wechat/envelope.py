"""What WeChat wraps around a message: signature, time, encryption (公众平台·消息加解密).

wechatpy does the cryptography; what it leaves open is closed here: signatures are
compared in constant time, old ones are refused, and whatever cannot be opened is
refused in one way.
"""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Callable
from dataclasses import dataclass

from wechatpy.crypto import WeChatCrypto

FRESH_SECONDS = 300.0


class RefusedError(Exception):
    """The message is not from WeChat, not fresh, or not for this account."""


@dataclass(frozen=True, slots=True)
class Signed:
    """The signature parameters of a request."""

    signature: str
    timestamp: str
    nonce: str


class Envelope:
    """Opens and seals messages of one account."""

    def __init__(
        self,
        token: str,
        app_id: str,
        aes_key: str = "",
        encrypted_only: bool = False,
        *,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Raises ValueError when the key is not the 43 characters of the console."""
        if aes_key and len(aes_key) != 43:
            raise ValueError("EncodingAESKey 要是公众平台上那 43 个字符")
        self._token = token
        self._crypto = WeChatCrypto(token, aes_key, app_id) if aes_key else None
        self._encrypted_only = encrypted_only
        self._clock = clock

    def check(self, signed: Signed) -> None:
        """The URL's signature holds and is fresh. Raises RefusedError."""
        self._compare(signed.signature, signed)

    def open(self, encrypted: str, signed: Signed, message_signature: str) -> str:
        """The message inside `<Encrypt>`. Raises RefusedError."""
        self._compare(message_signature, signed, encrypted)
        if self._crypto is None:
            raise RefusedError("没有配置 EncodingAESKey")
        try:
            opened = self._crypto.decrypt_message(
                {"Encrypt": encrypted}, message_signature, signed.timestamp, signed.nonce
            )
            return opened.decode("utf-8") if isinstance(opened, bytes) else str(opened)
        except Exception as error:  # whatever tampered bytes do to padding, length and decoding
            raise RefusedError(type(error).__name__) from None

    def accept_plain(self) -> None:
        """A message that came unencrypted. Raises RefusedError where only encrypted ones may."""
        if self._encrypted_only:
            raise RefusedError("只收加密的消息")

    def seal(self, reply: str, nonce: str) -> str:
        """The encrypted reply."""
        if self._crypto is None:
            raise RefusedError("没有配置 EncodingAESKey")
        sealed: str = self._crypto.encrypt_message(reply, nonce)
        return sealed

    def _compare(self, signature: str, signed: Signed, *more: str) -> None:
        wanted = signature_of(self._token, signed.timestamp, signed.nonce, *more)
        if not hmac.compare_digest(wanted.encode(), signature.encode()):
            raise RefusedError("签名不对")
        stamp = float(signed.timestamp) if signed.timestamp.isdigit() else 0.0
        if abs(self._clock() - stamp) > FRESH_SECONDS:
            raise RefusedError("时间戳太旧")


def signature_of(*parts: str) -> str:
    """WeChat's signature: SHA-1 over the token and the parts, sorted (公众平台 · 接入概述)."""
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()
