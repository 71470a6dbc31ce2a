"""Facts as they can be edited in their place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from conversations import bounds, told_value
from nlu import read_value
from policy_engine import DATE, FactValue, Policy, Quantity, written_quantity

from ..today import local_today


@dataclass(frozen=True, slots=True)
class ShownFact:
    """One fact as it can be edited."""

    name: str
    label: str
    value: str
    is_claim: bool


def shown_facts(policy: Policy, facts: Mapping[str, FactValue]) -> list[ShownFact]:
    """The facts that are known, in the order of the policy."""
    return [
        ShownFact(name, definition.label, value_text(facts[name]), definition.is_claim)
        for name, definition in policy.facts.items()
        if name in facts
    ]


def value_text(value: FactValue) -> str:
    """A value as one would type it: 是, 40 多家, 1 年 6 个月, 2023-05-01."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if not isinstance(value, Quantity):
        return told_value(value)
    if value.unit.kind == DATE:
        return str(written_quantity(value))
    return bounds(value.interval, value.unit.kind, value.unit.code, approx=value.approx)


def read_fact(
    policy: Policy, name: str, text: str, known: Mapping[str, FactValue]
) -> FactValue | None:
    """What was filled in for a fact; nothing means not known. Raises FactError.

    What stood in the form already is what is known, to the last open end of a range.
    """
    definition = policy.definition(name)
    if name in known and text == value_text(known[name]):
        return known[name]
    return read_value(definition, text, local_today()) if text else None
