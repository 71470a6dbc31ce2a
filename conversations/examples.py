"""Examples of what to say, in the words of the policy at hand."""

from __future__ import annotations

from collections.abc import Iterable

from policy_engine import RATIO, Policy

from . import wording
from .turn import Turn

MOST_FIGURES = 2


def figure(turn: Turn) -> str:
    """“店面面积 100 平方米”: a number that some rule asks for, of what is being talked about if any."""
    policy = turn.policy
    told = [fact for fact in reversed(list(turn.before.facts)) if not policy.facts[fact].is_claim]
    concerned = [fact for result in turn.results for fact in result.measure.facts]
    first = _figures(policy, (*told, *concerned, *policy.lowest_thresholds), 1)
    return first[0] if first else ""


def opening(policy: Policy) -> str:
    """“店面面积 100 平方米，开业时长 6 个月”: the first numbers that its rules ask for, else a role."""
    numbers = _figures(policy, policy.lowest_thresholds, MOST_FIGURES)
    return "，".join(numbers) or next((policy.facts[role].option for role in policy.roles), "")


def _figures(policy: Policy, facts: Iterable[str], most: int) -> list[str]:
    limits = policy.lowest_thresholds
    asked = [f for f in facts if f in limits and policy.facts[f].kind != RATIO]
    return [_figure(policy, fact) for fact in asked[:most]]


def _figure(policy: Policy, fact: str) -> str:
    definition = policy.facts[fact]
    limit = policy.lowest_thresholds[fact]
    return f"{definition.label} {wording.number(limit, definition.kind, definition.unit.code)}"
