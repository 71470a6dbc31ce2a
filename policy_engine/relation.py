"""What holds between two facts by definition: new exports are part of all exports."""

from __future__ import annotations

from dataclasses import dataclass

from .expression import Known
from .interval import INFINITY, Interval


@dataclass(frozen=True, slots=True)
class Relation:
    """Holds by definition: `smaller` never exceeds `larger`."""

    smaller: str
    larger: str
    text: str

    def facts(self) -> tuple[str, ...]:
        return (self.smaller, self.larger)

    def settle(self, world: dict[str, Known]) -> bool:
        """Narrow both sides in place; False when they contradict each other."""
        smaller, larger = world.get(self.smaller), world.get(self.larger)
        if not isinstance(smaller, Interval) or not isinstance(larger, Interval):
            return True
        below = Interval(-INFINITY, larger.high, True, larger.high_open)
        above = Interval(smaller.low, INFINITY, smaller.low_open, True)
        narrowed, widened = smaller.intersect(below), larger.intersect(above)
        if narrowed is None or widened is None:
            return False
        world[self.smaller], world[self.larger] = narrowed, widened
        return True
