"""From one sentence that gives something to a measure: conditions, amounts, terms, what is left open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from .facts import FactBook
from .numbers import without_what_counts_nothing
from .roles import Role
from .sentence import Sentence, piece_around

NO_CONDITION = "这一句没有写要什么条件，请看上下文补上"
_VAGUE = re.compile(
    r"(?:较大|较好|重大|显著|突出|良好|明显|一定(?:规模|比例|的)|优秀|知名|有带动作用|市场前景|视情|酌情|适当|重点行业|原则上)"
)
_DIGITS = re.compile(r"\d[\d.,]*(?:[个]?[\u3400-\u9fff%]{1,3})?")


@dataclass
class DraftMeasure:
    """A measure as it will be written; `decisions`: what a person has to look at."""

    id: str
    title: str
    clause: str
    quote: str
    conditions: list[str] = field(default_factory=list)
    benefit: dict[str, object] = field(default_factory=dict)
    terms: dict[str, object] = field(default_factory=dict)
    decisions: list[str] = field(default_factory=list)
    more_quotes: list[tuple[str, str]] = field(default_factory=list)


def measure_of(
    text: str,
    title: str,
    clause: str,
    book: FactBook,
    *,
    defined: Sequence[str] = (),
    earlier: Mapping[str, str] | None = None,
) -> DraftMeasure:
    """The measure of a sentence; `title` is what its clause is headed, `earlier` see Sentence."""
    sentence = Sentence(text, title, book, defined, earlier or {})
    benefit, items = sentence.benefit()
    conditions = sentence.numeric_conditions()
    conditions = [*sentence.claims(items), *conditions]
    terms = sentence.terms()
    if not conditions and "取高" not in benefit:
        conditions = [book.claim(f"符合{title}的条件", role=True)]
        sentence.decisions.append(NO_CONDITION)
    elif not conditions:
        conditions = [book.claim(f"属于{title}的对象", role=True)]
    measure = DraftMeasure("", title, clause, text.rstrip("；;。 "), conditions)
    measure.benefit, measure.terms = benefit, terms
    measure.decisions = [*sentence.decisions, *_left_open(sentence)]
    return measure


def _left_open(sentence: Sentence) -> Iterator[str]:
    for each in sentence.placed:
        if each not in sentence.used:
            said = sentence.text[each.number.start : each.number.end]
            yield f"“{piece_around(sentence.text, each)}”里的“{said}”没有写成规则"
        elif (
            each.role is Role.THRESHOLD
            and each.operator == "<="
            and each.number.start >= sentence.begins
        ):
            yield f"“{piece_around(sentence.text, each)}”写成了条件，像是上限，请核对"
    seen = without_what_counts_nothing(sentence.text)
    for digits in _DIGITS.finditer(seen):
        if not any(p.number.start <= digits.start() < p.number.end for p in sentence.placed):
            yield f"“{digits.group()}”没有读懂，没有写成规则"
    for vague in dict.fromkeys(_VAGUE.findall(sentence.text)):
        yield f"“{vague}”怎么算，文件没有写，由主管部门认定的写进“待定”"
