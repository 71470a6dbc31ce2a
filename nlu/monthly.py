"""月租金, 每月工资: sums that are of a month by their name."""

from __future__ import annotations

from policy_engine import MONEY, FactDefinition

from .language.forms import form


def is_monthly(definition: FactDefinition) -> bool:
    """Whether a fact is such a sum."""
    named = form("of_a_month").search(f"{definition.label}{definition.question}")
    return definition.kind == MONEY and named is not None
