"""What the network is trained on: labelled sentences as it sees them, written to one file.

The training itself (`training/`) reads this file and nothing else of the project.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from policy_engine import OneOf, Quantity

from ..clean import clean
from ..context import Context
from ..gold_sets import GoldSet, Taught
from ..intents import IntentName
from ..labelled import PRESENT, LabelledStatement, Status
from ..likeness import Likeness
from ..message import Message
from ..number_features import NumberReading
from ..numbers import value_of
from ..pack_words import PackWords
from ..same_value import same
from .provenance import fingerprint
from .sayings import Saying, Sayings
from .statuses import STATUSES
from .tokens import LONGEST_FACT, tokens
from .view import view

IGNORED, NOTHING = -100, -1
WORDINGS = 8
"""Texts of each fact, with other names left out each time, so that words are learned and not places."""

Row = dict[str, Any]


def pack_lesson(words: PackWords) -> Row:
    """What may be said of a pack, each in several wordings."""
    sayings = Sayings(words)
    chance = random.Random(7)
    return {
        "claims": [saying.is_claim for saying in sayings.all],
        "texts": [
            [tokens(text, LONGEST_FACT).ids for text in _wordings(sayings, saying, chance)]
            for saying in sayings.all
        ],
    }


def _wordings(sayings: Sayings, saying: Saying, chance: random.Random) -> Iterator[str]:
    yield sayings.text(saying)
    names, title = sayings.names(saying), sayings.title(saying)
    for _ in range(WORDINGS - 1):
        some = chance.sample(names, len(names))[: chance.choice((0, 0, 2, 4))]
        label = some[0] if some and chance.random() < 0.2 else ""
        yield sayings.worded(saying, some, title if chance.random() < 0.6 else "", label)


def row(taught: Taught) -> Row:
    """One sentence as the network sees it, with what it should find."""
    sayings, lesson = Sayings(taught.words), taught.lesson
    reading = NumberReading(
        taught.words, Likeness(taught.words.outline), lesson.message, lesson.context, lesson.intent
    )
    marks = _labelled(taught, sayings, reading) if taught.statements is not None else _gold(
        taught, sayings, reading
    )  # fmt: skip
    seen = view(sayings, lesson.message, lesson.context)
    forms = [_form(sayings, lesson.message, lesson.context, marks.evidence)]
    changed = _other_digits(lesson.message)
    if changed is not None:
        forms.append(_form(sayings, changed, lesson.context, marks.evidence))
    return {
        "text": lesson.message.text,
        "sentence": fingerprint(seen.tokens.ids),
        "forms": forms,
        "flags": [[int(i), int(j)] for i, j in zip(*seen.flags.nonzero(), strict=True)],
        "intent": list(IntentName).index(IntentName(lesson.gold.intent)),
        "candidates": [
            [sayings.places[fact, ""] for fact in reading.candidates(i) if (fact, "") in sayings.places]
            for i in range(len(lesson.message.mentions))
        ],
        "targets": marks.targets,
        "statuses": marks.statuses,
        "claims": {str(place): status for place, status in marks.claims.items()},
        "unknown": sorted(marks.unknown),
        "rest": marks.rest,
    }  # fmt: skip


@dataclass
class _Marks:
    """What should be found: by quantity its fact's place and status, by place the claim's status."""

    targets: list[int]
    statuses: list[int]
    claims: dict[int, int]
    unknown: set[int]
    evidence: dict[int, tuple[int, int]]
    rest: bool = False


def _labelled(taught: Taught, sayings: Sayings, reading: NumberReading) -> _Marks:
    marks = _blank(reading)
    for told in taught.statements or ():
        if told.fact is None:
            marks.rest = True
            continue
        place = _claim_place(sayings, told)
        if place is not None:
            _claim(marks, place, told, taught)
        elif (told.fact, "") in sayings.places and not taught.words.outline.facts[
            told.fact
        ].is_claim:
            _number(marks, sayings, reading, told, taught.words)
    return marks


def _claim_place(sayings: Sayings, told: LabelledStatement) -> int | None:
    assert told.fact is not None
    if isinstance(told.value, OneOf):
        return (
            sayings.places.get((told.fact, told.value.values[0])) if told.value.is_exact else None
        )
    definition = sayings.outline.facts[told.fact]
    return sayings.places[told.fact, ""] if definition.is_claim else None


def _claim(marks: _Marks, place: int, told: LabelledStatement, taught: Taught) -> None:
    status = told.status
    if told.value is False and status in (Status.TOLD, Status.CORRECTED):
        status = Status.DENIED
    elif told.value is True and status is Status.CORRECTED:
        status = Status.TOLD
    before = marks.claims.get(place)
    if before is not None and STATUSES[before] in PRESENT and status not in PRESENT:
        return
    marks.claims[place] = STATUSES.index(status)
    at = taught.lesson.message.text.find(_heard(taught.words, told.words))
    if at >= 0 and told.words:
        marks.evidence[place] = (at, at + len(_heard(taught.words, told.words)))


def _number(
    marks: _Marks,
    sayings: Sayings,
    reading: NumberReading,
    told: LabelledStatement,
    words: PackWords,
) -> None:
    fact = told.fact or ""
    mentions, said = reading.message.mentions, _heard(words, told.words)
    at = reading.message.text.find(said) if said else -1
    near = [
        i for i, m in enumerate(mentions)
        if marks.targets[i] == NOTHING and fact in reading.candidates(i)
        and (at < 0 or (m.end > at and m.start < at + len(said)))
    ]  # fmt: skip
    exact = [
        i for i in near
        if told.value is not None and same(told.value, value_of(reading, fact, mentions[i]))
    ]  # fmt: skip
    found = exact or (near if told.value is None else [])
    if found:
        marks.targets[found[-1]] = sayings.places[fact, ""]
        marks.statuses[found[-1]] = STATUSES.index(told.status)
    else:  # told in a way that no single quantity carries: nothing can be learned of the numbers
        marks.targets = [IGNORED if t == NOTHING else t for t in marks.targets]


def _gold(taught: Taught, sayings: Sayings, reading: NumberReading) -> _Marks:
    """Where only facts of the present are known, what is marked as something else is left open."""
    marks = _blank(reading)
    message, outline = reading.message, taught.words.outline
    for fact, value in taught.lesson.gold.facts.items():
        if isinstance(value, bool):
            told = Status.TOLD if value else Status.DENIED
            marks.claims[sayings.places[fact, ""]] = STATUSES.index(told)
        elif isinstance(value, Quantity) and (fact, "") in sayings.places:
            statement = LabelledStatement(fact, value, Status.TOLD, "")
            _number(marks, sayings, reading, statement, taught.words)
    open_ = taught.lesson.intent in ("what_if", "ask_gap", "correct")
    for i, mention in enumerate(message.mentions):
        part = message.clause_at(mention.core)
        marked = part is None or part.supposed or part.last_year or part.mark_at(mention.core)
        if marks.targets[i] == NOTHING and (open_ or marked):
            marks.targets[i] = IGNORED
    if open_ or any(part.supposed or part.mark_at(part.start) for part in message.clauses):
        marks.unknown = {
            i for i, saying in enumerate(sayings.all)
            if outline.facts[saying.fact].is_claim and i not in marks.claims
        }  # fmt: skip
    return marks


def _blank(reading: NumberReading) -> _Marks:
    count = len(reading.message.mentions)
    return _Marks([NOTHING] * count, [IGNORED] * count, {}, set(), {})


def _heard(words: PackWords, text: str) -> str:
    return words.sounds.corrected(clean(text).text)


def _form(
    sayings: Sayings, message: Message, context: Context, evidence: Mapping[int, tuple[int, int]]
) -> Row:
    seen = view(sayings, message, context)
    return {
        "ids": list(seen.tokens.ids),
        "mentions": [list(where) for where in seen.mentions],
        "evidence": {
            str(place): list(found)
            for place, span in evidence.items()
            if (found := seen.covering(*span))
        },
    }


def _other_digits(message: Message) -> Message | None:
    """The message with other digits in its quantities: what they are said of stays the same."""
    chance, text = random.Random(message.text), list(message.text)
    for mention in message.mentions:
        first = True
        for place in range(mention.start, mention.end):
            if text[place] in "123456789" or (text[place] == "0" and not first):
                text[place] = chance.choice("123456789" if first else "0123456789")
                first = False
    changed = "".join(text)
    return None if changed == message.text else replace(message, text=changed)


def write_lessons(file: Path, sets: Sequence[GoldSet]) -> set[int]:
    """Write sets of sentences, and their packs; returns the fingerprints of sentences and facts."""
    file.parent.mkdir(parents=True, exist_ok=True)
    sets = [one for one in sets if one[2]]
    words = {pack: several[0].words for _, pack, several in sets}
    found: dict[str, dict[str, Row]] = {
        "packs": {pack: pack_lesson(of_it) for pack, of_it in words.items()},
        "sets": {
            name: {"pack": pack, "rows": [row(taught) for taught in several]}
            for name, pack, several in sets
        },
    }
    file.write_text(json.dumps(found, ensure_ascii=False), "utf-8")
    texts = (several[0] for pack in found["packs"].values() for several in pack["texts"])
    rows = (one for told in found["sets"].values() for one in told["rows"])
    return {*map(fingerprint, texts), *(fingerprint(one["forms"][0]["ids"]) for one in rows)}
