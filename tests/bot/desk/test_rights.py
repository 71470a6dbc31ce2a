"""Roles: each may what it should, whoever may not is told who may, old accounts keep working."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.desk.accounts import Accounts
from bot.desk.records import DeskRecords
from bot.desk.rights import RIGHTS, TITLES, Right, may, on_page, refusal
from bot.errors import UserError
from conversations import open_database


@pytest.mark.parametrize(
    ("right", "roles"),
    [
        (Right.CALLS, {"clerk", "admin"}),
        (Right.TICKETS, {"clerk", "expert", "officer", "admin"}),
        (Right.PHONES, {"officer", "admin"}),
        (Right.EXPORT, {"officer", "admin"}),
        (Right.RELEASE, {"expert", "officer", "admin"}),
        (Right.POLICIES, {"officer", "admin"}),
        (Right.PEOPLE, {"admin"}),
    ],
)
def test_who_may_what(right: Right, roles: set[str]) -> None:
    assert {role for role in TITLES if may(role, right)} == roles


def test_every_refusal_says_who_may() -> None:
    for role, rights in RIGHTS.items():
        for right in set(Right) - rights:
            assert refusal(role, right).startswith(f"{TITLES[role]}不能{right}，这要")
            (told,) = on_page(role, [right]).cannot
            assert "管理员" in told


def test_an_account_of_before_becomes_a_clerk(tmp_path: Path) -> None:
    file = tmp_path / "w.db"
    DeskRecords(open_database(file)).close()
    with closing(sqlite3.connect(file)) as before:
        before.execute(
            "INSERT INTO staff (name, hash, role, active) VALUES ('李四', '', 'staff', 1)"
        )
        for table in (
            "tickets",
            "ticket_notes",
            "takeovers",
            "lessons",
            "reviews",
            "policy_versions",
            "policy_marks",
        ):
            before.execute(f"DROP TABLE {table}")
        before.execute("DROP INDEX feedback_by_exchange")
        before.execute("PRAGMA user_version = 14")
        before.commit()
    records = DeskRecords(open_database(file))
    assert [account.role for account in records.accounts()] == ["clerk"]
    accounts = Accounts(records)
    accounts.set_role("李四", "officer")
    assert [account.role for account in records.accounts()] == ["officer"]
    with pytest.raises(UserError, match="没有“boss”这个角色"):
        accounts.set_role("李四", "boss")
    records.close()


def test_the_commands_know_the_roles(tmp_path: Path) -> None:
    config = tmp_path / "config.yml"
    config.write_text(f"server: {{database: {tmp_path / 'w.db'}}}\n", "utf-8")

    def staff(*told: str) -> str:
        command = [sys.executable, "-m", "bot", "staff", *told, "--config", str(config)]
        done = subprocess.run(
            command, input="nine lives and a cat\n", capture_output=True, text=True, check=False
        )
        return done.stdout + done.stderr

    assert "加好了：李四（接线员）" in staff("add", "李四")
    assert "没有“boss”这个角色，只有：clerk 接线员" in staff("add", "王五", "--role", "boss")
    assert "现在是经办干部" in staff("role", "李四", "officer")
    assert "李四　经办干部　在用" in staff("list")
