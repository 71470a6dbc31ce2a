"""The text of a policy, in clauses, and the search for what is quoted from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from .clauses import Clause, clauses_of
from .numbering import Style, number_of, plain_label

_BLANK = re.compile(r"\s+")
_ONE_WIDTH = str.maketrans(
    "（），；：？！％〔〕【】＜＞０１２３４５６７８９", "(),;:?!%[][]<>0123456789"
) | {0x201C: '"', 0x201D: '"', 0x2018: "'", 0x2019: "'"}


@dataclass(frozen=True)
class SourceText:
    """A policy text, one paragraph a line; `named`: clauses that the pack names by their beginning."""

    text: str
    named: tuple[tuple[str, str], ...] = ()

    @cached_property
    def tree(self) -> tuple[Clause, ...]:
        """The clauses of the text, those within a clause as its parts; 前言 first, 附则 last."""
        return clauses_of(self.text, self.named)

    @cached_property
    def clauses(self) -> dict[str, str]:
        """The main clauses with their whole text, in order; all of them are all of the text.

        >>> SourceText("某某办法\\n一、甲。\\n二、乙。\\n本办法自发布之日起施行。").clauses["附则"]
        '本办法自发布之日起施行。'
        """
        return {
            clause.label: clause.own if clause.holds_articles else clause.text
            for clause in self._main(self.tree)
        }

    def clause(self, label: str) -> Clause | None:
        """The clause of that label, a main one or a part of one: 八, 第十一条, 三（二）."""
        return self._by_label.get(plain_label(label))

    def meant(self, words: str) -> Clause | None:
        """The clause that a person means: 8, 第八条, 八, 三(二)."""
        plain = plain_label(words)
        exact = self.clause(plain)
        if exact is not None:
            return exact
        number = number_of(plain.removeprefix("第").removesuffix("条"))
        numbered = (c for c in self._main(self.tree) if number and c.number == number)
        return next((c for c in numbered if c.style is self._main_style), None)

    def clause_name(self, label: str) -> str:
        """How a clause is read out: 第八条 for the 八 of “八、…”, any other as it is labelled."""
        clause = self.clause(label)
        counted = clause is not None and clause in self.tree and clause.style is Style.CHINESE
        return f"第{label}条" if counted and self.are_read_as_articles else label

    def main_clause(self, label: str) -> str:
        """The label of the main clause in which that clause stands."""
        found = label
        for clause in self._main(self.tree):
            if any(part.label == plain_label(label) for part in clause.walk()):
                found = clause.label
        return found

    @property
    def are_read_as_articles(self) -> bool:
        """Whether “八、” is the eighth clause of the text, not a heading over articles."""
        return self._main_style is Style.CHINESE

    @cached_property
    def _main_style(self) -> Style | None:
        styles = {clause.style for clause in self._main(self.tree)}
        if Style.ARTICLE in styles:
            return Style.ARTICLE
        return next((c.style for c in self.tree if c.style is not None), None)

    def _main(self, clauses: tuple[Clause, ...]) -> Iterator[Clause]:
        for clause in clauses:
            yield clause
            if clause.holds_articles:
                yield from self._main(clause.parts)

    @cached_property
    def _by_label(self) -> dict[str, Clause]:
        return {part.label: part for clause in self.tree for part in clause.walk()}

    @cached_property
    def _folded(self) -> tuple[str, list[int]]:
        places = [place for place, char in enumerate(self.text) if not char.isspace()]
        return "".join(self.text[place] for place in places).translate(_ONE_WIDTH), places

    def find(self, quote: str) -> str | None:
        """The stretch of the text that says `quote`, blanks, line breaks and width aside.

        >>> SourceText("给予 120 元/票补助").find("120元/票")
        '120 元/票'
        >>> SourceText("补助70％（含税）").find("补助70%(含税)")
        '补助70％（含税）'
        """
        folded, places = self._folded
        wanted = _BLANK.sub("", quote).translate(_ONE_WIDTH)
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
