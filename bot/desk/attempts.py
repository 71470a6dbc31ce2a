"""Tries to sign in: how many there may be, counted before a password is looked at.

They are counted by what was typed and where from, whether or not there is such an account, so
that nobody learns which names exist. Whoever guesses at a name locks out their own address, not
the person, who comes from another one; after very many guesses from everywhere only addresses
from which that name has signed in before are let through.
"""

from __future__ import annotations

import hashlib

from conversations import Database

WINDOW = 15 * 60.0
"""Seconds after which a wrong password is forgotten."""
MOST_OF_ONE, MOST_OF_ADDRESS, MOST_OF_NAME = 5, 20, 100
"""Wrong passwords for one name from one address; from one address; for one name."""
KNOWN = 90 * 86_400.0
"""Seconds for which an address is known as a person's."""


class Attempts:
    """The tries of the last quarter of an hour."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, name: str, address: str, at: float) -> int | None:
        """Count a try as a wrong one, until it proves right; `None` when there were too many."""
        who = _hashed(name)
        with self._database.transaction("sign-in") as connection:
            connection.execute(  # either way: clocks are also set back
                "DELETE FROM sign_ins WHERE abs(? - at) > CASE WHEN good THEN ? ELSE ? END",
                (at, KNOWN, WINDOW),
            )
            row = connection.execute(
                "SELECT count(*) FILTER (WHERE NOT good AND name = ? AND address = ?),"
                " count(*) FILTER (WHERE NOT good AND address = ?),"
                " count(*) FILTER (WHERE NOT good AND name = ?),"
                " count(*) FILTER (WHERE good AND name = ? AND address = ?)"
                " FROM sign_ins WHERE name = ? OR address = ?",
                (who, address, address, who, who, address, who, address),
            ).fetchone()
            of_one, of_address, of_name, known = row
            from_anywhere = of_name >= MOST_OF_NAME and not known
            if of_one >= MOST_OF_ONE or of_address >= MOST_OF_ADDRESS or from_anywhere:
                return None
            done = connection.execute(
                "INSERT INTO sign_ins (at, name, address) VALUES (?, ?, ?)", (at, who, address)
            )
            return int(done.lastrowid or 0)

    def succeeded(self, number: int) -> None:
        """A try was right: the wrong ones before it, by the same person, are forgotten."""
        with self._database.transaction() as connection:
            connection.execute(
                "DELETE FROM sign_ins WHERE number <> ? AND (name, address) ="
                " (SELECT name, address FROM sign_ins WHERE number = ?)",
                (number, number),
            )
            connection.execute("UPDATE sign_ins SET good = TRUE WHERE number = ?", (number,))

    def forgive(self, name: str) -> None:
        """Forget the wrong passwords for a name."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM sign_ins WHERE NOT good AND name = ?", (_hashed(name),))


def _hashed(name: str) -> str:
    """Someone may have typed a password for a name."""
    return hashlib.sha256(name.encode()).hexdigest()
