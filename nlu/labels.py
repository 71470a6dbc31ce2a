"""Measures named by number: 第八条, 第三条第二款, 8.1, A-2, 三(二), 第十一条 … whatever shape labels have."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from policy_engine import number_of

from .outline import MeasureOutline
from .quantities import Mention

Levels = tuple[int, ...]
_NUMBER = r"(?:\d{1,3}|[零〇一二三四五六七八九十百]{1,5})"
_LEVEL = re.compile(rf"(?<![\d零〇一二三四五六七八九十百千万亿]){_NUMBER}(?![\d百千万亿])")
_REFERENCE = re.compile(
    rf"(?:第{_NUMBER}|^{_NUMBER}(?=条(?![都全一措政])))(?:条|章|节|部分)(?:第?[(（]?{_NUMBER}[)）款项点])*(?:[(（]{_NUMBER}[)）])*"
)


@dataclass(frozen=True)
class Labels:
    """The clause labels and ids of a pack's measures."""

    measures: Mapping[str, MeasureOutline]

    def named(self, text: str, mentions: Sequence[Mention] = ()) -> frozenset[str]:
        """The measures whose clause or id stands in `text`.

        >>> labels = Labels({"8.1": MeasureOutline("平台扶持", "八", ()), "A-2": MeasureOutline("展会", "第十一条", ())})
        >>> sorted(labels.named("第8条和A-2怎么申请")), sorted(labels.named("第十一条")), sorted(labels.named("18.1万"))
        (['8.1', 'A-2'], ['A-2'], [])
        >>> sorted(labels.named("8条")), sorted(labels.named("8条都符合吗"))
        (['8.1'], [])
        """
        found = {m for m in self.measures if _stands(_plain(m), text, mentions)}
        for reference in references(text):
            found |= {m for m, outline in self.measures.items() if _meant(reference, m, outline)}
        return frozenset(found)


def _meant(reference: Levels, measure: str, outline: MeasureOutline) -> bool:
    clause = levels(outline.clause)
    if clause[: len(reference)] == reference:
        return True
    return len(reference) > 1 and levels(measure)[: len(reference)] == reference


def references(text: str) -> Iterator[Levels]:
    """The clauses that are called by number, as levels.

    >>> list(references("第二条怎么说的")), list(references("第3条第2款"))
    ([(2,)], [(3, 2)])
    """
    for match in _REFERENCE.finditer(text):
        yield levels(match.group())


def levels(label: str) -> Levels:
    """The numbers of a label, from the clause down.

    >>> levels("第十一条"), levels("三（二）"), levels("8.1"), levels("五-（三）-2"), levels("A-2")
    ((11,), (3, 2), (8, 1), (5, 3, 2), (2,))
    """
    return tuple(number_of(match.group()) or 0 for match in _LEVEL.finditer(_plain(label)))


def _stands(label: str, text: str, mentions: Sequence[Mention]) -> bool:
    """Whether a label of more than one character stands in the text, and is no part of a number."""
    if len(label) < 2 or label.isdecimal():
        return False
    place = text.lower().find(label)
    while place >= 0:
        end = place + len(label)
        if not _goes_on(text, place, end) and not _is_quantity(place, end, mentions):
            return True
        place = text.lower().find(label, end)
    return False


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether the same number or Latin word goes on before or after."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return (_is_plain(before) and _is_plain(text[start])) or (
        _is_plain(after) and _is_plain(text[end - 1])
    )


def _is_plain(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char == ".")


def _is_quantity(start: int, end: int, mentions: Sequence[Mention]) -> bool:
    return any(
        m.start < end and start < m.end and (m.unit is not None or m.end - m.start > end - start)
        for m in mentions
    )


def _plain(label: str) -> str:
    return unicodedata.normalize("NFKC", label).lower()
