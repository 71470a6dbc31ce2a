"""Quality review: a sample of answers, each marked right or wrong; what was marked becomes gold."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml
from starlette.exceptions import HTTPException

from conversations import Exchange, State, Store, question_in
from nlu import IntentName
from policy_engine import as_written

from ...errors import UserError
from ...live import Live
from ...pages.editing import read_fact, value_text
from ...pages.showing import Shown, shown
from ...today import local_today
from ..accounts import SignedIn
from ..records import DeskRecords
from ..teaching import INTENTS, plain_sentence
from .records import RIGHT, WRONG, Review

DAY, SAMPLED_DAYS = 86_400.0, 30
HEAD = "# 质检里看过的话：wence nlu eval --gold 这个文件。\n"


@dataclass(frozen=True, slots=True)
class Sample:
    """An answer to look at: what was said before, the message, what was understood of it."""

    exchange: Exchange
    before: Shown | None
    answered: Shown
    intent: str
    topics: str
    facts: str
    """One a line: 标签=值."""
    left: int
    """How many there are still."""


@dataclass(frozen=True, slots=True)
class Score:
    """How many answers were looked at, and how many were right."""

    looked_at: int
    right: int

    @property
    def share(self) -> int:
        """Whole percent."""
        return round(100 * self.right / self.looked_at) if self.looked_at else 0


class Reviewing:
    """Draws samples, and keeps what was said of them."""

    def __init__(self, live: Live, store: Store, records: DeskRecords) -> None:
        self._live = live
        self._store = store
        self._records = records

    def draw(self) -> Sample | None:
        """One of the answers that nobody looked at, by chance."""
        found = self._records.office.not_reviewed(time.time() - SAMPLED_DAYS * DAY)
        return self.sample(random.choice(found), len(found)) if found else None

    def sample(self, number: int, left: int = 0) -> Sample:
        """A certain answer. Raises HTTPException."""
        exchange, before = self._with_before(number)
        asked = question_in(before.blocks) if before is not None else None
        parts = self._live.parts
        context = State().context(local_today(), asked)
        meaning = parts.understanding.parse(exchange.text, context)
        labels = parts.policy.facts
        told = [
            f"{labels[n].label}={value_text(v)}" for n, v in meaning.facts.items() if n in labels
        ]
        return Sample(
            exchange=exchange,
            before=shown(parts.policy, before, is_open=False) if before is not None else None,
            answered=shown(parts.policy, exchange, is_open=False),
            intent=meaning.intent.name,
            topics="、".join(meaning.topics),
            facts="\n".join(told),
            left=left,
        )

    def mark(self, who: SignedIn, number: int, form: Mapping[str, str]) -> None:
        """Keep what someone says of an answer. Raises UserError and HTTPException."""
        exchange, before = self._with_before(number)
        verdict, note = form.get("verdict", ""), form.get("note", "").strip()[:500]
        if verdict not in (RIGHT, WRONG):
            raise UserError("请选“对”或“不对”")
        gold = json.dumps(self._gold(exchange, before, form), ensure_ascii=False)
        now = time.time()
        self._records.office.keep_review(Review(number, who.name, now, verdict, note, gold))
        self._records.note(now, who.name, "质检", f"消息 {number}")

    def score(self, since: float) -> Score:
        """Of the answers looked at since a time."""
        found = self._records.office.reviews(since)
        return Score(len(found), sum(review.verdict == RIGHT for review in found))

    def wrong(self, most: int = 50) -> list[tuple[Review, str]]:
        """What was wrong lately, each with the message as far as it is still there."""
        found = [r for r in self._records.office.reviews() if r.verdict == WRONG][:most]
        texts = ((r, self._store.exchange(r.exchange)) for r in found)
        return [(r, plain_sentence(e.text)) for r, e in texts if e is not None]

    def gold(self) -> str:
        """Everything that was looked at, as a file of gold sentences."""
        entries = [json.loads(review.gold) for review in reversed(self._records.office.reviews())]
        return HEAD + yaml.safe_dump(entries, allow_unicode=True, sort_keys=False)

    # -- inside ----------------------------------------------------------------------------

    def _with_before(self, number: int) -> tuple[Exchange, Exchange | None]:
        exchange = self._store.exchange(number)
        if exchange is None or not exchange.text or exchange.reply is None:
            raise HTTPException(404, "没有这条消息，可能已经删除")
        said = self._store.transcript(exchange.channel, exchange.user)
        before = [e for e in said if e.number < number and e.reply is not None]
        return exchange, before[-1] if before else None

    def _gold(
        self, exchange: Exchange, before: Exchange | None, form: Mapping[str, str]
    ) -> dict[str, Any]:
        """The message with its meaning, as gold sentences are written. Raises UserError."""
        intent = form.get("intent", "")
        if intent not in INTENTS and intent != IntentName.HANDOFF:
            raise UserError("请选这句话是在说什么")
        measures = self._live.parts.policy.measures
        topics = [t for t in form.get("topics", "").replace("，", "、").split("、") if t.strip()]
        unknown = [t for t in topics if t.strip() not in measures]
        if unknown:
            raise UserError(f"没有“{unknown[0]}”这项措施，要写编号，用顿号隔开")
        asked = question_in(before.blocks) if before is not None else None
        entry: dict[str, Any] = {"话": plain_sentence(exchange.text)}
        if asked is not None and len(asked.facts) == 1:
            entry["上一问"] = asked.facts[0]
        return {
            **entry, "意图": intent, "主题": [t.strip() for t in topics],
            "事实": dict(self._fact(line) for line in form.get("facts", "").splitlines() if line.strip()),
        }  # fmt: skip

    def _fact(self, line: str) -> tuple[str, object]:
        """A line such as 孵化入网企业=40家. Raises UserError."""
        label, found, told = line.replace("＝", "=").partition("=")
        policy = self._live.parts.policy
        name = next((n for n, f in policy.facts.items() if label.strip() in (n, f.label)), None)
        if name is None or not found:
            raise UserError(f"“{line.strip()}”看不懂：一行一项，写成 名称=值")
        value = read_fact(policy, name, told.strip(), {})
        if value is None:
            raise UserError(f"“{label.strip()}”没有写值")
        return name, as_written(policy.facts[name], value)
