"""When something that began on a known day has run for as long as it must."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from nlu import Meaning
from policy_engine import DURATION, FactDefinition, FactValue, Policy, Quantity

from . import wording
from .speaking import Speaker
from .worded import worded

Days = tuple[date, date]
"""The first and the last day that it may have begun on."""
MONTHS_OF_A_YEAR, FIRST_OF_NEXT = 12, 1


def began(
    facts: Mapping[str, FactDefinition], new: Mapping[str, FactValue], meaning: Meaning | None
) -> Mapping[str, Days]:
    """The days that a message tells as the beginning of what it says to have run."""
    dated = {
        m.interval: m.begun for m in (meaning.quantities if meaning is not None else ()) if m.begun
    }
    return {
        fact: dated[value.interval]
        for fact, value in new.items()
        if isinstance(value, Quantity) and facts[fact].kind == DURATION and value.interval in dated
    }


def full_from(policy: Policy, fact: str, months: Quantity, speaker: Speaker) -> str:
    """“到 2026-11-28 满 6 个月（还有 1 天）”; empty where no day is known, or it is over by then."""
    days = speaker.begun.get(fact)
    if days is None or speaker.today is None or not months.interval.is_exact:
        return ""
    first, last = (after(day, int(months.interval.low)) for day in days)
    if first <= speaker.today:
        return ""
    words, enough = worded("questions")["full"], wording.quantity(months)
    if first == last:
        told: str = words["on"].format(first, enough, (first - speaker.today).days)
    else:
        told = words["between"].format(first, last, enough)
    return told if policy.in_force(first) else f"{told}{words['too_late']}"


def after(day: date, months: int) -> date:
    """So many months later: the same day of the month, or the first of the next where there is none.

    >>> after(date(2026, 5, 28), 6), after(date(2026, 8, 31), 6)
    (datetime.date(2026, 11, 28), datetime.date(2027, 3, 1))
    """
    count = day.year * MONTHS_OF_A_YEAR + day.month - 1 + months
    year, month = divmod(count, MONTHS_OF_A_YEAR)
    try:
        return date(year, month + 1, day.day)
    except ValueError:
        year, month = divmod(count + 1, MONTHS_OF_A_YEAR)
        return date(year, month + 1, FIRST_OF_NEXT)
