"""Numbers for the office: what came in, what was found, what was not understood."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from conversations import DayCount
from policy_engine import Policy

from ..channel_names import channel_name

HEIGHT, BAR, GAP = 80, 7, 3
"""Of a drawing that is about as wide as it is shown, so that its labels can be read."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One piece of a stacked bar, placed in the drawing."""

    x: int
    y: float
    height: float
    channel: str
    told: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Stacked bars, one a day."""

    width: int
    height: int
    most: int
    bars: tuple[Bar, ...]
    days: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """How often a measure was met, was open, was not met, over the latest answers."""

    title: str
    eligible: int
    undetermined: int
    ineligible: int

    @property
    def asked(self) -> int:
        """In how many conversations it was spoken of."""
        return self.eligible + self.undetermined + self.ineligible

    @property
    def share(self) -> int:
        """Whole percent of those that meet it."""
        return round(100 * self.eligible / self.asked) if self.asked else 0


def days_until(today: date, many: int) -> list[str]:
    """The last days in order, today the last."""
    return [(today - timedelta(days=ago)).isoformat() for ago in range(many - 1, -1, -1)]


def chart(counts: Sequence[DayCount], what: str, days: Sequence[str]) -> Chart:
    """The bars of `messages`, `users` or `unclear` per day and channel.

    >>> told = [DayCount("2026-01-01", "web", 1, 3, 0), DayCount("2026-01-01", "wechat", 1, 1, 0)]
    >>> [(bar.y, bar.height) for bar in chart(told, "messages", ["2026-01-01"]).bars]
    [(20.0, 60.0), (0.0, 20.0)]
    """
    sums = Counter[str]()
    for count in counts:
        sums[count.day] += getattr(count, what)
    most = max(sums.values(), default=0) or 1
    bars: list[Bar] = []
    for place, day in enumerate(days):
        top = float(HEIGHT)
        for count in (c for c in counts if c.day == day):
            number = int(getattr(count, what))
            height = HEIGHT * number / most
            top -= height
            told = f"{day} {channel_name(count.channel)} {number}"
            bar = Bar(
                x=place * (BAR + GAP),
                y=round(top, 1),
                height=round(height, 1),
                channel=count.channel,
                told=told,
            )
            bars.append(bar)
    labels = tuple(
        (place * (BAR + GAP), day[5:]) for place, day in enumerate(days) if not place % 7
    )
    width = max(len(days) * (BAR + GAP), 60)
    return Chart(width=width, height=HEIGHT, most=most, bars=tuple(bars), days=labels)


def _key_of(policy: Policy, measure: Mapping[str, str]) -> str | None:
    """How a measure that was told of is known now, if it is."""
    of = measure.get("policy", policy.members[0].id if len(policy.members) == 1 else "")
    member = next((p for p in policy.members if p.id == of), None)
    own = member.measures.get(measure["id"]) if member is not None else None
    return own.key if own is not None else None


def found(policy: Policy, turns: Iterable[str]) -> list[Found]:
    """The measures by how often the latest answers spoke of them, most often first."""
    counts: Counter[tuple[str, str]] = Counter()
    for turn in turns:
        told = json.loads(turn)
        known = set(told.get("facts") or ())
        for measure in told.get("measures") or ():
            key = _key_of(policy, measure)
            if key is not None and known.intersection(policy.measures[key].facts):
                counts[key, measure["status"]] += 1
    rows = [
        Found(
            title=measure.title,
            eligible=counts[name, "eligible"],
            undetermined=counts[name, "undetermined"],
            ineligible=counts[name, "ineligible"],
        )
        for name, measure in policy.measures.items()
    ]
    return sorted(rows, key=lambda row: (-row.asked, -row.eligible))
