"""Limits that processes share, over each kind of database."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from conversations import Database, Place, SqlRates, open_database

ME = [("我", 3), ("大家", 5)]


def test_so_many_a_minute_and_no_more(database: Database) -> None:
    rates = SqlRates(database)
    assert [rates.take(ME, 100.0) for _ in range(4)] == [True, True, True, False]
    assert [rates.take(ME, 120.0) for _ in range(2)] == [True, False]


def test_who_is_refused_takes_nothing_from_others(database: Database) -> None:
    rates = SqlRates(database)
    assert [rates.take(ME, 100.0) for _ in range(9)].count(True) == 3
    assert [rates.take([("你", 9), ("大家", 5)], 100.0) for _ in range(3)] == [True, True, False]


def test_a_clock_that_is_set_back_locks_nobody_out(database: Database) -> None:
    rates = SqlRates(database)
    assert [rates.take(ME, 90_000.0) for _ in range(3)] == [True] * 3
    assert rates.take(ME, 100.0)


def test_what_is_empty_is_forgotten_and_counts_as_before(database: Database) -> None:
    rates = SqlRates(database)
    rates.take(ME, 100.0)
    rates.forget_empty(161.0)
    assert database.connection().execute("SELECT count(*) FROM rates").fetchone()[0] == 0
    assert rates.take(ME, 161.0)


def test_processes_share_them(place: Place, database: Database) -> None:
    other = open_database(place)
    with ThreadPoolExecutor(4) as pool:
        told = pool.map(lambda d: SqlRates(d).take([("我", 7)], 100.0), [database, other] * 10)
        assert list(told).count(True) == 7
    other.close()
