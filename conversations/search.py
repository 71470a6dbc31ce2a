"""Full-text search for staff: clauses, measures, frequent questions and terms (SQLite FTS5).

Chinese has no blanks between words, so every text is stored as its words and character
pairs, and so is the query; homophones of the pack's terms are read as the terms.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import sqlite_utils

from nlu import clean_text, words
from policy_engine import Policy

from .citing import arabic_name
from .knowledge import Knowledge

KINDS = ("措施", "条款", "问答", "释义")
_NUMBER_GOES_ON = frozenset("0123456789.")
_COUNTS = frozenset("%万亿家个元年")
"""What makes the number before it a quantity and no id."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: its kind, what it is called, and what it says."""

    kind: str
    title: str
    text: str


class Library:
    """Everything that can be looked up about the policies that answer, from any thread."""

    def __init__(
        self, policy: Policy, knowledge: Knowledge, spelled: Callable[[str], str] = str
    ) -> None:
        """`spelled` corrects what is only misspelt by sound."""
        self._spelled = spelled
        self._one_at_a_time = threading.Lock()
        memory = sqlite3.connect(":memory:", check_same_thread=False)
        self._database = sqlite_utils.Database(memory)
        self._table = self._database.table("library")
        members = policy.members
        self._policy = [hit for member in members for hit in _policy_hits(member, len(members) > 1)]
        answers = [
            _of_policy(hit, member, len(members) > 1)
            for member in members
            for hit in _knowledge_hits(knowledge.of(member))
        ]
        self._table.insert_all(
            {"kind": h.kind, "title": h.title, "text": h.text, "words": _indexed(h.title, h.text)}
            for h in (*self._policy, *dict.fromkeys(answers))
        )
        self._table.enable_fts(["words"], tokenize="unicode61")

    def search(self, query: str, most: int = 8) -> list[Hit]:
        """What fits best, first; empty when nothing does."""
        plain = self._spelled(clean_text(query))
        named = [hit for hit in self._policy if _is_named(hit, plain)]
        found = self._matching(_symbols(plain), most)
        return [*named, *(hit for hit in found if hit not in named)][:most]

    def _matching(self, symbols: list[str], most: int) -> list[Hit]:
        if not symbols:
            return []
        wanted = " OR ".join(f'"{symbol}"' for symbol in dict.fromkeys(symbols))
        with self._one_at_a_time:
            rows = list(self._table.search(wanted, limit=most))
        return [Hit(row["kind"], row["title"], row["text"]) for row in rows]


def _is_named(hit: Hit, query: str) -> bool:
    """A clause or measure that is asked for by its number: 第八条, 第8条, 8.1."""
    if hit.kind == "条款":
        name = hit.title.partition("（《")[0]
        return name in query or arabic_name(name) in query
    return _stands_alone(hit.title.split(" ")[0], query)


def _stands_alone(number: str, query: str) -> bool:
    """Whether a measure's id stands in the query, and not inside of another number."""
    before, found, after = query.partition(number)
    inside = before[-1:] in _NUMBER_GOES_ON or after[:1] in _NUMBER_GOES_ON | _COUNTS
    return bool(found) and not inside


def _of_policy(hit: Hit, policy: Policy, named: bool) -> Hit:
    """With the policy that it is of, where there are several."""
    return replace(hit, title=f"{hit.title}（《{policy.name}》）") if named else hit


def _policy_hits(policy: Policy, named: bool) -> Iterator[Hit]:
    for measure in policy.measures.values():
        yield Hit("措施", f"{measure.key} {measure.title}（{measure.clause_name}）", measure.quote)
    for label, text in policy.source.clauses.items():
        yield _of_policy(Hit("条款", policy.clause_name(label), text), policy, named)


def _knowledge_hits(knowledge: Knowledge) -> Iterator[Hit]:
    for question in knowledge.questions:
        if not question.wordings:
            continue  # a rebuff, known by its words alone: nothing to look up
        yield Hit("问答", question.question, question.answer.text)
    for title, answer in knowledge.topics.items():
        yield Hit("问答", title, answer.text)
    for term in knowledge.terms:
        yield Hit("释义", "、".join(term.expressions), term.answer.text)


def _indexed(title: str, text: str) -> str:
    """Words of the title count twice."""
    return " ".join((*_symbols(clean_text(title)) * 2, *_symbols(clean_text(text))))


def _symbols(text: str) -> list[str]:
    """Words, and pairs of characters so that any two that stand together are found."""
    plain = "".join(char if char.isalnum() else " " for char in text.lower())
    return [*_kept(words(plain)), *_kept("".join(p) for p in pairwise(plain))]


def _kept(found: Iterable[str]) -> Iterator[str]:
    return (symbol for symbol in found if len(symbol) > 1 and " " not in symbol)
