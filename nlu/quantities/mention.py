"""A quantity as it stands in a message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policy_engine import Interval, Quantity, unit_of

BARE = "1"


@dataclass(frozen=True, slots=True)
class Mention:
    """A quantity in the cleaned text from `start` to `end`; the numeral itself at `core`.

    `unit` is a contract code or the counter as written; a bare number has none.
    `ordinal` marks 第二年, 头一年 and ranks; `rank` a place in an order (排第五, 前三);
    `article` a 一家 / 一个 that mostly counts nothing; `since` a date told as the beginning
    of a duration; `begun` the first and the last day that it may mean.
    """

    start: int
    end: int
    text: str
    interval: Interval
    unit: str | None
    approx: bool = False
    core: int = 0
    ordinal: bool = False
    article: bool = False
    since: bool = False
    rank: bool = False
    begun: tuple[date, date] | None = None

    def overlaps(self, span: tuple[int, int]) -> bool:
        """Whether a stretch of the text has some of it."""
        return self.start < span[1] and span[0] < self.end

    def quantity(self, default_unit: str = BARE) -> Quantity:
        """As the engine reads it; a bare number counts in `default_unit`."""
        return Quantity(self.interval, unit_of(self.unit or default_unit), self.approx)
