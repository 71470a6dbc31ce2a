"""`wence data copy`: everything, while it changes, to the letter; numbers go on where they were."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from bot.copy_command import copy
from bot.desk.records import Account, DeskRecords, Session
from bot.errors import UserError
from conversations import (
    Feedback,
    PostgresAddress,
    SqlStore,
    SqlUpdates,
    State,
    StoredReply,
    StoreError,
    open_database,
)
from tests.conftest import ROOT
from tests.conversations.samples import keep_answer
from tests.postgres import Cluster


@pytest.fixture
def target(postgres: Cluster) -> PostgresAddress:
    return postgres.new_database()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with something in every table that people fill."""
    with closing(open_database(tmp_path / "w.db")) as database:
        store, desk = SqlStore(database), DeskRecords(database)
        for number in range(30):
            exchange, _ = store.claim(
                "web", f"u{number % 3}", str(number), f"第{number}句\0😀", 1.0
            )
            reply = StoredReply("答", "fallback", "{}", unclear=number % 5 == 0)
            keep_answer(store, exchange, State(turns=number), reply, 2.5)
        store.forget("web", "u2")
        store.add_feedback(Feedback("web", "u0", 1, None, "好", 1.0))
        store.keep_address("web", "u0", "封")
        SqlUpdates(database).keep("telegram", 2**52, "{}", 1.0)
        desk.keep_account(Account("李四", "h", "admin", True))
        desk.begin_session(Session("t", "李四", csrf="c", began_at=1.0, seen_at=1.0))
        desk.note(1.0, "李四", "登录")
        desk.take(1, "李四", 1.0, 0.0)
        desk.open_call("李四", 1.0)
        desk.attempts.begin("李四", "1.2.3.4", 1.0)
    return tmp_path / "w.db"


def _all(place: Path | PostgresAddress) -> list[object]:
    with closing(open_database(place)) as database:
        store, desk = SqlStore(database), DeskRecords(database)
        return [
            [(*vars_of(e),) for e in store.exchanges(0.0)], store.feedback(), store.unclear(),
            [store.conversation("web", f"u{n}") for n in range(3)], store.address("web", "u0"),
            SqlUpdates(database).open("telegram"), desk.accounts(), desk.session("t"),
            desk.audit(), desk.taken(), desk.calls("李四"),
        ]  # fmt: skip


def vars_of(exchange: object) -> list[object]:
    text = [getattr(exchange, name) for name in exchange.__slots__]  # type: ignore[attr-defined]
    return [t.replace("\0", "\ufffd") if isinstance(t, str) else t for t in text]


def test_everything_is_there_to_the_letter(file: Path, target: PostgresAddress) -> None:
    copy(file, target.url)
    assert [str(rows).replace("\\x00", "\ufffd") for rows in _all(file)] == [
        str(rows) for rows in _all(target)
    ]


def test_numbers_go_on_also_after_those_that_were_deleted(
    file: Path, target: PostgresAddress
) -> None:
    copy(file, target.url)
    with closing(open_database(target)) as database:
        assert SqlStore(database).claim("web", "neu", "1", "你好", 1.0)[0].number == 31
        assert DeskRecords(database).open_call("李四", 1.0).number == 2


def test_what_is_said_meanwhile_comes_along(file: Path, target: PostgresAddress) -> None:
    with closing(open_database(file)) as database, database.in_use():
        store = SqlStore(database)
        copying = threading.Thread(target=copy, args=(file, target.url))
        copying.start()
        with closing(open_database(target)) as seen:
            while not list(SqlStore(seen).exchanges(0.0)):
                time.sleep(0.05)
        for number in range(100, 120):
            exchange, _ = store.claim("web", "u1", str(number), "改口", 3.0)
            keep_answer(store, exchange, State(turns=number), StoredReply("答", "a", "{}"), 3.0)
            time.sleep(0.02)
        store.forget("web", "u0")
        assert copying.is_alive()  # it waits for the service to stop
    copying.join(60)
    with closing(open_database(target)) as database:
        told = SqlStore(database)
        assert [e.external_id for e in told.exchanges(0.0) if e.text == "改口"] == [
            str(number) for number in range(100, 120)
        ]
        assert told.conversation("web", "u0") is None
        kept = told.conversation("web", "u1")
        assert kept is not None
        assert kept.state.turns == 119


def test_nothing_is_copied_over_what_somebody_has_written(
    file: Path, target: PostgresAddress
) -> None:
    with closing(open_database(target)) as database:
        SqlStore(database).claim("web", "u", "1", "你好", 1.0)
    with pytest.raises(StoreError, match="已经有记录"):
        copy(file, target.url)


def test_a_copy_that_was_broken_off_begins_anew(file: Path, target: PostgresAddress) -> None:
    with closing(open_database(file)) as database, database.in_use():
        half = subprocess.Popen(
            [sys.executable, "-m", "bot", "data", "copy", str(file), target.url],
            cwd=ROOT, stdout=subprocess.PIPE,
        )  # fmt: skip
        assert half.stdout is not None
        while "请停下服务" not in half.stdout.readline().decode():
            assert half.poll() is None
        half.kill()
        half.wait()
        half.stdout.close()
    copy(file, target.url)
    assert len(_all(target)[0]) == len(_all(file)[0])  # type: ignore[arg-type]


def test_what_is_no_address_or_no_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="postgresql://"):
        copy(tmp_path / "w.db", "w2.db")
    with pytest.raises(UserError, match="没有这个文件"):
        copy(tmp_path / "w.db", "postgresql://db/wence")
