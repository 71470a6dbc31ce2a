"""PostgreSQL under the stores: the same tables, lost connections, and what is wrong in one line."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from conversations import (
    Database,
    PostgresAddress,
    SqlStore,
    State,
    StoredReply,
    StoreError,
    StoreUnavailableError,
    open_database,
    place_of,
)
from tests.postgres import NOT_THERE, Cluster, binaries, cluster

ANSWER = StoredReply("答", "answer", "{}")
OURS_ALONE = {"sqlite_sequence", "wence_tables"}


@pytest.fixture
def own() -> Iterator[Cluster]:
    """A server that may be stopped without harm to other tests."""
    if binaries() is None:
        pytest.skip(NOT_THERE)
    with cluster() as running:
        yield running


def _sqlite_columns(database: Database) -> dict[str, list[str]]:
    rows = database.connection().execute(
        "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c"
        " WHERE m.type = 'table' ORDER BY m.name, c.cid"
    )
    return _by_table(rows)


def _postgres_columns(database: Database) -> dict[str, list[str]]:
    rows = database.connection().execute(
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_schema = 'public' ORDER BY table_name, ordinal_position"
    )
    return _by_table(rows)


def _by_table(rows: object) -> dict[str, list[str]]:
    found = defaultdict(list)
    for table, column in rows:  # type: ignore[attr-defined]
        if table not in OURS_ALONE:
            found[table].append(column)
    return {table: sorted(columns) for table, columns in found.items()}


def test_its_tables_are_those_of_sqlite(postgres: Cluster, tmp_path: Path) -> None:
    """A step that was added to `migrations` has to come after those PostgreSQL begins with."""
    ours, theirs = open_database(tmp_path / "w.db"), open_database(postgres.new_database())
    assert _postgres_columns(theirs) == _sqlite_columns(ours)
    ours.close()
    theirs.close()


def test_processes_that_open_it_at_once_make_its_tables_once(postgres: Cluster) -> None:
    address = postgres.new_database()
    with ThreadPoolExecutor(6) as pool:
        for each in pool.map(open_database, [address] * 6):
            each.close()


def test_tables_of_a_later_version_are_left_alone(postgres: Cluster) -> None:
    address = postgres.new_database()
    database = open_database(address)
    with database.transaction() as connection:
        connection.execute("UPDATE wence_tables SET version = 99")
    with pytest.raises(StoreError, match="更新的版本"):
        open_database(address)
    database.close()


def test_one_users_numbers_are_seen_in_their_order(postgres: Cluster) -> None:
    """Also where processes write them down at once: a later one never overtakes an earlier."""
    address = postgres.emptied()
    databases = [open_database(address) for _ in range(3)]
    stores = [SqlStore(database) for database in databases]

    def say(number: int) -> tuple[int, ...]:
        store = stores[number % 3]
        mine, _ = store.claim("web", "u", str(number), "话", 1.0)
        return tuple(e.number for e in store.transcript("web", "u") if e.number < mine.number)

    with ThreadPoolExecutor(9) as pool:
        seen = list(pool.map(say, range(60)))
    numbers = [e.number for e in stores[0].transcript("web", "u")]
    for before in seen:
        assert list(before) == numbers[: len(before)]
    for database in databases:
        database.close()


def test_a_server_that_was_started_again_is_found_again(own: Cluster) -> None:
    database = open_database(own.new_database())
    store = SqlStore(database)
    said, _ = store.claim("web", "u", "1", "你好", 1.0)
    own.stop("immediate")
    for work in (lambda: store.conversation("web", "u"), lambda: store.is_open("web", "u")):
        with pytest.raises(StoreUnavailableError):
            work()
    with pytest.raises(StoreUnavailableError), store.patience(1.0):
        store.claim("web", "u", "2", "还在吗", 1.0)
    own.start()
    store.answer(said, State(turns=1), ANSWER, 1.0, version=None)
    assert [e.reply for e in store.transcript("web", "u")] == ["答"]
    own.stop()
    own.start()
    assert store.claim("web", "u", "2", "还在", 1.0)[1]  # writing finds it as well as reading
    database.close()


def test_a_server_that_hangs_is_waited_for_no_longer_than_one_may(own: Cluster) -> None:
    database = open_database(own.new_database())
    store = SqlStore(database)
    store.claim("web", "u", "1", "你好", 1.0)
    own.signal(signal.SIGSTOP)
    try:
        with pytest.raises(StoreUnavailableError), store.patience(0.2):
            store.claim("web", "u", "2", "还在吗", 1.0)
    finally:
        own.signal(signal.SIGCONT)
    assert store.claim("web", "u", "2", "还在吗", 1.0)[1]
    database.close()


def test_a_lock_goes_with_the_connection(own: Cluster) -> None:
    database = open_database(own.new_database())
    with database.hold("telegram") as lock:
        assert lock is not None
        own.stop("immediate")
        own.start()
        assert not lock.stands()
    database.close()


def test_what_is_wrong_is_told_in_one_line_without_the_password(postgres: Cluster) -> None:
    good = postgres.new_database()
    wrong = {
        "不认这个用户名或密码": postgres.address("postgres", password="geheim"),
        "没有这个库": postgres.address("geheim2", password=postgres.password),
        "连不上": PostgresAddress("postgresql://wence:geheim@127.0.0.1:1/wence"),
        "找不到这台主机": PostgresAddress("postgresql://wence:geheim@no-such-host.invalid/wence"),
        "写得不对": PostgresAddress("postgresql://wence:geheim@127.0.0.1/wence?nonsense=1"),
    }
    for told, address in wrong.items():
        with pytest.raises(StoreError, match=told) as error:
            open_database(address)
        assert "\n" not in str(error.value)
        assert not re.search(
            rf"geheim\b|{postgres.password}", f"{error.value} {address!r} {address}"
        )
    open_database(good).close()


def test_whoever_may_make_no_tables_is_told_so(postgres: Cluster) -> None:
    address = postgres.new_database()
    database = open_database(postgres.new_database())
    name = address.url.rpartition("/")[2].partition("?")[0]
    with database.transaction() as connection:
        connection.execute(f"CREATE ROLE guest_{name} LOGIN PASSWORD 'geheim'")
    guest = PostgresAddress(
        address.url.replace("wence:" + postgres.password, f"guest_{name}:geheim")
    )
    with pytest.raises(StoreError, match="权限不够"):
        open_database(guest)
    database.close()


def test_without_psycopg_it_says_what_to_install() -> None:
    code = (
        "import importlib.util as u; u.find_spec = lambda name: None\n"
        "from conversations import StoreError, open_database, place_of\n"
        "try: open_database(place_of('postgresql://db/wence'))\n"
        "except StoreError as error: print(error)"
    )
    said = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], capture_output=True, text=True, check=True
    )
    assert "wence[postgres]" in said.stdout
    assert not said.stderr


def test_a_place_is_a_file_or_an_address() -> None:
    assert place_of("postgres://db/wence") == PostgresAddress("postgres://db/wence")
    assert place_of("postgresql.db") == Path("postgresql.db")
