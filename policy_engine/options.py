"""The values that a named fact may take, and which of them a told name stands for.

Ranks (国家级, 省级, 市级) are told as they are written. A place may be told in full
(广东省广州市天河区 is in 天河区) or too widely to be sure of.
"""

from __future__ import annotations

from dataclasses import dataclass

from .one_of import OneOf

ELSEWHERE = "其他地区"
"""Every place that no rule names, where a pack does not list the places there are."""

UNLISTED = "都不是"
"""None of the kinds or ranks that a pack names; it is no rank itself."""
_CATCH_ALL = ("其他", "其它", "无", "没有", "都不", "非")


def with_unlisted(values: tuple[str, ...]) -> tuple[str, ...]:
    """Kinds or ranks, and none of them, where the last is not already for all that is left.

    >>> with_unlisted(("国家级", "省级")), with_unlisted(("工业", "其他"))
    (('国家级', '省级', '都不是'), ('工业', '其他'))
    """
    return values if values[-1].startswith(_CATCH_ALL) else (*values, UNLISTED)


@dataclass(frozen=True, slots=True)
class Options:
    """`values` in their order, the highest rank first; `groups` name several of them together.

    >>> places = Options(("天河区", "越秀区", "省外"), (("广州市", ("天河区", "越秀区")),), True)
    >>> places.meant_by("广州市"), places.meant_by("广东省广州市天河区"), places.meant_by("上海市")
    (('天河区', '越秀区'), ('天河区',), ())
    """

    values: tuple[str, ...]
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()
    are_places: bool = False

    @property
    def listed(self) -> tuple[str, ...]:
        """The values that the pack names."""
        return tuple(value for value in self.values if value != UNLISTED)

    @property
    def all(self) -> OneOf:
        return OneOf(self.values)

    def meant_by(self, name: str) -> tuple[str, ...]:
        """The values that `name` may stand for; none when it is none of them."""
        named = self.named(name)
        if named or not self.are_places:
            return named
        return self._place(name) or ((ELSEWHERE,) if ELSEWHERE in self.values else ())

    def named(self, name: str) -> tuple[str, ...]:
        """The value of exactly that name, or those of the group."""
        return (name,) if name in self.values else dict(self.groups).get(name, ())

    def at_least(self, name: str) -> tuple[str, ...]:
        """The values that rank as high as `name` or higher."""
        return self.values[: self.values.index(name) + 1]

    def _place(self, name: str) -> tuple[str, ...]:
        names = (*self.values, *dict(self.groups))
        around = [place for place in names if place in name]
        if around:  # the narrowest stands last: 广东省, 广州市, 天河区
            return self.named(max(around, key=lambda p: (name.rfind(p) + len(p), len(p))))
        inside = tuple(place for place in self.values if name in place)
        if len(inside) == 1 and inside[0].endswith(name):
            return inside
        unsure = ELSEWHERE in self.values and inside
        return (*inside, ELSEWHERE) if unsure else inside
