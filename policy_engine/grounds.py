"""What rests on which sentences: the numbers of each part of a pack, held against what it quotes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from .benefit import Benefit
from .measure import Measure
from .policy import Policy
from .quoted_numbers import NUMBER, Worth, numbers_in_words, numbers_of_rules, numbers_quoted
from .terms import TermKind
from .units import DATE
from .window import WindowRule, Within, Yearly, dates_of

_NOT_IN_TEXT = "数写错了就改规则；数在别的句子里，依据里把那一句也抄上（在别的条款里的写成 {条款: …, 原文: …}）"
_NOT_IN_RULES = "漏了就写进条件或金额；看过不用写的，列进“已核对”，写上理由"
_LIMITS = (TermKind.YEARS, TermKind.TIMES)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a policy officer should look at, and what to do about it."""

    where: str
    problem: str
    remedy: str = field(default="", compare=False)


Day = tuple[str, tuple[frozenset[Worth], ...]]
"""A day as it is told, and what a sentence may say for it: the whole date, or month and day."""


@dataclass(frozen=True)
class Ground:
    """Rules and the sentences that they rest on.

    `implied`: numbers that the rules say without writing them (前 2 年 of two equal years);
    `verbatim`: what is told word for word, so that its numbers need no rule.
    """

    where: str
    rules: tuple[str, ...]
    quotes: tuple[str, ...]
    implied: frozenset[Worth] = frozenset()
    verbatim: tuple[str, ...] = ()
    days: tuple[Day, ...] = ()

    @cached_property
    def written(self) -> dict[str, Worth]:
        return numbers_of_rules(list(self.rules))

    def findings(self) -> Iterator[Finding]:
        """Numbers of the rules that no sentence says, then those of the sentences that no rule has."""
        quote = "……".join(self.quotes)
        quoted = numbers_quoted(quote)
        said = set[Worth]().union(*quoted.values(), numbers_in_words(quote))
        days = {worth for _, forms in self.days for form in forms for worth in form}
        used = {*self.written.values(), *self.implied, *days}
        for words in self.verbatim:
            used.update(*numbers_quoted(words).values())
        for text, worth in self.written.items():
            if worth not in said:
                yield Finding(self.where, f"规则里的“{text}”在依据里没有", _NOT_IN_TEXT)
        for text, forms in self.days:
            if not any(form <= said for form in forms):
                yield Finding(self.where, f"规则里的“{text}”在依据里没有", _NOT_IN_TEXT)
        for text, worths in quoted.items():
            if not worths & used:
                yield Finding(self.where, f"依据里的“{text}”没有写进规则", _NOT_IN_RULES)


def grounds_of(policy: Policy) -> list[Ground]:
    """The measures, the common conditions and the groups of a pack, each with its sentences."""
    found = [_of_measure(measure) for measure in policy.measures.values()]
    common = dict.fromkeys(c for m in policy.measures.values() for c in m.common)
    found += [Ground("共同条件", (each.condition.text,), each.quotes) for each in common]
    found += [
        Ground(f"定义“{term.name}”", (term.condition.text,), term.quotes)
        for term in policy.defined_terms
    ]
    for group in policy.totals.groups:
        rules = (group.cap.text,) if group.cap is not None else ()
        found.append(Ground("合计封顶" if rules else "就高不重复", rules, group.quotes))
    return found


def _of_measure(measure: Measure) -> Ground:
    limits = [term.text for term in measure.terms if term.kind in _LIMITS]
    verbatim = [term.text for term in measure.terms if term.kind not in _LIMITS]
    window, parts = measure.window, measure.benefit.instalments
    within = [window.text] if isinstance(window, Within) else []
    return Ground(
        f"措施 {measure.id}",
        (*_rules(measure), *limits, *within),
        measure.quotes,
        frozenset(_implied(measure)),
        (*verbatim, *measure.benefit.support, *(part.when for part in parts)),
        _days(window),
    )


def _rules(measure: Measure) -> list[str]:
    benefit = measure.benefit
    rules = [part.text for part in measure.own_conditions]
    for tier in benefit.tiers:
        rules += [] if tier.is_year else [tier.condition.text]
        rules.append(tier.amount.text)
    single = (benefit.amount, benefit.cap, benefit.floor)
    rules += [amount.text for amount in single if amount is not None]
    rules += [benefit.at_once.text] if benefit.at_once is not None else []
    return rules + [part.text for part in benefit.instalments]


def _implied(measure: Measure) -> Iterator[Worth]:
    """What the rules say without writing it: 每 1 家 of 1 万元/家, how many instalments, years."""
    yield from _years(measure.benefit)
    yield from _of_others(measure)
    yield NUMBER, Decimal(len(measure.benefit.instalments))
    if measure.benefit.counter is not None:
        yield NUMBER, Decimal(1)


def _of_others(measure: Measure) -> set[Worth]:
    """The numbers of other measures that this one asks for (符合“8.1”)."""
    atoms = [atom.text for condition in measure.own_conditions for atom in condition.atoms()]
    return set(numbers_of_rules(atoms).values())


def _years(benefit: Benefit) -> Iterator[Worth]:
    """What a row of years says: how many, from where to where and how many of them are alike."""
    years = [tier.amount.text for tier in benefit.tiers if tier.is_year]
    place = 0
    for _, alike in groupby(years):
        count = len(list(alike))
        for number in (place + 1, place + count, count):
            yield from ((NUMBER, Decimal(number)), (NUMBER, Decimal(number * 12)))
        place += count
    yield from ((NUMBER, Decimal(place)), (NUMBER, Decimal(place * 12)))


def _days(window: WindowRule | None) -> tuple[Day, ...]:
    """The days that a window names."""
    if isinstance(window, Yearly):
        return tuple((f"{m}月{d}日", (_parts(m, d),)) for m, d in (window.first, window.last))
    days = dates_of(window) if window is not None else ()
    return tuple(
        (
            day.isoformat(),
            (frozenset({(DATE, Decimal(day.toordinal()))}), _parts(day.month, day.day)),
        )
        for day in days
    )


def _parts(*numbers: int) -> frozenset[Worth]:
    return frozenset((NUMBER, Decimal(number)) for number in numbers)
