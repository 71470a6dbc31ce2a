"""The versions of policies that were made at the desk: who made which, who released it, the marks on them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from conversations import Database

DRAFT, PROPOSED, RELEASED, REFUSED = "draft", "proposed", "released", "refused"
ACCEPTED, QUESTION = "accepted", "question"
_VERSION = "number, policy, files, what, state, staff, at, decided_by, decided_at, release"
_MARK = "number, policy, place, kind, text, of, staff, at"
Files = Mapping[str, str]
"""The files of a pack by their names."""


@dataclass(frozen=True, slots=True)
class Version:
    """A policy as somebody left it. `what`: what was changed; `release`: grows with every release."""

    number: int
    policy: str
    files: Files
    what: str
    state: str
    staff: str
    at: float
    decided_by: str = ""
    decided_at: float | None = None
    release: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """What somebody thinks of a measure or sentence; `of`: as it read then."""

    number: int
    policy: str
    place: str
    kind: str
    text: str
    of: str
    staff: str
    at: float


class PolicyVersions:
    """The tables of versions and marks."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self, policy: str, files: Files, what: str, *, staff: str, at: float, after: int
    ) -> Version | None:
        """Keep a new draft; `None` when the latest version is not `after` any more."""
        with self._database.transaction() as connection:
            row = connection.execute(
                "SELECT coalesce(max(number), 0) FROM policy_versions WHERE policy = ?", (policy,)
            ).fetchone()
            if row[0] != after:
                return None
            written = json.dumps(dict(files), ensure_ascii=False)
            number = connection.execute(
                "INSERT INTO policy_versions (policy, files, what, state, staff, at)"
                " VALUES (?, ?, ?, ?, ?, ?) RETURNING number",
                (policy, written, what, DRAFT, staff, at),
            ).fetchone()[0]
        return Version(int(number), policy, files, what, state=DRAFT, staff=staff, at=at)

    def decide(self, version: Version, state: str, by: str, at: float) -> bool:
        """Propose, release, refuse or take back; false when somebody else decided meanwhile."""
        with self._database.transaction() as connection:
            last = connection.execute("SELECT coalesce(max(release), 0) FROM policy_versions")
            release = last.fetchone()[0] + 1 if state == RELEASED else version.release
            done = connection.execute(
                "UPDATE policy_versions SET state = ?, decided_by = ?, decided_at = ?, release = ?"
                " WHERE number = ? AND state = ?",
                (state, by, at, release, version.number, version.state),
            )
            return done.rowcount == 1

    def latest(self, policy: str) -> Version | None:
        """The version that was made last."""
        return next(self._versions("policy = ? ORDER BY number DESC LIMIT 1", policy), None)

    def version(self, number: int) -> Version | None:
        return next(self._versions("number = ?", number), None)

    def live(self, policy: str) -> Version | None:
        """The version that was released last."""
        where = "policy = ? AND release > 0 ORDER BY release DESC LIMIT 1"
        return next(self._versions(where, policy), None)

    def of(self, policy: str, most: int = 30) -> list[Version]:
        """The versions of a policy, the latest first."""
        return list(self._versions("policy = ? ORDER BY number DESC LIMIT ?", policy, most))

    def policies(self) -> list[str]:
        """Every policy of which there is a version."""
        rows = self._database.connection().execute(
            "SELECT DISTINCT policy FROM policy_versions ORDER BY policy"
        )
        return [policy for (policy,) in rows]

    def release(self) -> int:
        """A number that grows with every release."""
        query = "SELECT coalesce(max(release), 0) FROM policy_versions"
        return int(self._database.connection().execute(query).fetchone()[0])

    def _versions(self, where: str, *values: object) -> Iterator[Version]:
        rows = self._database.connection().execute(
            f"SELECT {_VERSION} FROM policy_versions WHERE {where}", values
        )
        for number, policy, files, *rest in rows:
            yield Version(number, policy, json.loads(files), *rest)

    # -- marks -----------------------------------------------------------------------------

    def mark(self, mark: Mark) -> None:
        """Keep what somebody thinks; its number is given here."""
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT INTO policy_marks (policy, place, kind, text, of, staff, at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (mark.policy, mark.place, mark.kind, mark.text, mark.of, mark.staff, mark.at),
            )

    def settle(self, policy: str, number: int) -> None:
        """A question is answered, an acceptance taken back."""
        with self._database.transaction() as connection:
            connection.execute(
                "DELETE FROM policy_marks WHERE policy = ? AND number = ?", (policy, number)
            )

    def marks(self, policy: str) -> list[Mark]:
        rows = self._database.connection().execute(
            f"SELECT {_MARK} FROM policy_marks WHERE policy = ? ORDER BY number", (policy,)
        )
        return [Mark(*row) for row in rows]
