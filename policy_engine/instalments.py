"""Instalments: 主体封闭 30%、竣工验收 30%、运营满半年 40%, or 第一年 5 万元、第二年 3 万元."""

from __future__ import annotations

from dataclasses import dataclass

from .expression import Amount, World
from .interval import ONE, Interval


@dataclass(frozen=True, slots=True)
class Instalment:
    """A part of what is granted: when it is paid, and its share (of 1) or its sum."""

    when: str
    text: str
    share: Interval | None = None
    amount: Amount | None = None

    def due(self, whole: Interval, world: World) -> Interval:
        """Bounds of this part of the whole."""
        if self.share is not None:
            return whole.scaled(self.share.low, ONE)
        assert self.amount is not None
        return self.amount.range(world).smaller(whole)
