"""The tables, version by version. A step is never changed once it has been used: add the next."""

from __future__ import annotations

import sqlite3
from contextlib import suppress

from .records import StoreError

STEPS = (
    """
    CREATE TABLE conversations (
        channel TEXT NOT NULL, user TEXT NOT NULL, state TEXT NOT NULL, touched_at REAL NOT NULL,
        PRIMARY KEY (channel, user)
    ) WITHOUT ROWID;
    CREATE TABLE exchanges (
        number INTEGER PRIMARY KEY, channel TEXT NOT NULL, user TEXT NOT NULL,
        external_id TEXT NOT NULL, text TEXT NOT NULL, received_at REAL NOT NULL,
        reply TEXT, act TEXT, answered_at REAL, turn TEXT,
        unclear INTEGER NOT NULL DEFAULT 0, late INTEGER NOT NULL DEFAULT 0,
        UNIQUE (channel, external_id)
    );
    CREATE INDEX exchanges_by_user ON exchanges (channel, user, number);
    CREATE INDEX exchanges_unclear ON exchanges (number) WHERE unclear;
    CREATE INDEX exchanges_late ON exchanges (channel, user) WHERE late;
    """,
    """
    CREATE TABLE kept_values (name TEXT PRIMARY KEY, value TEXT NOT NULL, until REAL NOT NULL)
    WITHOUT ROWID;
    """,
    """
    ALTER TABLE exchanges ADD COLUMN pages_read INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE exchanges ADD COLUMN page_request TEXT NOT NULL DEFAULT '';
    CREATE TABLE feedback (
        number INTEGER PRIMARY KEY, channel TEXT NOT NULL, user TEXT NOT NULL,
        exchange INTEGER, helpful INTEGER, note TEXT NOT NULL, at REAL NOT NULL
    );
    CREATE INDEX feedback_by_user ON feedback (channel, user);
    """,
    """
    CREATE TABLE updates (
        channel TEXT NOT NULL, number INTEGER NOT NULL, body TEXT NOT NULL,
        received_at REAL NOT NULL, sent INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (channel, number)
    ) WITHOUT ROWID;
    CREATE INDEX updates_open ON updates (channel, number) WHERE body <> '';
    """,
    """
    CREATE TABLE addresses (
        channel TEXT NOT NULL, user TEXT NOT NULL, sealed TEXT NOT NULL,
        PRIMARY KEY (channel, user)
    ) WITHOUT ROWID;
    CREATE TABLE staff (
        name TEXT PRIMARY KEY, hash TEXT NOT NULL, role TEXT NOT NULL, active INTEGER NOT NULL,
        failed INTEGER NOT NULL DEFAULT 0, locked_until REAL NOT NULL DEFAULT 0
    ) WITHOUT ROWID;
    CREATE TABLE staff_sessions (
        token TEXT PRIMARY KEY, staff TEXT NOT NULL, csrf TEXT NOT NULL,
        began_at REAL NOT NULL, seen_at REAL NOT NULL
    ) WITHOUT ROWID;
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
        exchange INTEGER PRIMARY KEY, staff TEXT NOT NULL, state TEXT NOT NULL, at REAL NOT NULL
    );
    CREATE INDEX exchanges_by_time ON exchanges (received_at);
    """,
    # Numbers are never given again: a button or link of a deleted message must lead nowhere.
    """
    CREATE TABLE numbered (
        number INTEGER PRIMARY KEY AUTOINCREMENT, channel TEXT NOT NULL, user TEXT NOT NULL,
        external_id TEXT NOT NULL, text TEXT NOT NULL, received_at REAL NOT NULL,
        reply TEXT, act TEXT, answered_at REAL, turn TEXT,
        unclear INTEGER NOT NULL DEFAULT 0, late INTEGER NOT NULL DEFAULT 0,
        pages_read INTEGER NOT NULL DEFAULT 0, page_request TEXT NOT NULL DEFAULT '',
        UNIQUE (channel, external_id)
    );
    INSERT INTO numbered SELECT number, channel, user, external_id, text, received_at, reply, act,
        answered_at, turn, unclear, late, pages_read, page_request FROM exchanges;
    DROP TABLE exchanges;
    ALTER TABLE numbered RENAME TO exchanges;
    CREATE INDEX exchanges_by_user ON exchanges (channel, user, number);
    CREATE INDEX exchanges_unclear ON exchanges (number) WHERE unclear;
    CREATE INDEX exchanges_late ON exchanges (channel, user) WHERE late;
    CREATE INDEX exchanges_by_time ON exchanges (received_at);
    """,
    # A message is its user's: an id alone may come from two of them. The numbers go on where
    # they were, also after the latest messages were deleted.
    """
    CREATE TABLE of_users (
        number INTEGER PRIMARY KEY AUTOINCREMENT, channel TEXT NOT NULL, user TEXT NOT NULL,
        external_id TEXT NOT NULL, text TEXT NOT NULL, received_at REAL NOT NULL,
        reply TEXT, act TEXT, answered_at REAL, turn TEXT,
        unclear INTEGER NOT NULL DEFAULT 0, late INTEGER NOT NULL DEFAULT 0,
        pages_read INTEGER NOT NULL DEFAULT 0, page_request TEXT NOT NULL DEFAULT '',
        UNIQUE (channel, user, external_id)
    );
    INSERT INTO of_users SELECT number, channel, user, external_id, text, received_at, reply, act,
        answered_at, turn, unclear, late, pages_read, page_request FROM exchanges;
    DELETE FROM sqlite_sequence WHERE name = 'of_users';
    INSERT INTO sqlite_sequence (name, seq)
        SELECT 'of_users', seq FROM sqlite_sequence WHERE name = 'exchanges';
    DROP TABLE exchanges;
    ALTER TABLE of_users RENAME TO exchanges;
    CREATE INDEX exchanges_by_user ON exchanges (channel, user, number);
    CREATE INDEX exchanges_unclear ON exchanges (number) WHERE unclear;
    CREATE INDEX exchanges_late ON exchanges (channel, user) WHERE late;
    CREATE INDEX exchanges_by_time ON exchanges (received_at);
    """,
    """
    CREATE TABLE unreadable_states (
        channel TEXT NOT NULL, user TEXT NOT NULL, state TEXT NOT NULL, touched_at REAL NOT NULL,
        PRIMARY KEY (channel, user, touched_at)
    ) WITHOUT ROWID;
    """,
    """
    ALTER TABLE exchanges ADD COLUMN blocks TEXT;
    """,
    # Several processes over one file: who works on a message and until when, and from what a
    # conversation went on. What older versions left unanswered was passed over long ago.
    """
    ALTER TABLE conversations ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE exchanges ADD COLUMN question TEXT;
    ALTER TABLE exchanges ADD COLUMN holder TEXT NOT NULL DEFAULT '';
    ALTER TABLE exchanges ADD COLUMN leased_until REAL NOT NULL DEFAULT 0;
    ALTER TABLE exchanges ADD COLUMN aside INTEGER NOT NULL DEFAULT 0;
    UPDATE exchanges SET aside = 1 WHERE reply IS NULL;
    CREATE INDEX exchanges_open ON exchanges (channel, user, number) WHERE reply IS NULL;
    """,
    """
    ALTER TABLE exchanges ADD COLUMN given_with INTEGER;
    CREATE INDEX exchanges_given ON exchanges (given_with) WHERE given_with IS NOT NULL;
    """,
    # Tries to sign in, by what was typed (hashed) and where from; `failed` and `locked_until` of
    # staff are used no more.
    """
    CREATE TABLE sign_ins (
        number INTEGER PRIMARY KEY, at REAL NOT NULL, name TEXT NOT NULL, address TEXT NOT NULL,
        good INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX sign_ins_by_name ON sign_ins (name);
    CREATE INDEX sign_ins_by_address ON sign_ins (address);
    """,
    """
    ALTER TABLE exchanges ADD COLUMN choice TEXT;
    """,
    # What processes told each other in memory: an answer that one of them is sending just now,
    # and how full the buckets of the limits are.
    """
    ALTER TABLE exchanges ADD COLUMN sending_until REAL NOT NULL DEFAULT 0;
    CREATE TABLE rates (name TEXT PRIMARY KEY, until REAL NOT NULL) WITHOUT ROWID;
    """,
    # The desk's four roles and its tickets. `caller`: the first ticket of the same person.
    """
    UPDATE staff SET role = 'clerk' WHERE role = 'staff';
    CREATE TABLE tickets (
        number INTEGER PRIMARY KEY AUTOINCREMENT, caller INTEGER NOT NULL,
        channel TEXT NOT NULL, visitor TEXT NOT NULL, staff TEXT NOT NULL, state TEXT NOT NULL,
        call INTEGER, name TEXT NOT NULL, firm TEXT NOT NULL, phone TEXT NOT NULL,
        phone_hash TEXT NOT NULL, county TEXT NOT NULL, subject TEXT NOT NULL,
        outcome TEXT NOT NULL, handed_to TEXT NOT NULL, due TEXT NOT NULL, note TEXT NOT NULL,
        created_at REAL NOT NULL, changed_at REAL NOT NULL, closed_at REAL
    );
    CREATE INDEX tickets_by_state ON tickets (state, due);
    CREATE INDEX tickets_by_caller ON tickets (caller);
    CREATE INDEX tickets_by_phone ON tickets (phone_hash) WHERE phone_hash <> '';
    CREATE INDEX tickets_by_firm ON tickets (firm) WHERE firm <> '';
    CREATE INDEX tickets_by_visitor ON tickets (channel, visitor);
    CREATE UNIQUE INDEX tickets_by_call ON tickets (call) WHERE call IS NOT NULL;
    CREATE TABLE ticket_notes (
        number INTEGER PRIMARY KEY, ticket INTEGER NOT NULL, at REAL NOT NULL,
        staff TEXT NOT NULL, text TEXT NOT NULL
    );
    CREATE INDEX ticket_notes_by_ticket ON ticket_notes (ticket);
    """,
    # Conversations that a person has taken over, and what staff teach: questions with their
    # answers, wordings, meanings. `release` counts what was let live or taken back.
    """
    CREATE TABLE takeovers (
        channel TEXT NOT NULL, visitor TEXT NOT NULL, staff TEXT NOT NULL,
        message INTEGER NOT NULL, at REAL NOT NULL, PRIMARY KEY (channel, visitor)
    );
    CREATE INDEX feedback_by_exchange ON feedback (exchange);
    CREATE TABLE lessons (
        number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, policy TEXT NOT NULL,
        subject TEXT NOT NULL, body TEXT NOT NULL, state TEXT NOT NULL,
        staff TEXT NOT NULL, proposed_at REAL NOT NULL, decided_by TEXT NOT NULL DEFAULT '',
        decided_at REAL, release INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX lessons_by_state ON lessons (state, kind);
    CREATE INDEX lessons_by_subject ON lessons (policy, subject);
    CREATE INDEX lessons_by_release ON lessons (release);
    """,
    # Answers that someone looked at, marked right or wrong, with what the message means.
    """
    CREATE TABLE reviews (
        exchange INTEGER PRIMARY KEY, staff TEXT NOT NULL, at REAL NOT NULL,
        verdict TEXT NOT NULL, note TEXT NOT NULL, gold TEXT NOT NULL
    );
    CREATE INDEX reviews_by_time ON reviews (at);
    """,
    # Versions of policies that officers edit, and what they mark beside sentences.
    """
    CREATE TABLE policy_versions (
        number INTEGER PRIMARY KEY AUTOINCREMENT, policy TEXT NOT NULL, files TEXT NOT NULL,
        what TEXT NOT NULL, state TEXT NOT NULL, staff TEXT NOT NULL, at REAL NOT NULL,
        decided_by TEXT NOT NULL DEFAULT '', decided_at REAL, release INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX policy_versions_of ON policy_versions (policy);
    CREATE TABLE policy_marks (
        number INTEGER PRIMARY KEY AUTOINCREMENT, policy TEXT NOT NULL, place TEXT NOT NULL,
        kind TEXT NOT NULL, text TEXT NOT NULL, of TEXT NOT NULL, staff TEXT NOT NULL, at REAL NOT NULL
    );
    CREATE INDEX policy_marks_of ON policy_marks (policy);
    """,
)

ERASING = 12
"""Since this version what is deleted is erased; what was deleted before goes with the step to it."""


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the tables up to date; each step is done whole or not at all.

    Several processes may open a file at once: who holds the write lock looks at the version.
    Raises StoreError for tables of a later version than this one.
    """
    began = _version(connection)
    while (version := _version(connection)) < len(STEPS):
        connection.execute("BEGIN IMMEDIATE")
        try:
            if _version(connection) == version:
                for statement in STEPS[version].split(";"):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {version + 1}")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
    if 0 < began < ERASING <= version:
        with suppress(StoreError):  # another process is at work; what was deleted long ago waits
            connection.execute("VACUUM")
    if version > len(STEPS):
        raise StoreError(
            f"这个文件是更新的版本写的（表 {version}，这里只认到 {len(STEPS)}），请升级问策"
        )


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
