"""Messages said one after another, the state going through the store's form each time."""

from __future__ import annotations

from datetime import date

from conversations import Dialog, Reply, State
from conversations.store import decode_state, encode_state
from policy_engine import Quantity

IN_FORCE = date(2026, 3, 1)


def talk_through(dialog: Dialog, *messages: str) -> tuple[State, list[Reply]]:
    """The state after the messages, and the reply to each."""
    state, replies = State(), []
    for message in messages:
        state, reply, _ = dialog.turn(state, message, IN_FORCE)
        state = decode_state(encode_state(state))
        replies.append(reply)
    return state, replies


def talk(dialog: Dialog, *messages: str) -> tuple[State, Reply]:
    """The state after the messages, and the reply to the last."""
    state, replies = talk_through(dialog, *messages)
    return state, replies[-1]


def number(state: State, fact: str) -> object:
    """The (lowest) number that is known of a fact; what else is known of it as it is."""
    value = state.facts.get(fact)
    return value.interval.low if isinstance(value, Quantity) else value
