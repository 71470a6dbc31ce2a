"""Money as the person who asks counts it: beside the currency of the policy, rounded as spoken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from policy_engine import MONEY, FactDefinition, FactValue, Interval, Policy, Quantity

from . import wording
from .grounds import ExchangeRates


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is answered: what was told, in which currencies, and what these are worth.

    `currency`: the one asked for just now (按人民币算), before any that was told; `begun`: of what
    has run so long, the days between which it began; `today`: what is still to run counts from it.
    """

    facts: Mapping[str, FactValue] = field(default_factory=dict)
    rates: ExchangeRates = field(default_factory=ExchangeRates)
    currency: str = ""
    begun: Mapping[str, tuple[date, date]] = field(default_factory=dict)
    today: date | None = None

    def spoken(self, policy: Policy, definition: FactDefinition) -> str:
        """The currency in which the person speaks of a sum: as it was told, or others like it."""
        if self.currency or definition.kind != MONEY:
            return self.currency
        told = {
            name: value.unit.code
            for name, value in self.facts.items()
            if isinstance(value, Quantity)
            and name in policy.facts
            and policy.facts[name].unit == definition.unit
        }
        return told.get(definition.name) or next(reversed(told.values()), "")

    def also(self, policy: Policy, definition: FactDefinition, number: Decimal) -> str:
        """“（约 2750 万元）” beside a sum in another currency than the speaker's; else empty."""
        currency = self.spoken(policy, definition)
        if definition.kind != MONEY or currency in ("", definition.unit.code):
            return ""
        sum_ = Quantity(Interval.exactly(number), definition.unit)
        converted = self.rates.convert(sum_, currency)
        if converted is None:
            return ""
        told = wording.money(wording.three_figures(converted.interval.low), currency)
        return f"（约 {told}）"
