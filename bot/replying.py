"""From where a conversation stands and what was said now to the reply: no store, no channel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from conversations import AskedQuestion, Dialog, Kept, Reply, State, fact_value
from nlu import Intent, IntentName, Meaning
from policy_engine import FactValue

from .record_requests import HOW_TO_GIVE_FEEDBACK, NOTED, feedback_in
from .slash_commands import slash_command, spoken
from .today import day_at

MOST_RECALLED = 6
UNREADABLE = (
    "系统升级后，您以前说过的情况没能读出来，已经留给工作人员。请把主要情况再说一遍，我重新算。"
)
Turn = tuple[State, Reply, Meaning]


def reply_to(
    dialog: Dialog,
    kept: Kept,
    text: str,
    now: float,
    idle_seconds: float,
    question: AskedQuestion | None = None,
) -> Turn:
    """The turn of a message at a time; after a while it greets again and recalls the facts.

    `question`: the one whose options the message chooses from, if that is not the pending one.
    """
    return _told_what_is_lost(kept, _turn(dialog, kept, text, now, idle_seconds, question))


def filled_in(
    dialog: Dialog, kept: Kept, facts: Mapping[str, FactValue | None], now: float
) -> Turn:
    """The turn of facts that were filled in rather than said."""
    return _told_what_is_lost(kept, dialog.tell(kept.state, facts, day_at(now)))


def _turn(
    dialog: Dialog,
    kept: Kept,
    text: str,
    now: float,
    idle_seconds: float,
    question: AskedQuestion | None,
) -> Turn:
    if (note := feedback_in(text)) is not None:
        return plain(kept.state, text, NOTED if note else HOW_TO_GIVE_FEEDBACK)
    if (answer := slash_command(dialog.desk.policy, kept.state, text)) is not None:
        return plain(kept.state, text, answer)
    today = day_at(now)
    asked = question or kept.state.pending
    state, reply, meaning = dialog.choose(kept.state, asked, spoken(text), today)
    if now - kept.touched_at > idle_seconds and kept.state.facts:
        reply = _welcomed_back(dialog, kept.state, reply)
    return state, reply, meaning


def plain(state: State, text: str, said: str) -> Turn:
    """A turn outside of the policy: what is said; the question that was open stays open."""
    reply = Reply("answer", (said,), question=state.pending)
    return state, reply, Meaning(text, Intent(IntentName.OUT_OF_SCOPE, 1.0))


def _told_what_is_lost(kept: Kept, turn: Turn) -> Turn:
    """What was told before and cannot be read any more is not passed over in silence."""
    state, reply, meaning = turn
    if kept.unreadable:
        reply = replace(reply, paragraphs=(UNREADABLE, *reply.paragraphs))
    return state, reply, meaning


def _welcomed_back(dialog: Dialog, state: State, reply: Reply) -> Reply:
    facts = dialog.desk.policy.facts
    told = [fact_value(facts[n], v) for n, v in state.facts.items() if v is not False]
    recalled = "；".join(told[:MOST_RECALLED]) or "有些情况都没有"
    greeting = f"又见面了。上次您说过：{recalled}。我接着算；要从头来就说“重新开始”。"
    return replace(reply, paragraphs=(greeting, *reply.paragraphs))
