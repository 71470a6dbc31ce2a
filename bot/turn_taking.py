"""From where a conversation stands and what was said now to the reply: no store, no channel."""

from __future__ import annotations

from typing import NamedTuple

from conversations import (
    AskedQuestion,
    Dialog,
    Kept,
    Line,
    Notice,
    Reply,
    State,
    fact_value,
)
from nlu import Intent, IntentName, Meaning

from .record_requests import HOW_TO_GIVE_FEEDBACK, NOTED, feedback_in
from .slash_commands import slash_command, spoken
from .today import day_at

MOST_RECALLED = 6


class TurnResult(NamedTuple):
    """What a turn comes to: the state after it, what is said, what was understood."""

    state: State
    reply: Reply
    meaning: Meaning


def take_turn(
    dialog: Dialog,
    kept: Kept,
    text: str,
    now: float,
    idle_seconds: float,
    question: AskedQuestion | None = None,
) -> TurnResult:
    """The turn of a message at a time; after a while it greets again and recalls the facts.

    `question`: the one whose options the message chooses from, if that is not the pending one.
    """
    if (note := feedback_in(text)) is not None:
        return aside(kept.state, text, NOTED if note else HOW_TO_GIVE_FEEDBACK)
    if (answer := slash_command(dialog.grounds.policy, kept.state, text)) is not None:
        return aside(kept.state, text, answer)
    today = day_at(now)
    asked = question or kept.state.pending
    state, reply, meaning = dialog.choose(kept.state, asked, spoken(text), today)
    if now - kept.touched_at > idle_seconds and kept.state.facts:
        reply = _welcomed_back(dialog, kept.state, reply)
    return TurnResult(state, reply, meaning)


def aside(state: State, text: str, said: str) -> TurnResult:
    """A turn outside of the policy: what is said; the question that was open stays open."""
    asked = () if state.pending is None else (state.pending,)
    reply = Reply("answer", (Line(said), *asked))
    return TurnResult(state, reply, Meaning(text, Intent(IntentName.OUT_OF_SCOPE, 1.0)))


def _welcomed_back(dialog: Dialog, state: State, reply: Reply) -> Reply:
    facts = dialog.grounds.policy.facts
    told = [fact_value(facts[n], v) for n, v in state.facts.items() if v is not False]
    recalled = "；".join(told[:MOST_RECALLED]) or "有些情况都没有"
    greeting = f"又见面了。上次您说过：{recalled}。我接着算；要从头来就说“重新开始”。"
    return reply.after(Notice("welcome_back", greeting))
