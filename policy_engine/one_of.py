"""One of several named values: 国家级, 省级 or 市级, or the place a business is registered in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from .interval import Truth

SEPARATOR = "、"
"""Stands between names where they are written."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """The values that are still possible; more than one means that it is not known which.

    >>> told = OneOf(("省级", "市级"))
    >>> told.is_among({"省级", "市级"}), told.is_among({"国家级"}), told.is_among({"省级"})
    (True, False, None)
    """

    values: tuple[str, ...]

    def __str__(self) -> str:
        return SEPARATOR.join(self.values)

    @property
    def is_exact(self) -> bool:
        return len(self.values) == 1

    def is_among(self, names: Collection[str]) -> Truth:
        """Whether the value is one of `names`."""
        inside = sum(value in names for value in self.values)
        if inside == 0:
            return False
        return True if inside == len(self.values) else None

    def divided(self, names: Collection[str]) -> tuple[OneOf, ...]:
        """The part among `names` and the part outside, where there is such a part."""
        inside = tuple(value for value in self.values if value in names)
        outside = tuple(value for value in self.values if value not in names)
        return tuple(OneOf(part) for part in (inside, outside) if part)
