"""What staff teach, from proposed to live: every version of it, who proposed and who let it live."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from conversations import Database, Taught, read_entry

QUESTION, WORDING, INTENT, FACT = "question", "wording", "intent", "fact"
"""A question with its answer; a sentence that asks a question, that means an intent, a fact."""
WAITING, RELEASED, REFUSED, WITHDRAWN = "waiting", "released", "refused", "withdrawn"
_NAMES = "number, kind, policy, subject, body, state, staff, proposed_at, decided_by, decided_at, release"


@dataclass(frozen=True, slots=True)
class Lesson:
    """One version of something taught. `body`: an entry of 问答.yml, or the sentence (and value)."""

    number: int
    kind: str
    policy: str
    subject: str
    body: Mapping[str, Any]
    state: str
    staff: str
    proposed_at: float
    decided_by: str = ""
    decided_at: float | None = None
    release: int = 0

    @property
    def is_waiting(self) -> bool:
        return self.state == WAITING


class LessonRecords:
    """The table of lessons."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def propose(
        self,
        kind: str,
        policy: str,
        subject: str,
        body: Mapping[str, Any],
        *,
        staff: str,
        at: float,
    ) -> int:
        """Keep a proposal; its number."""
        with self._database.transaction() as connection:
            row = connection.execute(
                "INSERT INTO lessons (kind, policy, subject, body, state, staff, proposed_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING number",
                (kind, policy, subject, json.dumps(body, ensure_ascii=False), WAITING, staff, at),
            ).fetchone()
            return int(row[0])

    def decide(self, lesson: Lesson, state: str, by: str, at: float) -> bool:
        """Let it live, refuse it, take it back; false when someone else decided meanwhile.

        Whatever changes what is live counts as a release, which every process looks for.
        """
        live = state == RELEASED or lesson.state == RELEASED
        with self._database.transaction() as connection:
            row = connection.execute("SELECT coalesce(max(release), 0) FROM lessons").fetchone()
            done = connection.execute(
                "UPDATE lessons SET state = ?, decided_by = ?, decided_at = ?, release = ?"
                " WHERE number = ? AND state = ?",
                (state, by, at, row[0] + 1 if live else 0, lesson.number, lesson.state),
            )
            return done.rowcount == 1

    def lesson(self, number: int) -> Lesson | None:
        return next(self._where("number = ?", number), None)

    def waiting(self, most: int = 200) -> list[Lesson]:
        """What nobody decided on yet, the oldest first."""
        return list(self._where("state = ? ORDER BY number LIMIT ?", WAITING, most))

    def versions(self, policy: str, subject: str) -> list[Lesson]:
        """Every version of the answer to a question, the latest first."""
        return list(
            self._where(
                "policy = ? AND subject = ? AND kind = ? ORDER BY number DESC",
                policy, subject, QUESTION,
            )
        )  # fmt: skip

    def changed_since(self, policy: str, subject: str, at: float) -> Lesson | None:
        """The version of an answer that was let live, or taken back, last since a time."""
        found = self._where(
            "policy = ? AND subject = ? AND kind = ? AND release > 0 AND decided_at > ?"
            " ORDER BY release DESC LIMIT 1",
            policy, subject, QUESTION, at,
        )  # fmt: skip
        return next(found, None)

    def decided(self, most: int = 50) -> list[Lesson]:
        """What was decided lately, the latest first."""
        return list(
            self._where("state <> ? ORDER BY decided_at DESC, number DESC LIMIT ?", WAITING, most)
        )

    def release(self) -> int:
        """A number that grows whenever something else is live."""
        query = "SELECT coalesce(max(release), 0) FROM lessons"
        return int(self._database.connection().execute(query).fetchone()[0])

    def taught(self) -> dict[str, Taught]:
        """What is live, by policy: of every question the version that was released last."""
        entries: dict[str, dict[str, Any]] = {}
        wordings: dict[str, dict[str, tuple[str, ...]]] = {}
        for lesson in self._where("state = ? ORDER BY release", RELEASED):
            if lesson.kind == QUESTION:
                entries.setdefault(lesson.policy, {})[lesson.subject] = read_entry(lesson.body)
            elif lesson.kind == WORDING:
                of = wordings.setdefault(lesson.policy, {})
                of[lesson.subject] = (*of.get(lesson.subject, ()), lesson.body["sentence"])
        return {
            policy: Taught(tuple(entries.get(policy, {}).values()), wordings.get(policy, {}))
            for policy in {*entries, *wordings}
        }

    def _where(self, where: str, *values: object) -> Iterator[Lesson]:
        rows = self._database.connection().execute(
            f"SELECT {_NAMES} FROM lessons WHERE {where}", values
        )
        for number, kind, policy, subject, body, *rest in rows:
            yield Lesson(number, kind, policy, subject, json.loads(body), *rest)
