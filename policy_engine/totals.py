"""How measures add up: 就高不重复 (of a group the best one), 合计封顶 (a sum that stays below a limit)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .expression import Amount, World, each_once
from .interval import INFINITY, Interval

Amounts = Mapping[str, Interval]
"""What each measure that is granted may pay, by its id."""


@dataclass(frozen=True, slots=True)
class Group:
    """Measures of which only the best is paid, or whose sum stays below `cap`; with its sentence."""

    measures: tuple[str, ...]
    clause: str
    quotes: tuple[str, ...]
    cap: Amount | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """The groups of a policy, smaller ones before those that hold them."""

    groups: tuple[Group, ...] = ()

    def facts(self) -> tuple[str, ...]:
        """The facts that limit sums."""
        return each_once(group.cap.facts() for group in self.groups if group.cap is not None)

    def of(self, amounts: Amounts, world: World) -> Interval:
        """Bounds of the sum of what is granted."""
        parts = [(frozenset([measure]), amount) for measure, amount in amounts.items()]
        for group in self.groups:
            inside = [part for part in parts if part[0] <= set(group.measures)]
            if inside:
                parts = [part for part in parts if part not in inside]
                names = frozenset(name for names, _ in inside for name in names)
                parts.append((names, _together(group, [a for _, a in inside], world)))
        return _sum([amount for _, amount in parts])


def _together(group: Group, amounts: list[Interval], world: World) -> Interval:
    if group.cap is not None:
        return _sum(amounts).smaller(group.cap.range(world).larger(_NOTHING))
    best = amounts[0]
    for amount in amounts[1:]:
        best = best.larger(amount)
    return best


def _sum(amounts: list[Interval]) -> Interval:
    total = _NOTHING
    for amount in amounts:
        total += amount
    return Interval(total.low, total.high, False, total.high == INFINITY)


_NOTHING = Interval.exactly(0)
