"""From where a conversation stands and what was said now to the reply: no store, no channel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from conversations import (
    AskedQuestion,
    Blocks,
    Dialog,
    Kept,
    Line,
    Notice,
    Reply,
    State,
    fact_value,
)
from nlu import Intent, IntentName, Meaning
from policy_engine import FactValue

from .callbacks import phone_in
from .choosing import Choice, choice_of
from .record_requests import HOW_TO_GIVE_FEEDBACK, NOTED, asks_how_kept, feedback_in
from .slash_commands import slash_command, spoken
from .today import day_at

PHONE_NOTED = "电话收到了，已经转给工作人员，会有人联系您。等的时候可以接着问我。"
_SAYS_NOTHING_OF_IT = ("fallback", "smalltalk")
MOST_RECALLED, MOST_UNSURE = 6, 3
UNREADABLE = (
    "系统升级后，您以前说过的情况没能读出来，已经留给工作人员。请把主要情况再说一遍，我重新算。"
)


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
    *,
    idle_seconds: float,
    question: AskedQuestion | None = None,
    choice: Choice | None = None,
) -> TurnResult:
    """The turn of a message at a time; after a while it greets again and recalls the facts.

    `question`: the one whose options the message chooses from, if that is not the pending one;
    `choice`: options that were tapped, where the message is nothing else.
    """
    picked = choice or choice_of(text)
    if picked is not None:
        return _told_what_is_lost(kept, _picked(dialog, kept, text, now, picked))
    return _told_what_is_lost(kept, _turn(dialog, kept, text, now, idle_seconds, question))


def _picked(dialog: Dialog, kept: Kept, text: str, now: float, choice: Choice) -> TurnResult:
    picked = dialog.pick(kept.state, choice.question, choice.places, text=text, today=day_at(now))
    return TurnResult(*picked)


def filled_in(
    dialog: Dialog, kept: Kept, facts: Mapping[str, FactValue | None], now: float
) -> TurnResult:
    """The turn of facts that were filled in rather than said."""
    turn = TurnResult(*dialog.tell(kept.state, facts, day_at(now)))
    return _told_what_is_lost(kept, turn)


def _turn(
    dialog: Dialog,
    kept: Kept,
    text: str,
    now: float,
    idle_seconds: float,
    question: AskedQuestion | None,
) -> TurnResult:
    if (note := feedback_in(text)) is not None:
        return aside(kept.state, text, NOTED if note else HOW_TO_GIVE_FEEDBACK)
    if (answer := slash_command(dialog.grounds.policy, kept.state, text)) is not None:
        return aside(kept.state, text, answer)
    if asks_how_kept(text) and (kept_how := dialog.grounds.privacy):
        return _beside(kept.state, text, kept_how)
    today = day_at(now)
    asked = question or kept.state.pending
    state, reply, meaning = dialog.choose(kept.state, asked, spoken(text), today)
    if phone_in(text):
        says_more = reply.changed or meaning.is_question
        if reply.act in _SAYS_NOTHING_OF_IT or not says_more:
            return aside(kept.state, text, PHONE_NOTED)
        reply = reply.after(Line(PHONE_NOTED))
    if now - kept.touched_at > idle_seconds and kept.state.facts:
        reply = _welcomed_back(dialog, kept.state, reply)
    return TurnResult(state, reply, meaning)


def silent(state: State, text: str) -> TurnResult:
    """A turn in which nothing is said: a person is at the conversation, who answers."""
    return TurnResult(
        state, Reply("attended", ()), Meaning(text, Intent(IntentName.OUT_OF_SCOPE, 1.0))
    )


def aside(state: State, text: str, said: str) -> TurnResult:
    """A turn outside of the policy: what is said; the question that was open stays open."""
    return _beside(state, text, (Line(said),))


def _beside(state: State, text: str, said: Blocks) -> TurnResult:
    asked = () if state.pending is None else (state.pending,)
    reply = Reply("answer", (*said, *asked))
    return TurnResult(state, reply, Meaning(text, Intent(IntentName.OUT_OF_SCOPE, 1.0)))


def _told_what_is_lost(kept: Kept, turn: TurnResult) -> TurnResult:
    """What was told before and cannot be read any more is not passed over in silence."""
    if not kept.unreadable:
        return turn
    return turn._replace(reply=turn.reply.after(Notice("lost", UNREADABLE)))


def _welcomed_back(dialog: Dialog, state: State, reply: Reply) -> Reply:
    facts = dialog.grounds.policy.facts
    told = [fact_value(facts[n], v) for n, v in state.facts.items() if v is not False]
    recalled = "；".join(told[:MOST_RECALLED]) or "有些情况都没有"
    unsure = "、".join(
        facts[n].label for n in facts if n in state.declined and n not in state.facts
    )
    asked = (
        f"上次说不准的{unsure}，问到了吗？" if unsure and len(state.declined) <= MOST_UNSURE else ""
    )
    greeting = f"又见面了。上次您说过：{recalled}。{asked}我接着算；要从头来就说“重新开始”。"
    return reply.after(Notice("welcome_back", greeting))
