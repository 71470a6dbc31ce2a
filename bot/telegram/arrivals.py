"""Updates in the order of their numbers, though they may arrive in another."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping
from typing import Any

GAP_SECONDS = 0.5
"""How long an update waits for the ones before it that have not arrived."""
FAR = 10_000
"""A number so much lower begins a new row of numbers: after a week without updates the next
one is chosen at random (core.telegram.org/bots/api#update)."""
Data = Mapping[str, Any]


class Arrivals:
    """Hands updates on by number; one that is missing is waited for, but not for long."""

    def __init__(self, hand_on: Callable[[Data], None]) -> None:
        self._hand_on = hand_on
        self._waiting: dict[int, Data] = {}
        self._last: int | None = None
        self._taken_up: Collection[int] = ()
        self._begun = False
        self._timer: asyncio.TimerHandle | None = None

    def begin(self, last: int | None, taken_up: Collection[int]) -> None:
        """Begin to hand on what comes after `last`; what was taken up already is not handed on."""
        self._begun, self._last, self._taken_up = True, last, taken_up
        for number in taken_up:
            self._waiting.pop(number, None)
        self._go_on()

    def arrived(self, number: int, data: Data) -> None:
        if number in self._taken_up:
            return
        self._waiting[number] = data
        if self._begun:
            self._go_on()

    @property
    def has_begun(self) -> bool:
        return self._begun

    def end(self) -> None:
        """Hand on nothing any more; a new beginning finds it in the store."""
        if self._timer is not None:
            self._timer.cancel()
        self._begun, self._timer = False, None
        self._waiting.clear()

    def release(self) -> None:
        """Hand on everything that waits, in order; before the beginning it stays in the store."""
        self._timer = None
        for number in sorted(self._waiting) if self._begun else ():
            self._pass(number)

    def _go_on(self) -> None:
        for number in sorted(self._waiting):
            if self._last is not None and self._last + 1 < number:
                break
            self._pass(number)
        if self._waiting and self._timer is None:  # what comes meanwhile does not put it off
            self._timer = asyncio.get_running_loop().call_later(GAP_SECONDS, self.release)

    def _pass(self, number: int) -> None:
        begins_anew = self._last is None or self._last - number > FAR
        self._last = number if begins_anew else max(number, self._last or number)
        self._hand_on(self._waiting.pop(number))
