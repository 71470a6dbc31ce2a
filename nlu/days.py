"""The days that a message tells: in answer to the question for one, or beside the name of a fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from policy_engine import DATE, Interval, Quantity, unit_of

from .clauses import Clause
from .context import Context
from .labelled_lists import Entry, entries
from .language.forms import form
from .message import Message
from .outline import Outline
from .pack_words import WordKind
from .quantities import days_told, numerals
from .statements import ByDay, Mark, Supposed, Told
from .told_in_lists import called

Days = tuple[tuple[int, int], date, date]
"""Where a date stands, the first and the last day that it may mean."""


def told_days(
    message: Message, context: Context, outline: Outline
) -> Iterator[Told | Supposed | ByDay]:
    """What each date of a message is of the facts that are dates, and by which something is done."""
    yield from _by_days(message, context.today)
    dated = [name for name, definition in outline.facts.items() if definition.kind == DATE]
    if not dated:
        return
    found = days_told(message.text, context.today)
    listed = entries(message.text) if found else ()
    told: dict[str, tuple[Days, Clause]] = {}
    for one in found:
        part = message.clause_at(one[0][0])
        if part is None or part.asks or part.threshold:
            continue
        fact = (
            _labelled(listed, outline, one[0][0])
            or _named(message, part, dated)
            or _asked(dated, context, len(found))
        )
        if fact in dated and (fact not in told or not _is_vaguer(one, told[fact][0])):
            told[fact] = one, part
    for fact, ((span, first, last), part) in told.items():
        yield _telling(fact, span, (first, last), part)


def _is_vaguer(one: Days, other: Days) -> bool:
    """毕业证是2021年7月拿的今年三十一岁: a year beside a month is of something else."""
    return one[2] - one[1] > other[2] - other[1]


def _labelled(listed: Sequence[Entry], outline: Outline, place: int) -> str:
    """获奖日期：2024年11月8日: the fact of the label that a date stands under."""
    under = (e for e in listed if e.value_start <= place < e.end)
    return next((called(outline, entry.label) or "" for entry in under), "")


def _named(message: Message, part: Clause, dated: list[str]) -> str:
    """The one fact that the clause of a date calls by its name."""
    named = [f for f in dated if any(message.word(WordKind.NAME, f, part.start, part.end))]
    return named[0] if len(named) == 1 else ""


def _asked(dated: list[str], context: Context, dates: int) -> str:
    """The one that was asked for, where only one date is told."""
    pending = [fact for fact in context.pending if fact in dated]
    return pending[0] if len(pending) == 1 and dates == 1 else ""


def _telling(
    fact: str, span: tuple[int, int], days: tuple[date, date], part: Clause
) -> Told | Supposed:
    value = Quantity(Interval.between(days[0].toordinal(), days[1].toordinal()), unit_of(DATE))
    if part.supposed:
        return Supposed(fact=fact, value=value, span=span, because=DATE)
    mark: Mark | None = part.mark_at(span[0])
    mark = None if mark == "past" else mark  # a day is of the past by its nature
    return Told(fact=fact, value=value, mark=mark, span=span, because=DATE, named=True)


def _by_days(message: Message, today: date) -> Iterator[ByDay]:
    """12月25号才交: the days to come on which something is to be handed in."""
    for found in form("done_on_a_day").finditer(message.text):
        month, day = (_number(found[part]) for part in ("month", "day"))
        try:
            on = date(today.year + bool(found["next"]), month, day)
        except ValueError:
            continue  # the 30th of February
        if on > today:
            yield ByDay(day=on, span=found.span(), because="day")


def _number(said: str) -> int:
    numeral = None if said.isdigit() else numerals.read(said, 0)
    return int(said) if said.isdigit() else int(numeral.interval.low) if numeral else 0
