"""What is told of a measure beside its conditions and its amount: when to apply, quotas, instalments …"""

from __future__ import annotations

from datetime import date

from policy_engine import Kind, MeasureResult, Money, Policy, Status, TermKind

from . import wording
from .rule_wording import readable_rule
from .worded import worded

_WORDS = worded("measures")
_MAY_BE_DRAWN = (Status.ELIGIBLE, Status.UNDETERMINED)


def particulars(policy: Policy, result: MeasureResult) -> tuple[str, ...]:
    """What else is to be known of a measure that may be drawn, each in a sentence."""
    if result.status not in _MAY_BE_DRAWN:
        return ()
    told = [_term(policy, term.kind, term.text) for term in result.terms]
    support = result.measure.benefit.support
    if support and result.measure.benefit.kind is not Kind.IN_KIND:
        told.append(_WORDS["support"].format("、".join(support)))
    if result.schedule:
        paid = "；".join(_payment(when, amount) for when, amount in result.schedule)
        told.append(_WORDS["schedule"].format(paid))
    return tuple(told)


def _term(policy: Policy, kind: TermKind, text: str) -> str:
    said = readable_rule(policy, text) if kind is TermKind.TOGETHER else text
    return str(_WORDS["terms"][kind.value].format(said))


def _payment(when: str, amount: Money) -> str:
    return str(_WORDS["paid_when"].format(when=when, amount=wording.total(amount)))


def window(policy: Policy, result: MeasureResult) -> str:
    """Whether one can apply today, and for how long; empty where the text sets no time."""
    found, rule = result.window, result.measure.window
    if found is None or rule is None:
        return ""
    if found.first is None and found.last is None:
        return _within(policy, rule.facts(), getattr(rule, "text", ""))
    return str(_WORDS["window"][_state(found.first, found.last, found.today)].format(
        days=found.days_left, first=_day(found.first), last=_day(found.last)
    ))  # fmt: skip


def _within(policy: Policy, facts: tuple[str, ...], time: str) -> str:
    event = "、".join(policy.facts[fact].label for fact in facts)
    return str(_WORDS["window"]["within"].format(event=event, time=time))


def _state(first: date | None, last: date | None, today: date) -> str:
    if last is not None and last < today:
        return "over"
    if first is not None and today < first:
        return "not_yet" if last is None else "not_yet_until"
    if last is None:
        return "without_end"
    return "last_day" if last == today else "open"


def _day(day: date | None) -> str:
    return "" if day is None else wording.number_of_day(day)
