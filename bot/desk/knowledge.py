"""Questions and answers as staff edit them: checked against the text, let live by another person."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException

from conversations import read_entry
from policy_engine import Policy, PolicyError

from ..errors import UserError
from ..lessons import (
    FACT,
    INTENT,
    QUESTION,
    REFUSED,
    RELEASED,
    WAITING,
    WITHDRAWN,
    WORDING,
    Lesson,
)
from ..live import Live
from .accounts import SignedIn
from .changes import Piece, Row, changed_lines, changed_text
from .proposals import propose as add_to_training
from .records import DeskRecords
from .rights import Right
from .teaching import INTENTS

LONGEST_QUESTION, LONGEST_ANSWER, MOST_LINES = 60, 2_000, 60
OWN = "自己提的要另一个人放行"
OVERTAKEN = "您打开以后，这一条放行过别的一版（在“版本”里）。请对一对再提，要盖掉它就再按一次"
CHANGED_SINCE = "没有放行：提这一版以后，{}动过这一条，下面标出了会改掉什么；看过了再按“盖掉，放行”"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that is answered now."""

    policy: str
    question: str
    answer: str
    quotes: Sequence[str]
    wordings: Sequence[str]
    contact: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """What waits, in words: what it is, what it says, what that changes."""

    lesson: Lesson
    what: str
    says: Sequence[Row]
    is_mine: bool
    before: Sequence[Row] = ()
    """What it changes, as that is now."""
    newer: Lesson | None = None
    """What was let live, or taken back, of the same answer since this was proposed."""
    rivals: Sequence[str] = ()
    """Who else proposed another version that waits as well."""


class KnowledgeDesk:
    """Proposing, letting live, taking back."""

    def __init__(self, live: Live, records: DeskRecords) -> None:
        self._live = live
        self._records = records

    # -- reading ---------------------------------------------------------------------------

    def questions(self) -> list[Asked]:
        """Everything that is answered now, policy by policy."""
        return [asked for policy in self.policies() for asked in self._asked(policy)]

    def policies(self) -> tuple[Policy, ...]:
        return self._live.parts.policy.members

    def question(self, policy: str, question: str) -> Asked | None:
        """A question as it is answered now."""
        return next(
            (a for a in self.questions() if a.policy == policy and a.question == question), None
        )

    def versions(self, policy: str, question: str) -> list[Lesson]:
        return self._records.lessons.versions(policy, question)

    def waiting(self, who: SignedIn) -> list[Proposal]:
        """What nobody decided on yet."""
        found = self._records.lessons.waiting()
        return [self._proposal(who, lesson, found) for lesson in found]

    def decided(self) -> list[tuple[Lesson, str]]:
        """What was decided lately, each with what it is."""
        return [(lesson, self._what(lesson)) for lesson in self._records.lessons.decided()]

    def version(self, policy: str, question: str) -> int:
        """A number that grows whenever another answer to a question is live."""
        newest = self._records.lessons.changed_since(policy, question, 0.0)
        return 0 if newest is None else newest.release

    # -- changing --------------------------------------------------------------------------

    def propose(self, who: SignedIn, form: Mapping[str, str]) -> None:
        """Propose a question with its answer. Raises UserError."""
        policy = self._policy(form.get("policy", ""))
        entry = self._entry(policy, form)
        if form.get("seen", "") not in ("", str(self.version(policy.id, entry["问"]))):
            raise UserError(OVERTAKEN)
        now = time.time()
        self._records.lessons.propose(
            QUESTION, policy.id, entry["问"], entry, staff=who.name, at=now
        )
        self._records.note(now, who.name, "提问答", entry["问"])

    def decide(self, who: SignedIn, number: int, action: str, over: str = "") -> str:
        """Let something live, refuse it, or take it back; what to tell. `over`: the release that
        whoever decides saw it would put something else in the place of. Raises UserError and
        HTTPException."""
        lesson = self._records.lessons.lesson(number)
        if lesson is None:
            raise HTTPException(404, "没有这一条提议")
        if action == "release":
            return self._release(who, lesson, over)
        if action == "withdraw":
            return self._settle(who, lesson, RELEASED, WITHDRAWN, "收回了，马上不再用")
        return self._settle(who, lesson, WAITING, REFUSED, "没有采用")

    def _release(self, who: SignedIn, lesson: Lesson, over: str) -> str:
        if lesson.staff == who.name:
            raise HTTPException(403, OWN)
        newer = self._newer(lesson) if lesson.is_waiting else None
        if newer is not None and over != str(newer.release):
            raise UserError(CHANGED_SINCE.format(newer.decided_by))
        if lesson.kind == QUESTION:  # the text may have changed since
            self._check_quotes(self._policy(lesson.policy), lesson.body.get("依据", ()))
        told = self._settle(who, lesson, WAITING, RELEASED, "放行了，几秒内在所有渠道生效")
        if lesson.kind in (INTENT, FACT):
            self._to_training(lesson)
            told = "放行了，写进训练语料，下一次训练后生效"
        return told

    def _settle(self, who: SignedIn, lesson: Lesson, expected: str, state: str, told: str) -> str:
        now = time.time()
        done = lesson.state == expected and self._records.lessons.decide(
            lesson, state, who.name, now
        )
        if not done:
            raise HTTPException(409, "别人刚刚处理过这一条，请刷新")
        self._records.note(now, who.name, _ACTIONS[state], f"{self._what(lesson)} {lesson.number}")
        self._live.look()
        return told

    def may_decide(self, who: SignedIn, lesson: Lesson, action: str) -> bool:
        """Whoever proposed it may take it back themselves; the rest takes the right to."""
        return who.may(Right.RELEASE) or (action == "refuse" and lesson.staff == who.name)

    def lesson(self, number: int) -> Lesson:
        """Raises HTTPException."""
        found = self._records.lessons.lesson(number)
        if found is None:
            raise HTTPException(404, "没有这一条提议")
        return found

    # -- inside ----------------------------------------------------------------------------

    def _asked(self, policy: Policy) -> Iterator[Asked]:
        for q in self._live.parts.knowledge.of(policy).questions:
            if q.wordings:
                a = q.answer
                wordings = tuple(dict.fromkeys(q.wordings))
                yield Asked(policy.id, q.question, a.text, a.quotes, wordings, a.contact)

    def _policy(self, name: str) -> Policy:
        members = self.policies()
        found = next((p for p in members if p.id == name), members[0] if not name else None)
        if found is None:
            raise UserError("没有这份政策")
        return found

    def _entry(self, policy: Policy, form: Mapping[str, str]) -> dict[str, Any]:
        """The form as an entry of 问答.yml, checked. Raises UserError."""
        question = " ".join(form.get("question", "").split())[:LONGEST_QUESTION]
        answer = form.get("answer", "").strip()[:LONGEST_ANSWER]
        if not question or not answer:
            raise UserError("“问”和“答”都要写")
        wordings, quotes = _lines(form.get("wordings", "")), _lines(form.get("quotes", ""))
        if not wordings:
            raise UserError("至少写一种“说法”，一行一句")
        self._check_quotes(policy, quotes)
        entry = {
            "问": question, "说法": wordings, "答": answer, "依据": quotes,
            "附联系方式": "contact" in form,
        }  # fmt: skip
        try:
            read_entry(entry)
        except PolicyError as error:
            raise UserError(str(error)) from None
        return entry

    def _check_quotes(self, policy: Policy, quotes: Sequence[str]) -> None:
        for quote in quotes:
            if policy.source.find(quote) is None:
                raise UserError(f"原文里找不到“{quote}”，依据要逐字照抄原文")

    def _to_training(self, lesson: Lesson) -> None:
        name = lesson.subject
        if lesson.kind == FACT:
            name = f"fact/{lesson.subject}={lesson.body['value']}"
        file = self._live.parts.settings.desk.proposals
        add_to_training(file, name, lesson.body["sentence"])

    def _what(self, lesson: Lesson) -> str:
        return f"{_KINDS[lesson.kind]}“{self._subject(lesson)}”"

    def _subject(self, lesson: Lesson) -> str:
        if lesson.kind == INTENT:
            return INTENTS.get(lesson.subject, lesson.subject)
        facts = self._live.parts.policy.facts
        if lesson.kind == FACT and lesson.subject in facts:
            return f"{facts[lesson.subject].label} = {lesson.body['value']}"
        return lesson.subject

    def _newer(self, lesson: Lesson) -> Lesson | None:
        if lesson.kind != QUESTION:
            return None
        told = (lesson.policy, lesson.subject, lesson.proposed_at)
        return self._records.lessons.changed_since(*told)

    def _proposal(self, who: SignedIn, lesson: Lesson, waiting: Sequence[Lesson]) -> Proposal:
        says, before = [Row("这句话", (Piece(lesson.body.get("sentence", "")),))], None
        if lesson.kind == QUESTION:
            there = self.question(lesson.policy, lesson.subject)
            before = None if there is None else _entry_of(there)
            says = _told(lesson.body, lesson.body if before is None else before)
        changed = {row.label for row in says if row.is_changed}
        now = [] if before is None else _told(before, before)
        return Proposal(
            lesson, self._what(lesson), says, lesson.staff == who.name,
            before=[row for row in now if row.label in changed],
            newer=self._newer(lesson),
            rivals=[each.staff for each in waiting if _are_rivals(each, lesson)],
        )  # fmt: skip


_KINDS = {QUESTION: "问答", WORDING: "说法，在问", INTENT: "说法，想要", FACT: "说法，说的是"}
_ACTIONS = {RELEASED: "放行", REFUSED: "不采用", WITHDRAWN: "收回"}


def _entry_of(asked: Asked) -> dict[str, Any]:
    return {
        "说法": list(asked.wordings), "答": asked.answer, "依据": list(asked.quotes),
        "附联系方式": asked.contact,
    }  # fmt: skip


def _told(entry: Mapping[str, Any], before: Mapping[str, Any]) -> list[Row]:
    """An entry in rows for a person, with what it changes."""
    contact, was = (["附" if each["附联系方式"] else "不附"] for each in (entry, before))
    return [
        Row("答", changed_text(str(before["答"]), str(entry["答"]))),
        Row("说法", changed_lines(before["说法"], entry["说法"]), is_list=True),
        Row("依据", changed_lines(before["依据"], entry["依据"]), is_list=True),
        Row("附联系方式", changed_lines(was, contact)),
    ]


def _are_rivals(one: Lesson, other: Lesson) -> bool:
    """Whether both are versions of one answer."""
    alike = (one.kind, one.policy, one.subject) == (QUESTION, other.policy, other.subject)
    return alike and other.kind == QUESTION and one.number != other.number


def _lines(text: str) -> list[str]:
    """What stands on lines of its own, each once."""
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))[
        :MOST_LINES
    ]
