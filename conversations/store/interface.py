"""What any store of conversations must do; tests/conversations/store holds every one to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from ..blocks import Blocks, Line
from ..state import State
from .reply_codec import decode_blocks, encode_blocks


class StoreError(Exception):
    """The store cannot be used; the message says why in one line."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One message with its answer, if it has one yet.

    `user` is a keyed hash, never the channel's own id; times are seconds since 1970.
    """

    number: int
    channel: str
    user: str
    external_id: str
    text: str
    received_at: float
    reply: str | None = None
    act: str | None = None
    answered_at: float | None = None
    turn: str | None = None
    """The answer as programs get it: a TURN."""
    encoded_blocks: str | None = None

    @property
    def blocks(self) -> Blocks:
        """What was answered; where there are no blocks (0.1.0 kept none) its text."""
        if self.encoded_blocks is not None:
            try:
                return decode_blocks(self.encoded_blocks)
            except ValueError:
                pass  # of a later version
        return (Line(self.reply),) if self.reply else ()

    def with_reply(self, reply: StoredReply) -> Exchange:
        """The exchange as it would be read back with this reply."""
        return replace(
            self, reply=reply.text, act=reply.act, turn=reply.turn,
            encoded_blocks=reply.encoded_blocks,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class StoredReply:
    """What is kept of a reply: its text, its act, its TURN, whether staff should look, its blocks.

    Without blocks its text is all that was said.
    """

    text: str
    act: str
    turn: str
    unclear: bool = False
    blocks: Blocks = ()

    @property
    def encoded_blocks(self) -> str | None:
        return encode_blocks(self.blocks) if self.blocks else None


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a conversation stands, and when it was last touched.

    `unreadable`: there was a state, but no way to read it; it is kept aside for the staff, the
    conversation begins anew and the user should hear of it.
    """

    state: State
    touched_at: float
    unreadable: bool = False


@dataclass(frozen=True, slots=True)
class UnreadableState:
    """What was kept of a conversation and could not be read, to the letter."""

    channel: str
    user: str
    state: str
    touched_at: float


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a user said of an answer: whether it helped, if told, and a note."""

    channel: str
    user: str
    exchange: int | None
    """The number of the exchange it is about, if there was one."""
    helpful: bool | None
    note: str
    at: float


@dataclass(frozen=True, slots=True)
class DayCount:
    """What came in on one day by one channel."""

    day: str
    channel: str
    users: int
    messages: int
    unclear: int


class Store(Protocol):
    """Every method is safe to call from any thread; what it returned from is on disk."""

    def claim(
        self, channel: str, user: str, external_id: str, text: str, at: float
    ) -> tuple[Exchange, bool]:
        """Write a message down before anything is done with it.

        Channel, user and id together name it: another user's message with the same id is
        another message. The flag says whether it is new; one that came before is given back
        as it stands, with its answer if it has one.
        """

    def answer(self, exchange: Exchange, state: State, reply: StoredReply, at: float) -> Exchange:
        """Keep the answer and the state after it in one step; the first answer stands."""

    def late(self, channel: str, user: str) -> list[Exchange]:
        """Answers that came too late to be given and were not given since."""

    def mark_late(self, exchange: Exchange, late: bool) -> None:
        """Remember that an answer still has to be given, or that it has been."""

    def conversation(self, channel: str, user: str) -> Kept | None:
        """Where the conversation with a user stands, or `None` for a new one.

        A state that cannot be read is kept aside before anything can be written over it.
        """

    def unreadable(self, most: int = 100) -> list[UnreadableState]:
        """The states that could not be read, the latest conversations first."""

    def exchange(self, number: int) -> Exchange | None:
        """The message with a number."""

    def find(self, channel: str, user: str, external_id: str) -> Exchange | None:
        """The message of a user by the id it came with."""

    def latest(self, channel: str, user: str) -> Exchange | None:
        """The latest answered message of a user."""

    def turn_page(self, exchange: Exchange, request: str) -> int:
        """How many pages of an answer were read, now that the next is asked for.

        The first page went out with the answer itself; the same request turns no page twice.
        """

    def add_feedback(self, feedback: Feedback) -> None:
        """Keep what a user said of an answer."""

    def feedback(self, most: int = 100) -> list[Feedback]:
        """The latest feedback, newest first."""

    def transcript(self, channel: str, user: str) -> Iterator[Exchange]:
        """Everything said with a user, in order."""

    def add_reply(
        self, channel: str, user: str, external_id: str, reply: StoredReply, at: float
    ) -> Exchange:
        """Something said to a user that was no answer of the conversation: staff's own words.

        It is kept as late until it was given; where the conversation stands is not touched.
        """

    def exchanges(self, since: float) -> Iterator[Exchange]:
        """Every message received since a time, conversation by conversation, each in order."""

    def unclear(self, most: int = 100) -> list[Exchange]:
        """The latest messages that were not understood or need a person."""

    def counts(self, since: float) -> list[DayCount]:
        """Users, messages and unclear messages per local day and channel."""

    def last_turns(self, since: float) -> Iterator[str]:
        """The latest answer (as JSON) of every user who wrote since a time."""

    def keep_address(self, channel: str, user: str, sealed: str) -> None:
        """Keep how a user can be reached, sealed; it goes when the user's records go."""

    def address(self, channel: str, user: str) -> str | None:
        """How a user can be reached, sealed, if that was kept."""

    def kept_value(self, name: str, at: float) -> str | None:
        """A small value that all processes share, unless it has run out by then."""

    def keep_value(self, name: str, value: str, until: float) -> None:
        """Share a small value until a time."""

    def forget(self, channel: str, user: str) -> int:
        """Delete everything of a user; returns how many messages there were."""

    def purge(self, before: float) -> int:
        """Delete what was last touched before a time; returns how many messages."""

    def close(self) -> None:
        """Let go of files."""


@dataclass(frozen=True, slots=True)
class Update:
    """What a platform pushed and was told that we have: it must be handled, once.

    `body` is sealed by whoever keeps it (it holds the platform's own ids) and empty once
    the update is done; `sent` counts the messages of the answer that went out already.
    """

    number: int
    body: str
    sent: int = 0


class UpdateQueue(Protocol):
    """Updates of a channel between being acknowledged and being done."""

    def keep(self, channel: str, number: int, body: str, at: float) -> bool:
        """Write an update down; false when it came before."""

    def open(self, channel: str) -> list[Update]:
        """The updates that are not done, oldest number first."""

    def last(self, channel: str) -> int | None:
        """The highest number that was ever kept."""

    def count_sent(self, channel: str, number: int, sent: int) -> None:
        """Remember how many messages of its answer went out."""

    def done(self, channel: str, number: int) -> None:
        """Handled: its body is forgotten, its number is not."""
