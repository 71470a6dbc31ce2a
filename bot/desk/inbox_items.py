"""What the inbox shows: items, pages, conversations that go on, how long people wait."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from conversations import Card, Exchange

from ..answering import ATTENDED
from ..callbacks import phone_in
from ..pages.editing import ShownFact
from ..pages.showing import Shown
from ..takeovers import Takeover


@dataclass(frozen=True, slots=True)
class Item:
    """One message to look at, what the user said before it, and who has it."""

    exchange: Exchange
    channel: str
    why: str
    """Why it is here, in a word."""
    holder: str
    before: str
    alike: int = 1
    """How many wait that read the same."""
    note: str = ""
    """What the person said of the answer, where they found it bad."""


@dataclass(frozen=True, slots=True)
class Going:
    """A conversation that someone has taken over."""

    takeover: Takeover
    channel: str
    latest: str
    waits: bool
    """Whether the person said something that nobody answered yet."""


@dataclass(frozen=True, slots=True)
class Page:
    """Items of one page; `like`: only those that read the same as this one, one by one."""

    items: list[Item]
    number: int
    has_next: bool
    like: int | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """An item with what was said before and after it, and how the person stands."""

    item: Item
    history: list[Shown]
    names: Mapping[int, str]
    """Who of the staff said what of it, by number."""
    is_free: bool
    """Whether this person may answer it: nobody else does."""
    has_it: bool
    """Whether they began to, so that nobody else can."""
    alike: int
    """How many wait that read the same, this one included; counted up to a thousand."""
    facts: list[ShownFact]
    cards: tuple[Card, ...]
    sentences: list[Exchange]
    takeover: Takeover | None
    phone: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits, for the bar of every page.

    >>> Waiting(3, 2, 0, 65.0).told, Waiting(3, 2, 1, 65.0).told, Waiting(0, 0, 1, 5.0).told
    ('2 人等着，最久 1 分', '2 人等着，1 人等您答，最久 1 分', '1 人等您答，最久 不到 1 分')
    """

    items: int
    anybodys: int
    """People who wait for whoever answers first."""
    yours: int
    """People whose conversation this person has, and who said something since."""
    seconds: float

    @property
    def count(self) -> int:
        return self.items + self.yours

    @property
    def people(self) -> int:
        return self.anybodys + self.yours

    @property
    def told(self) -> str:
        """How many people wait, and how long the first one has; nothing where nobody does."""
        if not self.people:
            return ""
        waits = [f"{self.anybodys} 人等着"] if self.anybodys else []
        waits += [f"{self.yours} 人等您答"] if self.yours else []
        return "，".join([*waits, f"最久 {_duration(self.seconds)}"])


def why(exchange: Exchange, note: str | None) -> str:
    """Why a message is here, in a word; `note`: what was said of its answer, if it was found bad."""
    if exchange.act == "handoff":
        return "要找人"
    if exchange.act == ATTENDED:
        return "接着说的"
    if phone_in(exchange.text):
        return "留了电话"
    return "没听懂" if exchange.act == "fallback" else "说答得不好" if note is not None else "要看"


def _duration(seconds: float) -> str:
    minutes = int(seconds // 60)
    if minutes < 60:
        return f"{minutes} 分" if minutes else "不到 1 分"
    return f"{minutes // 60} 小时" if minutes < 48 * 60 else f"{minutes // 1440} 天"
