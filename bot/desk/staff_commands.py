"""`wence staff …`: the accounts of the desk."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from conversations import open_database

from ..assembly import Parts
from ..commands import say
from ..errors import UserError
from . import rights
from .accounts import Accounts
from .records import DeskRecords


def add(parts: Parts, name: str, role: str) -> None:
    """Ask for a password twice, then make the account. Raises UserError."""
    with _accounts(parts) as (accounts, _):
        accounts.add(name, _new_password(), role)
    say(f"加好了：{name}（{rights.title(role)}）。在 /desk 登录")


def set_password(parts: Parts, name: str) -> None:
    """Another password for an account. Raises UserError."""
    with _accounts(parts) as (accounts, _):
        accounts.set_password(name, _new_password())
    say(f"“{name}”的密码改好了，他要重新登录")


def set_role(parts: Parts, name: str, role: str) -> None:
    """Another role for an account. Raises UserError."""
    with _accounts(parts) as (accounts, _):
        accounts.set_role(name, role)
    say(f"“{name}”现在是{rights.title(role)}")


def set_active(parts: Parts, name: str, active: bool) -> None:
    """Stop an account, or allow it again (which unlocks it too). Raises UserError."""
    with _accounts(parts) as (accounts, _):
        accounts.set_active(name, active)
    say(f"“{name}”{'可以登录了' if active else '停用了，已退出登录'}")


def show(parts: Parts) -> None:
    """The accounts, one a line."""
    with _accounts(parts) as (_, records):
        found = records.accounts()
        if not found:
            say("还没有账号；加一个：wence staff add 姓名")
        for account in found:
            state = "在用" if account.active else "停用"
            say(f"{account.name}　{rights.title(account.role)}　{state}")


def _new_password() -> str:
    """Typed twice at a terminal; the first line where there is none."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("密码：")
    if first != getpass.getpass("再输一次："):
        raise UserError("两次输的不一样，没有改")
    return first


@contextmanager
def _accounts(parts: Parts) -> Iterator[tuple[Accounts, DeskRecords]]:
    records = DeskRecords(open_database(parts.settings.server.database))
    try:
        yield Accounts(records), records
    finally:
        records.close()
