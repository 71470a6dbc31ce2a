"""A measure without any enterprise in mind: what it gives, what it asks for."""

from __future__ import annotations

from policy_engine import Measure, MeasureResult, Policy

from . import wording
from .blocks import Blocks, Line, Quote, group
from .rule_wording import conditions_of, plain_fact, readable_rule
from .turn import Turn

CONDITIONS = Line("条件：")
"""What the conditions of a measure stand under."""


def described(turn: Turn, result: MeasureResult) -> Blocks:
    """Its amount, its conditions, its sentence."""
    measure = result.measure
    name = f"{measure.title}（{measure.clause_name}）"
    return group(
        Line(f"{name}：{offered(turn, measure)}"),
        CONDITIONS,
        *conditions_of(result.policy, measure),
        Quote(measure.quote, measure.clause),
    )


def in_a_line(turn: Turn, result: MeasureResult) -> str:
    """Its number, its title and what it gives."""
    measure = result.measure
    name = f"{measure.key} {measure.title}（{measure.clause_name}）"
    return f"{name}：{offered(turn, measure)}"


def offered(turn: Turn, measure: Measure) -> str:
    """What the measure gives at most, whoever asks."""
    nothing_told = turn.grounds.alone(measure)
    benefit, policy = measure.benefit, nothing_told.policy
    if benefit.amount is not None and benefit.amount.facts():
        return _formula(policy, measure)
    if nothing_told.amount is not None and nothing_told.amount.high is None and benefit.amounts():
        capped = "" if benefit.cap is None else f"，上限 {readable_rule(policy, benefit.cap.text)}"
        amounts = "；".join(
            amount.text for amount in benefit.amounts() if amount is not benefit.cap
        )
        if not amounts:
            return f"{wording.nature(benefit)}{capped.removeprefix('，')}"
        prefix = "最高 " if benefit.kind.value == "up_to" else ""
        return prefix + readable_rule(policy, amounts) + capped
    return wording.amount(nothing_told.amount, benefit)


def _formula(policy: Policy, measure: Measure) -> str:
    """“按实补贴，服务费 × 70%，上限 20 万元”: what is paid of which number."""
    benefit = measure.benefit
    assert benefit.amount is not None
    text = readable_rule(policy, benefit.amount.text)
    whole = plain_fact(policy, benefit.amount)
    nature = wording.nature(benefit)
    capped = f"，上限 {readable_rule(policy, benefit.cap.text)}" if benefit.cap is not None else ""
    return f"{nature}{text}{'的全额' if whole else ''}{capped}"
