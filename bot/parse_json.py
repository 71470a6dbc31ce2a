"""PARSE of the contract: what was understood of a message, as JSON and for people."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from nlu import (
    Amended,
    Asked,
    Chosen,
    Context,
    Corrected,
    Denied,
    Doubtful,
    Later,
    Meaning,
    Mention,
    NoneOfTheRest,
    SameAs,
    Statement,
    Supposed,
    Told,
)
from policy_engine import FactError, FactValue, Policy

from .contract import Json, dumps, facts_json
from .values import fact_from_json, interval_json, value_json

_KINDS: Mapping[type[Statement], str] = {NoneOfTheRest: "none_of_the_rest", SameAs: "same_as"}
_KIND_NAMES = {
    "told": "说", "denied": "否认", "supposed": "假设", "corrected": "更正", "withdrawn": "收回",
    "added": "再加", "none_of_the_rest": "其余没有", "skipped": "跳过", "chosen": "选了",
    "doubtful": "拿不准", "asked": "问", "foreign": "外币", "revised": "改口", "undone": "撤销", "unlisted": "不在单子上",
    "amended": "改动", "later": "晚些", "things": "几样", "same_as": "一样",
}  # fmt: skip
_MARKS = {"planned": "打算", "others": "别家", "past": "从前"}


def parse_json(meaning: Meaning) -> Json:
    """A PARSE."""
    return {
        "text": meaning.text,
        "intent": {"name": meaning.intent.name, "confidence": meaning.intent.confidence},
        "facts": facts_json(meaning.facts),
        "topics": list(meaning.topics),
        "quantities": [_mention_json(mention) for mention in meaning.quantities],
        "statements": [statement_json(statement) for statement in meaning.statements],
        "supposed": facts_json(meaning.supposed),
        "unclear": [{"text": u.mention.text, "facts": list(u.facts)} for u in meaning.unclear],
    }


def statement_json(statement: Statement) -> Json:
    """One typed statement: kind, mark, fact and value, the typed span, and why."""
    value = getattr(statement, "value", None)
    if isinstance(statement, Denied):
        value = False
    told: Json = {
        "kind": kind_of(statement),
        "mark": getattr(statement, "mark", None),
        "fact": getattr(statement, "fact", None),
        "value": None if value is None else value_json(value),
        "span": list(statement.span),
        "because": statement.because,
    }
    if isinstance(statement, Doubtful):
        told["facts"] = list(statement.facts)
    if isinstance(statement, Supposed):
        told["by"] = statement.by
    if isinstance(statement, SameAs):
        told["other"] = statement.other
    if isinstance(statement, Later):
        told["time"] = value_json(statement.time)
    if isinstance(statement, Amended):
        told |= {"way": statement.way, "meant": statement.meant or None}
        told["fact"] = statement.fact or None
    if isinstance(statement, Chosen):
        told["options"] = list(statement.options)
    if isinstance(statement, Asked):
        told |= {"question": statement.question.value, "about": list(statement.about)}
    return told


def kind_of(statement: Statement) -> str:
    """The contract's name for the kind of a statement."""
    return _KINDS.get(type(statement), type(statement).__name__.lower())


def _mention_json(mention: Mention) -> Json:
    place = {"text": mention.text, "start": mention.start, "end": mention.end}
    return place | interval_json(mention.interval, mention.approx, mention.unit)


# -- for people ----------------------------------------------------------------------------------


def meaning_text(meaning: Meaning) -> str:
    """What was understood, a line each."""
    facts = facts_json(meaning.facts)
    lines = [f"意图：{meaning.intent.name}（{meaning.intent.confidence:.2f}）"]
    lines.append(f"主题：{'、'.join(meaning.topics) or '无'}")
    lines += [f"事实：{name} = {dumps(value)}" for name, value in facts.items()] or ["事实：无"]
    lines += [f"数量：{mention.text}" for mention in meaning.quantities]
    return "\n".join(lines)


def why_text(meaning: Meaning) -> str:
    """Each statement with the words it rests on, and the rule or score that made it."""
    lines = [meaning_text(meaning), ""]
    for statement in meaning.statements:
        start, end = statement.span
        words = f"“{meaning.text[start:end]}”" if end > start else ""
        lines.append(f"{_told(statement)}{words}\n    因为 {statement.because or '（没有记）'}")
    return "\n".join(lines)


def _told(statement: Statement) -> str:
    mark = getattr(statement, "mark", None)
    kind = _KIND_NAMES.get(kind_of(statement), kind_of(statement))
    named = getattr(statement, "fact", "") or "、".join(getattr(statement, "facts", ()))
    marked = f"（{_MARKS[mark]}）" if mark else ""
    value = ""
    if isinstance(statement, Told | Supposed | Corrected):
        value = f" = {dumps(value_json(statement.value))}"
    return f"{kind}{marked}：{named}{value} "


# -- what is asked for ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Request:
    """A message to be understood, and where the conversation stands."""

    text: str
    pending: str | None = None
    told: Mapping[str, FactValue] = field(default_factory=dict)
    last: tuple[str, ...] = ()

    def context(self, policy: Policy, today: date) -> Context:
        """What understanding may rest on. Raises FactError for facts that there are none of."""
        for fact in (*((self.pending,) if self.pending else ()), *self.last):
            policy.definition(fact)
        numbers = [name for name, value in self.told.items() if not isinstance(value, bool)]
        earlier = [name for name in numbers if name not in self.last]
        return Context(
            today,
            (self.pending,) if self.pending is not None else (),
            roles=frozenset(name for name, value in self.told.items() if value is True),
            told=(*earlier, *reversed(self.last)),
        )


def request_of(line: str, pending: str | None, policy: Policy, today: date) -> Request:
    """A line of `wence parse -`: plain text, or a JSON object with the text and the context."""
    found = _object(line)
    if found is None or not isinstance(found.get("text"), str):
        return Request(line, pending)
    asked, last, told = found.get("pending"), found.get("last"), found.get("told")
    return Request(
        found["text"],
        asked if isinstance(asked, str) else None,
        _values(policy, told, today) if isinstance(told, dict) else {},
        tuple(fact for fact in last if isinstance(fact, str)) if isinstance(last, list) else (),
    )


def _object(line: str) -> dict[str, Any] | None:
    if not line.startswith("{"):
        return None
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _values(policy: Policy, told: Mapping[str, Any], today: date) -> dict[str, FactValue]:
    values: dict[str, FactValue] = {}
    for name, value in told.items():
        try:
            known = fact_from_json(policy.definition(name), value, today)
        except FactError as error:
            raise FactError(f"told 里的“{name}”：{error}") from None
        if known is not None:
            values[name] = known
    return values
