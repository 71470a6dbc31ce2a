"""那70%是补给我们还是补给他们: whom the text names for what is asked about."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from nlu import clean_text, scan
from policy_engine import PERCENT, MeasureResult, unit_of

from .blocks import Blocks, Line, Quote, group
from .telling import Answered, open_points
from .turn import Turn
from .worded import worded

MOST_NAMED, MOST_OF_RESULTS = 4, 2
_WORDS = worded("measures")


def beneficiary(turn: Turn) -> Answered:
    """Of each measure in question, whom the text names; a share that is said is that of a measure
    that writes it."""
    keys = writing_the_share(turn) or _in_talk(turn)
    results = [turn.assessment.result(key) for key in keys[:MOST_NAMED]]
    results = results or list(turn.results[:MOST_OF_RESULTS])
    return "answer", tuple(block for result in results for block in _given_to(turn, result))


def writing_the_share(turn: Turn) -> Sequence[str]:
    """70%归谁: the measures that write that share; of several the ones that are talked of, or in a
    clause with those."""
    shares = {m.interval.low for m in turn.meaning.quantities if _is_share(m.unit)}
    every = turn.policy.measures
    if not shares or turn.policy.answers_together:
        return ()
    written = [key for key, m in every.items() if shares & _shares(m.quote)]
    talked_of = [key for key in (*turn.meaning.topics, *turn.interest) if _may_be(turn, key)]
    clauses = {every[key].clause for key in talked_of}
    for near in (
        [key for key in written if every[key].clause in clauses],
        [key for key in written if key in talked_of],
    ):
        if len(near) == 1:
            return near
    return written


def _may_be(turn: Turn, key: str) -> bool:
    """Whether a measure is for a business that is not denied."""
    every, facts = turn.policy.measures, turn.policy.facts
    roles = [fact for fact in every[key].facts if facts[fact].role] if key in every else []
    return key in every and not any(turn.state.facts.get(role) is False for role in roles)


def _is_share(unit: str | None) -> bool:
    return unit is not None and unit_of(unit).kind == PERCENT


def _shares(quote: str) -> set[Decimal]:
    return {m.interval.low for m in scan(clean_text(quote)) if _is_share(m.unit)}


def _in_talk(turn: Turn) -> Sequence[str]:
    """The measures that are named, or the one that is talked of where a name is of its clause."""
    named, talked_of = turn.meaning.topics, turn.before.focus[:1]
    clauses = {turn.policy.measures[key].clause for key in (*named, *talked_of)}
    same = talked_of and len(clauses) == 1 and len(named) < 2 and not turn.meaning.quantities
    return talked_of if same else named or talked_of


def _given_to(turn: Turn, result: MeasureResult) -> Blocks:
    measure, facts = result.measure, turn.policy.facts
    roles = [fact for fact in measure.facts if facts[fact].role]
    names = [facts[fact].option or facts[fact].label for fact in roles]
    somebody = tuple(_WORDS["is_somebody"])
    whom = [n if n.endswith(somebody) else f"{n}{_WORDS['whose']}" for n in names]
    told = _WORDS["given_to"] if whom else _WORDS["given_to_unsaid"]
    line = told.format(measure.title, measure.clause_name, _WORDS["or"].join(whom))
    quote = Quote(measure.quote, measure.clause)
    return group(Line(line), *_not_the_speaker(turn, roles), quote, *open_points([result]))


def _not_the_speaker(turn: Turn, roles: Sequence[str]) -> Blocks:
    """For who is something else: that it is then not given to them."""
    known, facts = turn.state.facts, turn.policy.facts
    own = [fact for fact, value in known.items() if value is True and facts[fact].role]
    if not roles or not own or any(known.get(role) is True for role in roles):
        return ()
    said = "、".join(f"“{facts[fact].label}”" for fact in own)
    return (Line(_WORDS["given_to_others"].format(said)),)
