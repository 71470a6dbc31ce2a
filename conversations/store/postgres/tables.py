"""The tables in PostgreSQL, by the same versions as in SQLite.

The first block is what SQLite's steps up to BASELINE come to; every later step of `migrations`
is taken as it is written there, in PostgreSQL's words. A flag is BOOLEAN.
"""

from __future__ import annotations

from ..database import Connection
from ..migrations import STEPS
from ..records import StoreError
from .dialect import tables_in_postgres
from .told import told

BASELINE = 14
FIRST = """
    CREATE TABLE conversations (
        channel TEXT NOT NULL, user TEXT NOT NULL, state TEXT NOT NULL, touched_at REAL NOT NULL,
        version INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (channel, user)
    );
    CREATE TABLE exchanges (
        number INTEGER PRIMARY KEY AUTOINCREMENT, channel TEXT NOT NULL, user TEXT NOT NULL,
        external_id TEXT NOT NULL, text TEXT NOT NULL, received_at REAL NOT NULL,
        reply TEXT, act TEXT, answered_at REAL, turn TEXT,
        unclear BOOLEAN NOT NULL DEFAULT FALSE, late BOOLEAN NOT NULL DEFAULT FALSE,
        pages_read INTEGER NOT NULL DEFAULT 0, page_request TEXT NOT NULL DEFAULT '',
        blocks TEXT, question TEXT, holder TEXT NOT NULL DEFAULT '',
        leased_until REAL NOT NULL DEFAULT 0, aside BOOLEAN NOT NULL DEFAULT FALSE,
        given_with INTEGER, choice TEXT, sending_until REAL NOT NULL DEFAULT 0,
        UNIQUE (channel, user, external_id)
    );
    CREATE INDEX exchanges_by_user ON exchanges (channel, user, number);
    CREATE INDEX exchanges_unclear ON exchanges (number) WHERE unclear;
    CREATE INDEX exchanges_late ON exchanges (channel, user) WHERE late;
    CREATE INDEX exchanges_by_time ON exchanges (received_at);
    CREATE INDEX exchanges_open ON exchanges (channel, user, number) WHERE reply IS NULL;
    CREATE INDEX exchanges_given ON exchanges (given_with) WHERE given_with IS NOT NULL;
    CREATE TABLE unreadable_states (
        channel TEXT NOT NULL, user TEXT NOT NULL, state TEXT NOT NULL, touched_at REAL NOT NULL,
        PRIMARY KEY (channel, user, touched_at)
    );
    CREATE TABLE kept_values (name TEXT PRIMARY KEY, value TEXT NOT NULL, until REAL NOT NULL);
    CREATE TABLE feedback (
        number INTEGER PRIMARY KEY, channel TEXT NOT NULL, user TEXT NOT NULL,
        exchange INTEGER, helpful BOOLEAN, note TEXT NOT NULL, at REAL NOT NULL
    );
    CREATE INDEX feedback_by_user ON feedback (channel, user);
    CREATE TABLE updates (
        channel TEXT NOT NULL, number INTEGER NOT NULL, body TEXT NOT NULL,
        received_at REAL NOT NULL, sent INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (channel, number)
    );
    CREATE INDEX updates_open ON updates (channel, number) WHERE body <> '';
    CREATE TABLE addresses (
        channel TEXT NOT NULL, user TEXT NOT NULL, sealed TEXT NOT NULL,
        PRIMARY KEY (channel, user)
    );
    CREATE TABLE staff (
        name TEXT PRIMARY KEY, hash TEXT NOT NULL, role TEXT NOT NULL, active BOOLEAN NOT NULL,
        failed INTEGER NOT NULL DEFAULT 0, locked_until REAL NOT NULL DEFAULT 0
    );
    CREATE TABLE staff_sessions (
        token TEXT PRIMARY KEY, staff TEXT NOT NULL, csrf TEXT NOT NULL,
        began_at REAL NOT NULL, seen_at REAL NOT NULL
    );
    CREATE TABLE audit (
        number INTEGER PRIMARY KEY, at REAL NOT NULL, staff TEXT NOT NULL,
        action TEXT NOT NULL, subject TEXT NOT NULL
    );
    CREATE TABLE calls (
        number INTEGER PRIMARY KEY, staff TEXT NOT NULL, state TEXT NOT NULL,
        opened_at REAL NOT NULL, closed_at REAL, outcome TEXT NOT NULL DEFAULT '',
        note TEXT NOT NULL DEFAULT ''
    );
    CREATE INDEX calls_by_staff ON calls (staff, state);
    CREATE TABLE inbox (
        exchange BIGINT PRIMARY KEY, staff TEXT NOT NULL, state TEXT NOT NULL, at REAL NOT NULL
    );
    CREATE TABLE sign_ins (
        number INTEGER PRIMARY KEY, at REAL NOT NULL, name TEXT NOT NULL, address TEXT NOT NULL,
        good BOOLEAN NOT NULL DEFAULT FALSE
    );
    CREATE INDEX sign_ins_by_name ON sign_ins (name);
    CREATE INDEX sign_ins_by_address ON sign_ins (address);
    CREATE UNLOGGED TABLE rates (name TEXT PRIMARY KEY, until REAL NOT NULL)
"""
"""`rates` need not survive a crash, and nobody waits for the disk because of it."""
VERSIONS = "wence_tables"


def is_up_to_date(connection: Connection) -> bool:
    """Whether nothing is left to do."""
    return _version(connection) == len(STEPS)


def migrate(connection: Connection, where: str) -> None:
    """Bring the tables up to date, inside one transaction that nobody else is in.

    Raises StoreError for tables of a later version than this one.
    """
    version = _version(connection)
    if version > len(STEPS):
        raise StoreError(told("newer", where=where, found=version, known=len(STEPS)))
    steps = STEPS[version:]
    if version == 0:
        connection.execute(f"CREATE TABLE IF NOT EXISTS {VERSIONS} (version BIGINT NOT NULL)")
        steps = (FIRST, *STEPS[BASELINE:])
    for statement in (each for step in steps for each in step.split(";") if each.strip()):
        connection.execute(tables_in_postgres(statement))
    connection.execute(f"DELETE FROM {VERSIONS}")
    connection.execute(f"INSERT INTO {VERSIONS} VALUES (?)", (len(STEPS),))


def _version(connection: Connection) -> int:
    """0 for an empty database."""
    there = connection.execute(  # read, not looked up: a look-up may not see what was made lately
        "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = ?",
        (VERSIONS,),
    ).fetchone()
    if not there[0]:
        return 0
    row = connection.execute(f"SELECT max(version) FROM {VERSIONS}").fetchone()
    return int(row[0] or 0)
