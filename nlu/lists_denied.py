"""海外仓、保税仓、进口店都没; 没有海外仓、集货仓; 不做跨境电商，不建海外仓: each thing of a list that is
denied, as a whole or one by one, is denied."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .language.forms import form
from .message import Cue
from .number_features import NumberReading
from .pack_words import Word, WordKind
from .statements import Denied, Span, Statement, Told

BECAUSE = "list denied"
FEWEST = 2
_KINDS = (WordKind.NOUN, WordKind.SAID)
_CLAUSES = re.compile(r"[^,，]+")
_SENTENCES = re.compile(r"[^。.!！?？;；\n]+")


def lists_denied(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, with a no for everything on a list that is denied."""
    found = {denied.fact: denied for denied in _denied(reading)}
    rest = (s for s in said if not (isinstance(s, Told | Denied) and s.fact in found))
    return (*rest, *found.values()) if found else tuple(said)


def _denied(reading: NumberReading) -> Iterator[Denied]:
    for sentence in _SENTENCES.finditer(reading.message.text):
        for items in _lists(reading, sentence.start(), sentence[0]):
            if len(items) >= FEWEST:
                yield from items


def _lists(reading: NumberReading, start: int, sentence: str) -> Iterator[list[Denied]]:
    for after in form("ends_a_denied_list").finditer(sentence):
        before = list(form("a_listed_item").finditer(sentence[: after.start()]))
        yield _run(reading, [(start + i.start(), start + i.end()) for i in reversed(before)])
    for denial in form("begins_a_denied_list").finditer(sentence):
        items = form("a_listed_item").finditer(sentence, denial.end())
        yield _run(reading, [(start + i.start(), start + i.end()) for i in items])
    clauses = _CLAUSES.finditer(sentence)
    yield [denied for clause in clauses for denied in _one(reading, start, clause)]


def _run(reading: NumberReading, items: Sequence[Span]) -> list[Denied]:
    """The items up to the first that is no bare name of a thing."""
    found: list[Denied] = []
    for span in items:
        fact = _named(reading, span)
        if fact is None:
            break
        found.append(Denied(fact=fact, span=span, because=BECAUSE))
    return found


def _one(reading: NumberReading, start: int, clause: re.Match[str]) -> Iterator[Denied]:
    """也不往集散中心运货: a clause that says nothing but that one thing is not done."""
    denial = form("denies_first").match(clause[0])
    if denial is None:
        return
    span = (start + clause.start() + denial.end(), start + clause.end())
    fact = _named(reading, span, "beside_what_is_not_done")
    if fact is not None:
        yield Denied(fact=fact, span=span, because=BECAUSE)


def _named(reading: NumberReading, span: Span, filler: str = "beside_a_listed_thing") -> str | None:
    """The one claim whose word is all that an item is, of the speaker's present."""
    message = reading.message
    part = message.clause_at(span[0])
    if part is None or part.asks or part.supposed or part.of_others:
        return None
    cues = [c for kind in _KINDS for c in message.words(kind, *span)]
    longest = max((c.end - c.start for c in cues), default=0)
    named = [c for c in cues if c.end - c.start == longest]
    if len({_of(c) for c in named}) != 1:
        return None
    beside = message.text[span[0] : named[0].start] + message.text[named[0].end : span[1]]
    return _of(named[0]) if form(filler).fullmatch(beside) else None


def _of(cue: Cue) -> str:
    assert isinstance(cue.key, Word)
    return cue.key.of
