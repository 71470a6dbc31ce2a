"""How long the policies of a call are in force: said at its top while there is time to act."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from conversations import REMIND_DAYS
from policy_engine import MeasureResult, Policy


def validity(policy: Policy, spoken_of: Iterable[MeasureResult], today: date) -> tuple[str, ...]:
    """A line for every policy that soon runs out or is not in force; of several policies those
    that are spoken of, by their names."""
    policies = dict.fromkeys(r.policy for r in spoken_of) if policy.answers_together else [policy]
    named = policy.answers_together
    told = ((each.name if named else "文件", each) for each in policies)
    return tuple(line for name, each in told if (line := _line(name, each, today)))


def _line(name: str, policy: Policy, today: date) -> str:
    left = (policy.last_day - today).days
    if today < policy.issued:
        return f"{name} {policy.issued} 才发布，还没有生效"
    if left < 0:
        return f"{name} {policy.last_day} 已经到期，不能再按它申报"
    if left > REMIND_DAYS:
        return ""
    return f"{name}还有 {left} 天到期" if left else f"{name}今天到期"
