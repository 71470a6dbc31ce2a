"""Who may sign in, and who is signed in: argon2 hashes, lock-out, sessions that run out."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from ..errors import UserError
from .records import Account, DeskRecords, Session

ROLES = {"staff": "接线员", "officer": "经办干部", "admin": "管理员"}
SHORTEST_PASSWORD = 10
LONGEST_SESSION = 12 * 3600.0
_NAME = re.compile(r"^[\w.\-]{1,32}$")
_WRONG = "姓名或密码不对。"
_TOO_MANY = "试错太多次，请 15 分钟后再试，或请管理员在服务器上用 wence staff allow 放行。"


class SignInError(Exception):
    """Not signed in; the message says what a person may know of the reason."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A person at the desk, for one request."""

    name: str
    role: str
    csrf: str
    token: str

    @property
    def edits_policies(self) -> bool:
        """Whether this person may look policies through, change and release them."""
        return self.role in ("officer", "admin")

    @property
    def is_admin(self) -> bool:
        return self.role == "admin"


class Accounts:
    """Accounts and sessions over the desk's records."""

    def __init__(
        self,
        records: DeskRecords,
        idle_seconds: float = 3600.0,
        clock: Callable[[], float] = time.time,
        hasher: PasswordHasher | None = None,
    ) -> None:
        self._records = records
        self._idle = idle_seconds
        self._clock = clock
        self._hasher = hasher or PasswordHasher()
        self._nobody = self._hasher.hash(secrets.token_hex(8))

    # -- managing ---------------------------------------------------------------------------

    def add(self, name: str, password: str, role: str = "staff") -> None:
        """A new account. Raises UserError."""
        if not _NAME.match(name):
            raise UserError("姓名用字、字母、数字、点、横线，最多 32 个字")
        if self._records.account(name) is not None:
            raise UserError(f"已有“{name}”；改密码用 wence staff password {name}")
        if role not in ROLES:
            raise UserError(f"角色只有 {'、'.join(ROLES)}")
        self._records.keep_account(Account(name, self._hashed(password), role, True))

    def set_password(self, name: str, password: str) -> None:
        """Another password; whoever is signed in with the old one is signed out. Raises UserError."""
        account = self._known(name)
        self._records.keep_account(replace(account, hash=self._hashed(password)))
        self._records.attempts.forgive(name)
        self._records.end_sessions(staff=name)

    def set_active(self, name: str, active: bool) -> None:
        """Allow or stop an account; wrong passwords are forgotten. Raises UserError."""
        self._records.keep_account(replace(self._known(name), active=active))
        self._records.attempts.forgive(name)
        if not active:
            self._records.end_sessions(staff=name)

    # -- signing in --------------------------------------------------------------------------

    def sign_in(self, name: str, password: str, address: str = "") -> tuple[str, SignedIn]:
        """The browser's token and who it is. Raises SignInError, telling as little as it can."""
        now = self._clock()
        attempt = self._records.attempts.begin(name, address, now)
        if attempt is None:
            raise SignInError(_TOO_MANY)
        account = self._records.account(name)
        right = self._matches(account.hash if account is not None else self._nobody, password)
        if account is None or not account.active or not right:
            self._records.note(now, name[:32] if account else "?", "登录失败")
            raise SignInError(_WRONG)
        self._records.attempts.succeeded(attempt)
        token, csrf = secrets.token_urlsafe(32), secrets.token_urlsafe(24)
        self._records.begin_session(
            Session(_digest(token), name, csrf=csrf, began_at=now, seen_at=now)
        )
        self._records.note(now, name, "登录")
        return token, SignedIn(name, account.role, csrf, _digest(token))

    def signed_in(self, token: str) -> SignedIn | None:
        """Who holds a token, if the session has not run out and the account is active."""
        now = self._clock()
        session = self._records.session(_digest(token)) if token else None
        if session is None:
            return None
        account = self._records.account(session.staff)
        rested = (
            abs(now - session.seen_at) > self._idle or abs(now - session.began_at) > LONGEST_SESSION
        )
        if account is None or not account.active or rested:
            self._records.end_sessions(token=session.token)
            return None
        if now - session.seen_at > 30:
            self._records.touch_session(session.token, now)
        return SignedIn(account.name, account.role, session.csrf, session.token)

    def sign_out(self, who: SignedIn) -> None:
        self._records.end_sessions(token=who.token)
        self._records.note(self._clock(), who.name, "退出")

    # -- inside ---------------------------------------------------------------------------

    def _known(self, name: str) -> Account:
        account = self._records.account(name)
        if account is None:
            raise UserError(f"没有“{name}”这个账号；wence staff list 看有哪些")
        return account

    def _hashed(self, password: str) -> str:
        if len(password) < SHORTEST_PASSWORD:
            raise UserError(f"密码至少 {SHORTEST_PASSWORD} 个字符")
        return self._hasher.hash(password)

    def _matches(self, hashed: str, password: str) -> bool:
        try:
            return self._hasher.verify(hashed, password)
        except (VerificationError, InvalidHashError):
            return False


def same_token(told: str, kept: str) -> bool:
    """Whether a form or header carries the session's CSRF token, compared in constant time."""
    return hmac.compare_digest(told.encode(), kept.encode())


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
