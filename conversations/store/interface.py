"""What any store of conversations must do; tests/conversations/store holds every one to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Protocol

from ..blocks import AskedQuestion
from ..state import State
from .records import DayCount, Exchange, Feedback, Kept, StoredReply, UnreadableState, Update


class Store(Protocol):
    """Every method is safe to call from any thread; what it returned from is on disk.

    Any may raise StoreUnavailableError; then nothing of it was done.
    """

    def patience(self, seconds: float) -> AbstractContextManager[None]:
        """Within it this thread waits at most so long for a store that is locked."""

    def claim(
        self,
        channel: str,
        user: str,
        external_id: str,
        text: str,
        at: float,
        *,
        holder: str = "",
        leased_until: float = 0.0,
        question: AskedQuestion | None = None,
        choice: str | None = None,
    ) -> tuple[Exchange, bool]:
        """Write a message down before anything is done with it.

        Channel, user and id together name it: another user's message with the same id is
        another message. The flag says whether it is new; one that came before is given back
        as it stands, with its answer if it has one. A new one is the `holder`'s to answer
        until its lease ends. `question`: the one whose options it chooses from, if any;
        `choice`: the options that were tapped, as whoever answers reads them.
        """

    def next_turn(
        self, exchange: Exchange, holder: str, at: float, leased_until: float
    ) -> Exchange | None:
        """The earliest message of the same user up to this one that is not answered, now leased
        to `holder`; `None` while another's lease on it stands.

        The message itself, as it stands, when nothing is left to answer.
        """

    def abandoned(self, at: float, most: int = 100) -> list[Exchange]:
        """Messages that are not answered though their lease has ended, oldest first."""

    def set_aside(self, exchange: Exchange) -> None:
        """A message that cannot be answered: later ones do not wait for it any more."""

    def answer(
        self,
        exchange: Exchange,
        state: State,
        reply: StoredReply,
        at: float,
        *,
        version: int | None,
    ) -> Exchange:
        """Keep the answer and the state after it in one step; the first answer stands.

        `version`: that of the conversation the answer was made from. Raises StaleError when
        it went on since. A message that was deleted meanwhile is answered, but not kept.
        """

    def late(self, channel: str, user: str) -> list[Exchange]:
        """Answers that came too late to be given and were not given since."""

    def give_with(self, exchange: Exchange, at: float) -> list[Exchange]:
        """What is given together with the answer of a message: what came late before it, but
        for what is being sent at that time. It is the same whenever the message is sent again.
        """

    def given_with(self, exchange: Exchange) -> list[Exchange]:
        """What was given together with the answer of a message."""

    def mark_late(self, exchange: Exchange, late: bool) -> None:
        """Remember that an answer still has to be given, or that it has been."""

    def begin_sending(self, exchange: Exchange, until: float) -> None:
        """An answer that comes late is being sent, and given by nobody else till a time: whoever
        is sending it may die."""

    def end_sending(self, exchange: Exchange, sent: bool) -> None:
        """It was sent, or still has to be given."""

    def is_being_sent(self, exchange: Exchange, at: float) -> bool:
        """Whether an answer is being sent at a time."""

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

    def is_open(self, channel: str, user: str) -> bool:
        """Whether a message of a user still has to be answered."""

    def latest(self, channel: str, user: str) -> Exchange | None:
        """The latest answered message of a user."""

    def turn_page(self, exchange: Exchange, request: str) -> int:
        """How many pages of an answer were read, now that the next is asked for.

        The first page went out with the answer itself, unless that came late: then it is asked
        for as well. The same request turns no page twice.
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

    def forget(self, channel: str, user: str, through: int | None = None) -> int:
        """Delete everything of a user; returns how many messages there were.

        `through`: messages with a higher number were said since, and stay.
        """

    def erase(self) -> None:
        """Erase what was deleted wherever it may still stand; again and again, it is cheap."""

    def check(self) -> None:
        """Read everything there is. Raises StoreError when it is damaged."""

    def trouble(self) -> str | None:
        """Why what is written would be lost or refused, if it would.

        Raises StoreUnavailableError when it just was.
        """

    def purge(self, before: float) -> int:
        """Delete what was last touched before a time; returns how many messages."""

    def close(self) -> None:
        """Let go of files."""


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
