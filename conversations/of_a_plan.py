"""老板在考虑2027年投一个: of what is only thought of nothing is asked back, and it is said if it comes
too late."""

from __future__ import annotations

from dataclasses import replace

from nlu import Told

from .blocks import Blocks, Line
from .reply import Reply
from .turn import Turn
from .worded import worded

_NEXT_YEAR = str(worded("policies")["next_year"])


def as_of_a_plan(turn: Turn, reply: Reply) -> Reply:
    """The reply to a question about what is only planned, where nothing else is told."""
    if not _only_plans(turn):
        return reply
    question = () if reply.question is None else (reply.question,)
    said = reply.blocks[: len(reply.blocks) - len(question)]
    pending = turn.before.pending
    again = pending is not None and question and question[0].facts == pending.facts
    kept = question if again else ()
    return replace(reply, blocks=(*said, *_too_late(turn), *kept))


def _only_plans(turn: Turn) -> bool:
    """Whether a message asks about a business that is thought of, and tells nothing that is so."""
    roles = turn.policy.roles
    planned = any(t.mark == "planned" and t.fact in roles for t in turn.meaning.of(Told))
    return planned and turn.meaning.is_question and not turn.heard.new


def _too_late(turn: Turn) -> Blocks:
    last = turn.policy.last_day
    over = turn.meaning.next_year and last.year <= turn.today.year
    return (Line(_NEXT_YEAR.format(last)),) if over else ()
