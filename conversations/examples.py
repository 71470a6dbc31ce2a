"""Examples of what to say, in the words of the policy at hand."""

from __future__ import annotations

from policy_engine import RATIO

from . import wording
from .turn import Turn


def figure(turn: Turn) -> str:
    """“店面面积 100 平方米”: a number that some rule asks for, of what is being talked about if any."""
    policy = turn.policy
    told = [fact for fact in reversed(list(turn.before.facts)) if not policy.facts[fact].is_claim]
    concerned = [fact for result in turn.results for fact in result.measure.facts]
    limits = policy.lowest_thresholds
    figures = (f for f in (*told, *concerned, *limits) if f in limits)
    fact = next((f for f in figures if policy.facts[f].kind != RATIO), None)
    if fact is None:
        return ""
    definition = policy.facts[fact]
    number = wording.number(limits[fact], definition.kind, definition.unit.code)
    return f"{definition.label} {number}"
