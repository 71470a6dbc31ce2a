"""The key that programs show, where one is demanded."""

from __future__ import annotations

import hmac
import os
from typing import Annotated

from fastapi import Depends
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.exceptions import HTTPException

from .errors import UserError
from .settings import ServerSettings

VARIABLE = "WENCE_API_KEY"
SHORTEST = 16
_bearer = HTTPBearer(auto_error=False, description="设了 server.rest_key 才要")


class RestKey:
    """Lets in whoever has the key, or anybody where none is demanded."""

    def __init__(self, server: ServerSettings) -> None:
        """Raises UserError when a key is demanded and there is none."""
        self._key = os.fsencode(os.environ.get(VARIABLE, "")) if server.rest_key else b""
        if server.rest_key and len(self._key) < SHORTEST:
            raise UserError(
                f"设了 server.rest_key，还要用环境变量 {VARIABLE} 给一个至少 {SHORTEST} 个字符的钥匙，"
                "可以这样生成一个：openssl rand -hex 32"
            )

    async def check(
        self, told: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
    ) -> None:
        """Raises HTTPException 401."""
        shown = told.credentials.encode() if told is not None else b""
        if self._key and not hmac.compare_digest(shown, self._key):
            raise HTTPException(
                401, "要带钥匙：Authorization: Bearer …", {"WWW-Authenticate": "Bearer"}
            )
