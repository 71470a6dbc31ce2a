"""Who may sign in: argon2, lock-out, sessions that run out, what the log keeps."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from bot.desk.accounts import LONGEST_SESSION, Accounts, SignInError
from bot.desk.records import DeskRecords
from bot.errors import UserError
from conversations import Database, SqlStore, State, StoredReply
from tests.conversations.samples import keep_answer

PASSWORD = "correct horse battery"
QUICK = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


class Desk:
    """Accounts with a clock that can be moved."""

    def __init__(self, database: Database) -> None:
        self.now = 1_000_000.0
        self.records = DeskRecords(database)
        self.accounts = Accounts(self.records, 3600.0, lambda: self.now, QUICK)
        self.accounts.add("李四", PASSWORD)


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


def test_the_right_password_signs_in_and_is_kept_as_an_argon2_hash(
    desk: Desk, database: Database
) -> None:
    token, who = desk.accounts.sign_in("李四", PASSWORD)
    assert desk.accounts.signed_in(token) == who
    tables = ("staff", "staff_sessions", "sign_ins", "audit")
    read = (database.connection().execute(f"SELECT * FROM {table}") for table in tables)
    kept = str([list(rows) for rows in read])
    assert "$argon2id$" in kept
    assert PASSWORD not in kept
    assert token not in kept


def test_nobody_learns_whether_a_name_exists(desk: Desk) -> None:
    told = set()
    for name in ("李四", "没有的人"):
        with pytest.raises(SignInError) as error:
            desk.accounts.sign_in(name, "wrong")
        told.add(str(error.value))
    assert len(told) == 1


def test_five_wrong_passwords_lock_for_a_quarter_of_an_hour(desk: Desk) -> None:
    for _ in range(5):
        with pytest.raises(SignInError, match="不对"):
            desk.accounts.sign_in("李四", "wrong")
    with pytest.raises(SignInError, match="分钟后再试"):
        desk.accounts.sign_in("李四", PASSWORD)
    desk.accounts.sign_in("李四", PASSWORD, "another address")
    desk.now += 15 * 60 + 1
    desk.accounts.sign_in("李四", PASSWORD)


def _wrong(desk: Desk, name: str, address: str) -> str:
    with pytest.raises(SignInError) as error:
        desk.accounts.sign_in(name, "wrong", address)
    return str(error.value)


def test_a_name_that_does_not_exist_locks_the_same(desk: Desk) -> None:
    told = {name: [_wrong(desk, name, name) for _ in range(7)] for name in ("李四", "没有的人")}
    assert told["李四"] == told["没有的人"]


def test_one_address_guesses_at_many_names_in_vain(desk: Desk) -> None:
    told = [_wrong(desk, f"人{number}", "a") for number in range(22)]
    assert [("分钟后再试" in each) for each in told] == [False] * 20 + [True] * 2


def test_guesses_from_everywhere_do_not_lock_a_person_out_of_where_they_work(desk: Desk) -> None:
    desk.accounts.sign_in("李四", PASSWORD, "office")
    for number in range(100):
        assert "不对" in _wrong(desk, "李四", f"a{number}")
    assert "分钟后再试" in _wrong(desk, "李四", "yet another")
    desk.accounts.sign_in("李四", PASSWORD, "office")
    desk.accounts.set_active("李四", True)
    assert "不对" in _wrong(desk, "李四", "yet another")


def test_a_clock_set_back_does_not_make_a_quarter_of_an_hour_a_day(desk: Desk) -> None:
    for _ in range(5):
        _wrong(desk, "李四", "a")
    token, _ = desk.accounts.sign_in("李四", PASSWORD, "b")
    desk.now -= 86_400
    desk.accounts.sign_in("李四", PASSWORD, "a")
    assert desk.accounts.signed_in(token) is None


def test_a_session_runs_out_when_it_rests_and_in_the_end(desk: Desk) -> None:
    token, _ = desk.accounts.sign_in("李四", PASSWORD)
    desk.now += 3601
    assert desk.accounts.signed_in(token) is None
    token, _ = desk.accounts.sign_in("李四", PASSWORD)
    began = desk.now
    while desk.now - began <= LONGEST_SESSION:
        assert desk.accounts.signed_in(token) is not None
        desk.now += 1800
    assert desk.accounts.signed_in(token) is None


def test_signing_out_stopping_and_a_new_password_end_sessions(desk: Desk) -> None:
    token, who = desk.accounts.sign_in("李四", PASSWORD)
    desk.accounts.sign_out(who)
    assert desk.accounts.signed_in(token) is None
    token, _ = desk.accounts.sign_in("李四", PASSWORD)
    desk.accounts.set_password("李四", "another long password")
    assert desk.accounts.signed_in(token) is None
    token, _ = desk.accounts.sign_in("李四", "another long password")
    desk.accounts.set_active("李四", False)
    assert desk.accounts.signed_in(token) is None
    with pytest.raises(SignInError):
        desk.accounts.sign_in("李四", "another long password")


@pytest.mark.parametrize(
    ("name", "password", "role", "told"),
    [
        ("李四", PASSWORD, "clerk", "已有"),
        ("a b", PASSWORD, "clerk", "姓名"),
        ("王五", "short", "clerk", "至少 10"),
        ("王五", PASSWORD, "root", "没有“root”这个角色"),
    ],
)
def test_what_is_wrong_with_a_new_account_is_told(
    desk: Desk, name: str, password: str, role: str, told: str
) -> None:
    with pytest.raises(UserError, match=told):
        desk.accounts.add(name, password, role)


def test_the_log_keeps_who_did_what_newest_first(desk: Desk) -> None:
    _, who = desk.accounts.sign_in("李四", PASSWORD)
    desk.accounts.sign_out(who)
    assert [(e.staff, e.action) for e in desk.records.audit()] == [
        ("李四", "退出"),
        ("李四", "登录"),
    ]


def test_an_item_is_one_persons_until_it_goes_stale(desk: Desk) -> None:
    records = desk.records
    assert records.take(7, "李四", 100.0, 0.0).staff == "李四"
    assert records.take(7, "王五", 200.0, 0.0).staff == "李四"
    assert not records.finish(7, "王五", 250.0)
    assert records.take(7, "王五", 300.0, 150.0).staff == "王五"
    assert records.finish(7, "王五", 350.0)
    assert records.take(7, "李四", 9e9, 8e9).state == "done"


def test_what_waits_is_counted_before_it_is_cut_off(desk: Desk, database: Database) -> None:
    store = SqlStore(database)
    for number, channel in enumerate(["web"] + ["desk"] * 5 + ["web"] * 3):
        exchange, _ = store.claim(channel, "u", str(number), f"转人工，第{number}次", 1.0)
        keep_answer(store, exchange, State(), StoredReply("好的", "handoff", "{}", True), 1.0)
    records = desk.records
    for done in (8, 9):
        records.take(done, "李四", 1.0, 0.0)
        records.finish(done, "李四", 2.0)
    assert records.waiting("desk", 1) == [(1, 1)]
    assert records.waiting("desk", 1, skipped=1) == [(7, 1)]
    assert records.count_waiting("desk") == 2


def test_what_reads_the_same_is_folded(desk: Desk, database: Database) -> None:
    store = SqlStore(database)
    wants = ["转人工", "什么人来办", "转人工 ", "转人工", "我姓孙", "转人工"]
    for number, text in enumerate(wants):
        user = f"u{min(number, 4)}"
        exchange, _ = store.claim("web", user, str(number), text, 1.0)
        unclear = text != "我姓孙"
        keep_answer(store, exchange, State(), StoredReply("好", "handoff", "{}", unclear), 1.0)
    assert desk.records.waiting("desk", 9) == [(4, 3), (2, 1), (6, 1)]
    assert desk.records.waiting_like(1, "desk", 9) == [1, 3, 4]
    assert desk.records.waiting_like(1, "desk", 1, skipped=1) == [3]
