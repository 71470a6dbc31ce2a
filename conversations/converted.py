"""折合美元大概多少: the amounts that are drawn in another currency, at the rate that is set."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from policy_engine import Interval, Quantity, Status, unit_label, unit_of

from . import wording
from .blocks import Line, group
from .grounds import YUAN
from .telling import Answered, sentence
from .turn import Turn
from .worded import worded

_WORDS = worded("measures")["converted"]


def can_convert(turn: Turn) -> bool:
    """Whether the amounts are asked for in another currency, and no sum of one's own is."""
    named = turn.meaning.currency not in ("", YUAN)
    return named and all(mention.article for mention in turn.meaning.quantities)


def converted(turn: Turn) -> Answered:
    """Each amount that is drawn and their sum; the rate is told once."""
    currency, rates = turn.meaning.currency, turn.grounds.rates
    if currency not in rates.yuan_per:
        return sentence(_WORDS["no_rate"].format(unit_label(currency)))
    lines = [Line(text, "item") for text in _amounts(turn, currency)]
    if not lines:
        return sentence(_WORDS["nothing"])
    day = _WORDS["of_day"].format(rates.on) if rates.on else _WORDS["set"]
    rate = wording.plain(rates.yuan_per[currency])
    return "answer", group(Line(_WORDS["at"].format(day, unit_label(currency), rate)), *lines)


def _amounts(turn: Turn, currency: str) -> Iterator[str]:
    drawn = [r for r in turn.results if r.status is Status.ELIGIBLE and r.amount is not None]
    for result in drawn:
        assert result.amount is not None
        told = wording.amount(result.amount, result.measure.benefit)
        also = _converted(turn, result.amount.low, result.amount.high, currency)
        if also:
            yield _WORDS["of_one"].format(result.measure.title, told, also)
    total = turn.assessment.total
    if len(drawn) > 1 and total is not None:
        also = _converted(turn, total.low, total.high, currency)
        if also:
            yield _WORDS["of_all"].format(wording.total(total), also)


def _converted(turn: Turn, low: Decimal, high: Decimal | None, currency: str) -> str:
    ends = [end for end in dict.fromkeys((low, high)) if end]
    return str(_WORDS["to"]).join(_told(turn, end, currency) for end in ends if high is not None)


def _told(turn: Turn, yuan: Decimal, currency: str) -> str:
    sum_ = Quantity(Interval.exactly(yuan), unit_of(YUAN))
    found = turn.grounds.rates.convert(sum_, currency)
    assert found is not None
    return wording.money(wording.three_figures(found.interval.low), currency)
