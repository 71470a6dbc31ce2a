"""What staff look up: measures, clauses, answers, terms and facts.

Found by number (8条, 七, 8.1), by what a measure pays (30万), by sound (hwc, haiwaicang), by what
the query asks (县里出多少), and by its words. Chinese has no blanks between words, so a text is
kept as its words and pairs of characters, and so is the query; a text that holds too little of
the query is not shown.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from nlu import IntentName, Meaning, clean_text, pinyin, words
from policy_engine import Policy

from .citing import arabic_name
from .knowledge import TOPICS, Knowledge

KINDS = ("措施", "条款", "问答", "释义", "事实")
MEASURE, CLAUSE, ANSWER, TERM, FACT = KINDS
FLOOR, SURE = 0.5, 0.9
"""How much of a query a text has to hold; how sure an intent has to be to answer it."""
_WEIGHTS = {MEASURE: 1.4, CLAUSE: 1.0, ANSWER: 1.0, TERM: 0.9, FACT: 1.1}
_IN_TITLE = 2.0
_NUMBER_GOES_ON = frozenset("0123456789.")
_COUNTS = frozenset("%万亿家个元年")
"""What makes the number before it a quantity and no id."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: its kind, what it is called, what it says, and its id or name."""

    kind: str
    title: str
    text: str
    name: str = ""


@dataclass(frozen=True)
class _Entry:
    """A hit with its words, and how its names sound; `paid`: the amounts it speaks of.

    `number`: that of a measure, or the name of a clause; `place`: the policy and the clause.
    """

    hit: Hit
    title: frozenset[str]
    text: frozenset[str]
    sounds: tuple[tuple[str, ...], ...] = ()
    paid: frozenset[Decimal] = frozenset()
    number: str = ""
    place: tuple[str, str] = ("", "")


class Library:
    """Everything that can be looked up about the policies that answer, from any thread."""

    def __init__(
        self,
        policy: Policy,
        knowledge: Knowledge,
        spelled: Callable[[str], str] = str,
        understood: Callable[[str], Meaning] | None = None,
    ) -> None:
        """`spelled` corrects what is only misspelt by sound; `understood` hears what is asked."""
        self._spelled = spelled
        self._understood = understood
        named = policy.answers_together
        self._entries = [
            *(entry for member in policy.members for entry in _measure_entries(member)),
            *(entry for member in policy.members for entry in _clause_entries(member, named)),
            *_fact_entries(policy),
            *_answer_entries(policy, knowledge),
        ]
        counted = Counter(symbol for e in self._entries for symbol in e.title | e.text)
        self._rare = {s: math.log(1 + len(self._entries) / n) for s, n in counted.items()}
        self._rarest = math.log(1 + len(self._entries))

    def search(self, query: str, most: int = 8) -> list[Hit]:
        """What fits best, first; empty when nothing does."""
        plain = self._spelled(clean_text(query)).strip()
        if not any(char.isalnum() for char in plain):
            return []
        found = (*self._named(plain), *self._asked(plain), *self._matching(plain))
        return list(dict.fromkeys(found))[:most]

    def _named(self, query: str) -> Iterator[Hit]:
        """What is asked for by its number or by its sound."""
        all_measures = [entry for entry in self._entries if entry.hit.kind == MEASURE]
        clauses = [e for e in self._entries if e.hit.kind == CLAUSE and _is_clause(e, query)]
        measures = [e for e in all_measures if _stands_alone(e.number, query)]
        yield from (entry.hit for entry in (*measures, *clauses))
        for clause in clauses:
            yield from (e.hit for e in all_measures if e.place == clause.place)
        typed = query.lower().replace(" ", "").replace("'", "")
        if len(typed) > 1 and typed.isascii() and typed.isalpha():
            yield from (e.hit for e in self._entries if any(_sounds(s, typed) for s in e.sounds))

    def _asked(self, query: str) -> Iterator[Hit]:
        """What the query means, as far as that is known for sure."""
        if self._understood is None:
            return
        meaning = self._understood(query)
        amounts = {m.interval.low for m in meaning.quantities if m.interval.is_exact}
        paying = [e.hit for e in self._entries if amounts & e.paid]
        spoken_of = [h for h in self._of(MEASURE) if h.name in meaning.topics]
        questions = [h for h in self._of(ANSWER) if h.name in meaning.answers]
        terms = [h for h in self._of(TERM) if h.name in meaning.answers]
        sure = meaning.intent.confidence >= SURE
        topic = TOPICS.get(meaning.intent.name) if sure else None
        topics = [h for h in self._of(ANSWER) if h.name == topic]
        defines = meaning.intent.name is IntentName.ASK_DEFINITION
        yield from (*questions, *topics, *(terms if defines else ()), *spoken_of, *paying, *terms)

    def _of(self, kind: str) -> Iterator[Hit]:
        return (entry.hit for entry in self._entries if entry.hit.kind == kind)

    def _matching(self, query: str) -> list[Hit]:
        """What holds most of the query's words, measures before what explains their words."""
        if len(query) == 1:
            found = [e.hit for e in self._entries if _holds(e.hit, query)]
            return sorted(found, key=lambda hit: KINDS.index(hit.kind))
        symbols = list(dict.fromkeys(_symbols(query)))
        wanted = sum(self._rare.get(symbol, self._rarest) for symbol in symbols)
        scored = []
        for place, entry in enumerate(self._entries):
            held = [s for s in symbols if s in entry.title or s in entry.text]
            share = sum(self._rare[s] for s in held)
            if not held or share < FLOOR * wanted or _is_too_far(entry, symbols):
                continue
            in_title = sum(self._rare[s] for s in held if s in entry.title)
            score = _WEIGHTS[entry.hit.kind] * (share + _IN_TITLE * in_title)
            scored.append((-score, place, entry.hit))
        return [hit for _, _, hit in sorted(scored, key=lambda each: each[:2])]


def _holds(hit: Hit, char: str) -> bool:
    """Whether a single character stands in a name, or in what a measure says."""
    return char in hit.title or (hit.kind == MEASURE and char in hit.text)


def _is_too_far(entry: _Entry, symbols: list[str]) -> bool:
    """A fact is found by its name only."""
    return entry.hit.kind == FACT and not entry.title.issuperset(symbols)


# -- by number, by sound ------------------------------------------------------------------------


def _is_clause(entry: _Entry, query: str) -> bool:
    """A clause that is asked for by its number: 第八条, 第8条 in a sentence; 8条, 七 alone."""
    names = {entry.number, arabic_name(entry.number)}
    if any(name in query for name in names):
        return True
    is_numbered = entry.number != entry.hit.name
    short = {form for name in names for form in (name[1:], name[:-1], name[1:-1])}
    return is_numbered and query.replace(" ", "") in short


def _stands_alone(number: str, query: str) -> bool:
    """Whether a measure's id stands in the query, and not inside of another number."""
    before, found, after = query.partition(number)
    inside = before[-1:] in _NUMBER_GOES_ON or after[:1] in _NUMBER_GOES_ON | _COUNTS
    return bool(found) and not inside


def _sounds(name: tuple[str, ...], typed: str) -> bool:
    """Whether letters are the beginnings of syllables that follow each other: hwc, haiwaic.

    >>> _sounds(("gong", "hai", "wai", "cang"), "hwc"), _sounds(("hai", "wai"), "haiwu")
    (True, False)
    """
    return any(_begins(name[start:], typed) for start in range(len(name)))


def _begins(name: tuple[str, ...], typed: str) -> bool:
    if not typed:
        return True
    if not name or not name[0]:
        return False
    ends = range(1, len(name[0]) + 1)
    return any(typed.startswith(name[0][:end]) and _begins(name[1:], typed[end:]) for end in ends)


# -- what there is ------------------------------------------------------------------------------


def _measure_entries(policy: Policy) -> Iterator[_Entry]:
    for measure in policy.measures.values():
        title = f"{measure.key} {measure.title}（{measure.clause_name}）"
        entry = _entry(Hit(MEASURE, title, measure.quote, measure.key), measure.title)
        yield replace(
            entry,
            paid=measure.benefit.figures(),
            number=measure.id,
            place=(policy.id, measure.clause),
        )


def _clause_entries(policy: Policy, named: bool) -> Iterator[_Entry]:
    for label, text in policy.source.clauses.items():
        name = policy.clause_name(label)
        entry = _entry(_of_policy(Hit(CLAUSE, name, text, label), policy, named))
        yield replace(entry, number=name, place=(policy.id, label))


def _fact_entries(policy: Policy) -> Iterator[_Entry]:
    for name, fact in policy.facts.items():
        yield _entry(Hit(FACT, fact.label, fact.question or fact.label, name), fact.label)


def _answer_entries(policy: Policy, knowledge: Knowledge) -> Iterator[_Entry]:
    """What is answered and defined, with the policy that does so where there are several."""
    for member in policy.members:
        for entry in _knowledge_entries(knowledge.of(member)):
            hit = _of_policy(entry.hit, member, policy.answers_together)
            yield replace(entry, hit=hit)


def _of_policy(hit: Hit, policy: Policy, named: bool) -> Hit:
    """With the policy that it is of, where there are several."""
    return replace(hit, title=f"{hit.title}（《{policy.name}》）") if named else hit


def _knowledge_entries(knowledge: Knowledge) -> Iterator[_Entry]:
    for question in knowledge.questions:
        if not question.wordings:
            continue  # a rebuff, known by its words alone: nothing to look up
        told = Hit(ANSWER, question.question, question.answer.text, question.question)
        yield _entry(told, question.question, more=" ".join(question.wordings))
    for title, answer in knowledge.topics.items():
        yield _entry(Hit(ANSWER, title, answer.text, title), title)
    for term in knowledge.terms:
        title = "、".join(term.expressions)
        yield _entry(Hit(TERM, title, term.answer.text, term.key), *term.expressions)


def _entry(hit: Hit, *names: str, more: str = "") -> _Entry:
    return _Entry(
        hit,
        frozenset(_symbols(clean_text(hit.title))),
        frozenset(_symbols(clean_text(f"{hit.text} {more}"))),
        tuple(tuple(pinyin(char) for char in name) for name in names),
    )


def _symbols(text: str) -> list[str]:
    """Words, and pairs of characters so that any two that stand together are found."""
    plain = "".join(char if char.isalnum() else " " for char in text.lower())
    return [*_kept(words(plain)), *_kept("".join(p) for p in pairwise(plain))]


def _kept(found: Iterable[str]) -> Iterator[str]:
    return (symbol for symbol in found if len(symbol) > 1 and " " not in symbol)
