"""How something said of a fact is meant: as a fact of the speaker's present, or otherwise."""

from __future__ import annotations

from enum import StrEnum

from .statements import Mark


class Sense(StrEnum):
    """`told`, `denied` and `added` hold of the speaker's present; `unsaid`: only asked about,
    taken back, or not said at all."""

    TOLD = "told"
    DENIED = "denied"
    ADDED = "added"
    SUPPOSED = "supposed"
    PLANNED = "planned"
    OTHERS = "others"
    PAST = "past"
    UNSAID = "unsaid"

    @property
    def mark(self) -> Mark | None:
        """Why it is no fact of the speaker's present, as statements tell it."""
        return _MARKS.get(self)


_MARKS: dict[Sense, Mark] = {
    Sense.PLANNED: "planned",
    Sense.OTHERS: "others",
    Sense.PAST: "past",
}
NUMBER_SENSES: tuple[Sense, ...] = tuple(sense for sense in Sense if sense is not Sense.DENIED)
CLAIM_SENSES: tuple[Sense, ...] = tuple(sense for sense in Sense if sense is not Sense.ADDED)
