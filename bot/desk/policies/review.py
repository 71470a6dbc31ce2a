"""The page of a review: each sentence of the text, and beside it the rules that rest on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from policy_engine import Measure, Policy, SentenceKind, rule_lines

from .versions import ACCEPTED, QUESTION, Mark


@dataclass(frozen=True)
class ReviewedMeasure:
    """A measure in words, and what people think of it."""

    id: str
    title: str
    lines: tuple[str, ...]
    notes: tuple[str, ...]
    questions: tuple[Mark, ...]
    accepted: Mark | None


@dataclass(frozen=True)
class ReviewedSentence:
    """A sentence with the measures that rest on it first here, and those told of above."""

    place: str
    clause: str
    text: str
    kind: str
    measures: tuple[ReviewedMeasure, ...]
    above: tuple[str, ...]
    questions: tuple[Mark, ...]
    is_bare: bool
    """A rule by its words, with no measure."""


def reviewed(policy: Policy, marks: Iterable[Mark]) -> list[ReviewedSentence]:
    """Every sentence in order."""
    kept, shown, found = list(marks), set[str](), []
    quotes = {m.id: [_plain(quote) for quote in m.quotes] for m in policy.measures.values()}
    for number, sentence in enumerate(policy.sentences):
        plain, place = _plain(sentence.text), f"句{number + 1}"
        resting = [m for m in policy.measures.values() if _rests(plain, quotes[m.id])]
        fresh = [m for m in resting if m.id not in shown]
        shown.update(m.id for m in fresh)
        found.append(
            ReviewedSentence(
                place=place,
                clause=policy.clause_name(sentence.place),
                text=sentence.text,
                kind=str(sentence.kind),
                measures=tuple(_measure(m, kept) for m in fresh),
                above=tuple(m.id for m in resting if m not in fresh),
                questions=_questions(kept, place),
                is_bare=sentence.kind is SentenceKind.RULE and not resting,
            )
        )
    return found


def apart(
    policy: Policy, sentences: Iterable[ReviewedSentence], marks: Iterable[Mark]
) -> list[ReviewedMeasure]:
    """The measures that stand beside no sentence, because what they rest on is none as a whole."""
    beside = {m.id for s in sentences for m in s.measures}
    kept = list(marks)
    return [_measure(m, kept) for m in policy.measures.values() if m.id not in beside]


def _plain(text: str) -> str:
    return "".join(text.split())


def _rests(sentence: str, quotes: Iterable[str]) -> bool:
    bare = sentence.rstrip("。；;！？")
    return any(quote in sentence or bare in quote for quote in quotes)


def _measure(measure: Measure, marks: list[Mark]) -> ReviewedMeasure:
    of_it = [m for m in marks if m.place == measure.id]
    accepted = [m for m in of_it if m.kind == ACCEPTED]
    return ReviewedMeasure(
        id=measure.id,
        title=measure.title,
        lines=tuple(rule_lines(measure)),
        notes=tuple(note.text for note in measure.notes),
        questions=_questions(marks, measure.id),
        accepted=accepted[-1] if accepted else None,
    )


def _questions(marks: list[Mark], place: str) -> tuple[Mark, ...]:
    return tuple(m for m in marks if m.place == place and m.kind == QUESTION)
