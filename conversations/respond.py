"""What to say next: one message and the state before it give the state after it and a reply.

No I/O, no clock: the same messages on the same days give the same replies.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from nlu import Intent, IntentName, Meaning
from policy_engine import FactValue

from . import unclear
from .answers import ANSWERS
from .blocks import AskedQuestion, Line
from .grounds import Grounds
from .hearing import Hearing, hear
from .reply import Reply
from .requests import requested, wants_detail
from .results import assessed
from .state import State
from .surroundings import KEEPS_NO_QUESTION, surrounded
from .turn import Turn

UNSURE = 0.3
_NEVER_MIND = re.compile(
    r"^那?(?:算了|不说了|先不说|不管了?|跳过|下一个|不用了)(?:吧|了|这个)?[。.!！]?$"
)
_MAY_SUPPOSE = {"what_if", "ask_eligibility", "ask_amount", "ask_gap", "inform"}
_YIELD_TO_FACTS = {"greet", "thank", "bye", "help", "out_of_scope"}


def respond(grounds: Grounds, state: State, meaning: Meaning, today: date) -> tuple[State, Reply]:
    """Answer one understood message."""
    if meaning.intent.name == "restart":
        return _restarted(grounds, today)
    heard = hear(grounds, state, {**meaning.facts, **meaning.foreign}, meaning)
    turn = Turn(grounds, state, _with_declined(heard, meaning), meaning, today)
    return _finished(turn, _reply(turn))


def respond_to_choice(
    grounds: Grounds, state: State, chosen: Mapping[str, FactValue], meaning: Meaning, today: date
) -> tuple[State, Reply]:
    """Answer a choice among the options of the pending question."""
    turn = Turn(grounds, state, hear(grounds, state, chosen, None), meaning, today)
    return _finished(turn, assessed(turn))


def _restarted(grounds: Grounds, today: date) -> tuple[State, Reply]:
    opening = Turn(
        grounds, State(), Hearing(State(), {}), Meaning("", Intent(IntentName.RESTART, 1.0)), today
    )
    told = Line("好的，重新开始，前面说的都清空了。")
    asked = () if opening.question is None else (opening.question,)
    reply = Reply("smalltalk", (told, *asked), (), opening.assessment)
    return _finished(opening, reply)


def _reply(turn: Turn) -> Reply:
    if wants_detail(turn):
        return _answered(turn, "detail")
    return _unclear(turn) or _asked(turn) or assessed(turn)


def _unclear(turn: Turn) -> Reply | None:
    """What must be cleared up before anything else can be said."""
    meaning, heard = turn.meaning, turn.heard
    if not meaning.text.strip():
        return unclear.fallback(turn, "没有收到文字。请直接说您的情况或问题。")
    if heard.contradicted:
        return unclear.contradicted(turn)
    pending = turn.before.pending
    lost = meaning.intent.name == "dont_know" and not heard.new
    if lost and pending is not None and unclear.cannot_tell_roles(pending):
        return unclear.help_with_roles(turn, pending)
    if unclear.misses_the_options(turn):
        return unclear.which_option(turn)
    doubt = unclear.doubt(turn)
    return None if doubt is None else unclear.clarify(turn, doubt)


def _asked(turn: Turn) -> Reply | None:
    """The answer to a question, or `None` when the message tells rather than asks."""
    meaning, heard = turn.meaning, turn.heard
    name = meaning.intent.name
    if meaning.supposed and name in _MAY_SUPPOSE:
        return _answered(turn, "what_if")
    request = requested(turn)
    if request is not None:
        return _answered(turn, request)
    if name == "out_of_scope" and meaning.topics:
        return _answered(turn, "ask_conditions")  # it names a measure, however oddly it is put
    told = heard.new or heard.complaints
    if meaning.intent.confidence < UNSURE and not told and meaning.topics:
        return _answered(turn, "ask_conditions")
    if meaning.intent.confidence < UNSURE and not told:
        return unclear.fallback(turn, unclear.misunderstood(turn))
    if name in ANSWERS and not (name in _YIELD_TO_FACTS and heard.new):
        return _answered(turn, name)
    if name == "correct" and not told and not heard.echo:
        return unclear.which_to_correct(turn)
    return None


def _answered(turn: Turn, name: str) -> Reply:
    """The answer kept under `name`, then the question it interrupted."""
    act, blocks = ANSWERS[name](turn)
    question = None if name in KEEPS_NO_QUESTION else _question_to_return_to(turn)
    return surrounded(turn, act, *blocks, question=question)


def _question_to_return_to(turn: Turn) -> AskedQuestion | None:
    """After a digression the pending question comes back while it still matters."""
    pending = turn.before.pending
    if pending is not None:
        open_facts = {fact for result in turn.assessment.measures for fact in result.missing}
        if open_facts.intersection(pending.facts) and not set(pending.facts) & set(turn.heard.new):
            return replace(pending, brief=pending.multiple)
    if turn.meaning.intent.name == "thank":
        return None  # nothing was open: no new question for a thank-you
    invites = turn.meaning.intent.name in ("greet", "help", "ask_measures", "ask_conditions")
    return turn.question if invites or turn.state.facts else None


def _with_declined(heard: Hearing, meaning: Meaning) -> Hearing:
    """不知道 or 跳过: the pending facts are not asked again."""
    pending = heard.state.pending
    skips = meaning.intent.name == "dont_know" or _NEVER_MIND.match(meaning.text.strip())
    if pending is None or heard.new or not skips or unclear.cannot_tell_roles(pending):
        return heard
    declined = heard.state.declined | frozenset(pending.facts)
    return replace(heard, state=replace(heard.state, declined=declined))


def _finished(turn: Turn, reply: Reply) -> tuple[State, Reply]:
    """The state after the reply was given."""
    missed = turn.before.misunderstood + 1 if reply.act == "fallback" else 0
    state = replace(turn.state, focus=turn.focus, misunderstood=missed, turns=turn.before.turns + 1)
    if reply.act == "fallback" or turn.meaning.intent.name == "handoff":
        state = state.leaving_to_staff(turn.meaning.text)
    return state.asking(reply.question), reply
