"""Answering the messages that were written down: in order, from the state that stands, once.

Several processes may do so over one store. A turn is thought without a lock and kept only if
the conversation did not go on meanwhile; a message is one process's until its lease ends, then
anybody's, so what a process that died had taken is answered by another.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping

from conversations import (
    AskedQuestion,
    Dialog,
    Exchange,
    Feedback,
    Kept,
    StaleError,
    State,
    Store,
    StoredReply,
    StoreError,
)
from policy_engine import FactValue

from . import contract
from .callbacks import phone_in
from .choosing import Choice, choice_of
from .record_requests import FORGOTTEN, asks_to_forget, feedback_in
from .tracing import span
from .turn_taking import TurnResult, aside, filled_in, silent, take_turn

LEASE_SECONDS = 10.0
ATTENDED = "attended"
"""The act of a turn in which a person is at the conversation and the bot says nothing."""
NEEDS_A_PERSON = ("fallback", "handoff", ATTENDED)
"""Acts after which staff should look, and may want to answer."""
Facts = Mapping[str, FactValue | None]
Attended = Callable[[str, str], bool]


class Answering:
    """Takes turns over a store; everything here may wait for it, so it is called in threads."""

    def __init__(
        self,
        dialog: Dialog | Callable[[], Dialog],
        store: Store,
        idle_seconds: float,
        *,
        clock: Callable[[], float],
        on_answer: Callable[[Exchange], None],
        attended: Attended = lambda *_: False,
    ) -> None:
        """`dialog`: the one that answers, or what gives the one that answers now; `attended`:
        whether a person is at the conversation of a channel and user, who answers there."""
        self._dialog_now = dialog if callable(dialog) else lambda: dialog
        self._attended = attended
        self._store = store
        self._idle = idle_seconds
        self._clock = clock
        self._on_answer = on_answer
        self._holder = secrets.token_hex(8)
        self._filled_in: dict[int, Facts] = {}

    def claim(
        self,
        channel: str,
        user: str,
        key: str,
        text: str,
        *,
        question: AskedQuestion | None = None,
        choice: Choice | None = None,
    ) -> Exchange:
        """Write a message down, for this process to answer; options that were tapped, in words."""
        now, picked = self._clock(), choice or choice_of(text)
        said = text if picked is None else self._in_words(channel, user, picked)
        with span("claim", channel=channel):
            exchange, _ = self._store.claim(
                channel, user, key, said, now,
                holder=self._holder, leased_until=now + LEASE_SECONDS, question=question,
                choice=picked.payload if picked is not None else None,
            )  # fmt: skip
        return exchange

    def _in_words(self, channel: str, user: str, choice: Choice) -> str:
        """The options as they would be typed, where their question was offered lately."""
        kept = self._store.conversation(channel, user)
        return choice.said(kept.state.question(choice.question) if kept is not None else None)

    def claim_facts(self, channel: str, user: str, key: str, facts: Facts) -> Exchange:
        """Write down what was filled in rather than said."""
        kept = self._store.conversation(channel, user) or Kept(State(), self._clock())
        said = filled_in(self._dialog_now(), kept, facts, self._clock()).meaning.text
        exchange = self.claim(channel, user, key, said)
        self._filled_in[exchange.number] = facts
        return exchange

    def next(self, exchange: Exchange) -> Exchange | None:
        """What to answer now on the way to this message: itself, one of its user's before it, or
        nothing yet, because another process is at one."""
        now = self._clock()
        return self._store.next_turn(exchange, self._holder, now, now + LEASE_SECONDS)

    def abandoned(self) -> list[Exchange]:
        """Messages whose lease ended before they were answered."""
        return self._store.abandoned(self._clock())

    def answer(self, exchange: Exchange) -> Exchange:
        """The message with its answer. What cannot be answered is set aside, and raises."""
        try:
            if asks_to_forget(exchange.text):
                return self._forgotten(exchange)
            with span("turn", channel=exchange.channel) as spanned:
                answered = self._answered(exchange)
                spanned.set_attribute("wence.act", answered.act or "")
        except StoreError:
            raise
        except Exception:
            self._store.set_aside(exchange)
            raise
        self._filled_in.pop(exchange.number, None)
        self._on_answer(answered)
        return answered

    def _answered(self, exchange: Exchange) -> Exchange:
        """Think again until the conversation stood still meanwhile."""
        if note := feedback_in(exchange.text):
            self._keep_feedback(exchange, note)
        while True:
            now = self._clock()
            kept = self._store.conversation(exchange.channel, exchange.user) or Kept(State(), now)
            turn = self._turn(exchange, kept, now)
            try:
                with span("keep"):
                    return self._store.answer(
                        exchange, turn.state, _kept(turn), now, version=kept.version
                    )
            except StaleError:
                continue

    def _turn(self, exchange: Exchange, kept: Kept, now: float) -> TurnResult:
        facts = self._filled_in.get(exchange.number)
        if facts is not None:
            return filled_in(self._dialog_now(), kept, facts, now)
        if self._attended(exchange.channel, exchange.user):
            return silent(kept.state, exchange.text)
        return take_turn(
            self._dialog_now(), kept, exchange.text, now=now, idle_seconds=self._idle,
            question=exchange.question, choice=choice_of(exchange.choice or ""),
        )  # fmt: skip

    def _keep_feedback(self, exchange: Exchange, note: str) -> None:
        """It is about what was answered last."""
        place = (exchange.channel, exchange.user)
        before = self._store.latest(*place)
        number = before.number if before is not None else None
        self._store.add_feedback(Feedback(*place, number, None, note, self._clock()))

    def _forgotten(self, exchange: Exchange) -> Exchange:
        """Deletes everything, this request included; the confirmation is not kept either."""
        self._store.forget(exchange.channel, exchange.user, through=exchange.number)
        return exchange.with_reply(_kept(aside(State(), exchange.text, FORGOTTEN)))


def _kept(turn: TurnResult) -> StoredReply:
    """What is kept of an answer; staff should see what was not understood, needs a
    person, or gives a number to call."""
    reply, told = turn.reply, contract.dumps(contract.turn_json(*turn))
    unclear = reply.act in NEEDS_A_PERSON or bool(phone_in(turn.meaning.text))
    return StoredReply(reply.text, reply.act, turn=told, unclear=unclear, blocks=reply.blocks)
