"""Questions that only the text can answer: its sentence, and that no more is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from nlu import Meaning, Passage, QuestionKind, Supposed

from .blocks import Blocks, Line, Quote, group
from .describing import described
from .telling import Answered
from .turn import Turn
from .worded import worded

MOST_MEASURES, MOST_IN_TALK, SURELY_LIKE = 2, 3, 0.5
_WORDS = worded("policies")


_WRITTEN = frozenset(
    {
        QuestionKind.HOW_MUCH, QuestionKind.CONDITIONS, QuestionKind.GAP, QuestionKind.WHICH,
        QuestionKind.OTHER_SUPPORT,
    }
)  # fmt: skip
"""What the sentences themselves tell; of anything else they say no more than this."""


def in_the_text(turn: Turn) -> Answered:
    """算不算, 按哪个数: the sentences it rests on; what they leave open is the authority's."""
    quotes = _of_measures(turn) or quoted(turn, _alone(turn).passages)
    if not quotes:
        return "answer", (Line(_WORDS["nothing_found"]),)
    written = any(question.kind in _WRITTEN for question in turn.meaning.questions)
    return "answer", group(Line(_WORDS["text_says" if written else "no_finer"]), *quotes)


def counted_from(turn: Turn) -> Answered:
    """半年从哪天算: the sentences of the measures talked of, and that no more is written."""
    return _left_open(turn, "counted_from")


def pro_rata(turn: Turn) -> Answered:
    """差一点给不给按比例: the same, and that what is written is to be reached."""
    return _left_open(turn, "pro_rata")


def which_number(turn: Turn) -> Answered:
    """整仓的还是邵阳的，按哪个算: the same, of the measures that count it."""
    compared = {supposed.fact for supposed in turn.meaning.of(Supposed)}
    keys = [r.measure.key for r in turn.results if compared.intersection(r.measure.facts)]
    return _left_open(turn, "which_number", keys)


def _left_open(turn: Turn, said: str, keys: Sequence[str] = ()) -> Answered:
    keys = keys or turn.meaning.topics or turn.focus[:1]
    return "answer", group(Line(_WORDS[said]), *_quotes_of(turn, keys[:MOST_MEASURES]))


def nearest(turn: Turn) -> Answered:
    """信保保费有没有补贴: the measures that sound most like it; of what is like none, that the
    text says nothing of it was not found."""
    near = [turn.assessment.result(key) for key in _alone(turn).near]
    if near:
        told = (block for result in near for block in described(turn, result))
        return "answer", (Line(_WORDS["nearest"]), *told)
    contact = f"（{turn.grounds.contact}）" if turn.grounds.contact else ""
    return "answer", (Line(_WORDS["no_support_found"].format(contact)),)


def _alone(turn: Turn) -> Meaning:
    """What is asked, by itself."""
    asked = turn.meaning.questions
    return asked[0].meaning if len(asked) == 1 else turn.meaning


def _of_measures(turn: Turn) -> Blocks:
    """The sentences of the measures in question: of those told of, else of those named."""
    told = Counter(
        result.measure.key
        for result in turn.results
        for fact in set(result.measure.facts)
        if turn.state.facts.get(fact, False) is not False
    )
    named = [key for key in turn.meaning.topics if key in told] or [
        k for k, like in _alone(turn).near.items() if like >= SURELY_LIKE
    ]
    if not named and len(told) <= MOST_IN_TALK:
        named = [key for key, _ in told.most_common(1)]
    named = named or list(turn.meaning.topics)
    return _quotes_of(turn, named[:MOST_MEASURES])


def _quotes_of(turn: Turn, keys: Sequence[str]) -> Blocks:
    """The sentences of measures, each with what it is called."""
    measures = (turn.policy.measures[key] for key in keys)
    return tuple(Quote(m.quote, m.clause, f"{m.title}（{m.clause_name}）") for m in measures)


def quoted(turn: Turn, passages: Sequence[Passage]) -> Blocks:
    """Sentences of the text with the clauses they stand in; a heading is none."""
    source = turn.policy.source
    found = ((p.clause, source.find(p.sentence)) for p in passages)
    return tuple(
        Quote(text, clause, source.clause_name(clause))
        for clause, text in found
        if text is not None and "\n" not in text
    )
