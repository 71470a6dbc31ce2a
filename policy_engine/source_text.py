"""The text of a policy, in clauses, and the search for what is quoted from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

_NUMBERED = re.compile(r"^([一二三四五六七八九十]+)、")
PREAMBLE, CLOSING = "前言", "附则"
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True)
class SourceText:
    """A policy text: one paragraph a line, numbered clauses as “一、…”.

    What stands before the first numbered clause is 前言; after the last, 附则.
    """

    text: str

    @cached_property
    def clauses(self) -> dict[str, str]:
        """Paragraphs by clause: 前言, 一, 二, …, 附则.

        >>> SourceText("某某办法\\n一、甲。\\n二、乙。\\n本办法自发布之日起施行。").clauses["附则"]
        '本办法自发布之日起施行。'
        """
        clauses: dict[str, str] = {}
        label = PREAMBLE
        for line in filter(None, (line.strip() for line in self.text.splitlines())):
            numbered = _NUMBERED.match(line)
            if numbered:
                label = numbered.group(1)
            elif label not in (PREAMBLE, CLOSING):
                label = CLOSING
            clauses[label] = f"{clauses[label]}\n{line}" if label in clauses else line
        return clauses

    @cached_property
    def _folded(self) -> tuple[str, list[int]]:
        places = [place for place, char in enumerate(self.text) if not char.isspace()]
        return "".join(self.text[place] for place in places), places

    def find(self, quote: str) -> str | None:
        """The stretch of the text that says `quote`, blanks and line breaks aside.

        >>> SourceText("给予 120 元/票补助").find("120元/票")
        '120 元/票'
        """
        folded, places = self._folded
        wanted = _BLANK.sub("", quote)
        start = folded.find(wanted) if wanted else -1
        if start < 0:
            return None
        return self.text[places[start] : places[start + len(wanted) - 1] + 1]

    def nearest(self, quote: str) -> str:
        """The longest beginning of `quote` that does stand in the text, for error messages."""
        wanted = _BLANK.sub("", quote)
        low, high = 0, len(wanted)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self.find(wanted[:middle]) else (low, middle - 1)
        return wanted[:low]
