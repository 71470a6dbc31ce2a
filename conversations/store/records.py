"""What a store keeps: messages with their answers, where conversations stand, feedback, updates."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ..blocks import AskedQuestion, Blocks, Line
from ..state import State
from .reply_codec import decode_blocks, encode_blocks


class StoreError(Exception):
    """The store cannot be used; the message says why in one line."""


class StoreUnavailableError(StoreError):
    """The store cannot be used just now: locked by another program, disk full, damaged."""


class StaleError(Exception):
    """The conversation went on since it was read: think again."""


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
    encoded_question: str | None = None
    choice: str | None = None
    """Options that were tapped, where the message is nothing else."""

    @property
    def question(self) -> AskedQuestion | None:
        """The one whose options the message chooses from, if not the pending one."""
        if self.encoded_question is None:
            return None
        try:
            (asked,) = decode_blocks(self.encoded_question)
        except ValueError:
            return None  # of a later version
        return asked if isinstance(asked, AskedQuestion) else None

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
    version: int | None = field(default=None, compare=False)
    """The number of the message whose answer left it so; `None` where there is nothing yet."""


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


@dataclass(frozen=True, slots=True)
class Update:
    """What a platform pushed and was told that we have: it must be handled, once.

    `body` is sealed by whoever keeps it (it holds the platform's own ids) and empty once
    the update is done; `sent` counts the messages of the answer that went out already.
    """

    number: int
    body: str
    sent: int = 0
