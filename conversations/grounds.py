"""What every conversation stands on: policy, knowledge, exchange rates, contact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import combinations

from nlu import clean_text, scan
from policy_engine import (
    Assessment,
    FactValue,
    Measure,
    MeasureResult,
    Policy,
    Quantity,
    evaluate,
    unit_of,
)

from .blocks import Blocks
from .knowledge import Knowledge

MOST_ADDED = 8
"""Amounts of which every sum is known."""
YUAN = "CNY"


@dataclass(frozen=True, slots=True)
class ExchangeRates:
    """Yuan per unit of a currency, with the day they are of."""

    yuan_per: Mapping[str, Decimal] = field(default_factory=dict)
    on: date | None = None

    def convert(self, quantity: Quantity, currency: str) -> Quantity | None:
        """`quantity` in `currency`, or `None` without a rate for it.

        >>> from policy_engine import Interval
        >>> rates = ExchangeRates({"USD": Decimal("7")})
        >>> told = Quantity(Interval.exactly(14), unit_of("CNY"))
        >>> rates.convert(told, "USD").interval.low
        Decimal('2')
        >>> ExchangeRates().convert(told, "CNY") == told
        True
        """
        if quantity.unit.code == currency:
            return quantity
        known = {"CNY": Decimal(1), **self.yuan_per}
        if quantity.unit.code not in known or currency not in known:
            return None
        interval = quantity.interval.scaled(known[quantity.unit.code], known[currency])
        return Quantity(interval, unit_of(currency), quantity.approx)


@dataclass(frozen=True, slots=True)
class Grounds:
    """The things a reply is made from; they do not change during a conversation.

    `notice`: what whoever is greeted has to know of this service; `privacy`: how what is said is
    kept, where it is; `privacy_pointer`: how to come to know.
    """

    policy: Policy
    knowledge: Knowledge
    rates: ExchangeRates = field(default_factory=ExchangeRates)
    contact: str = ""
    notice: str = ""
    privacy: Blocks = ()
    privacy_pointer: Blocks = ()
    stated: frozenset[Decimal] = field(init=False, default=frozenset())
    """The sums that the policy itself pays, in yuan: who says one of them tells nothing."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "stated", frozenset(_stated(self.policy)))

    def alone(self, measure: Measure) -> MeasureResult:
        """What a measure comes to where nothing is told, on the first day of its policy."""
        policy = self.policy.policy_of(measure)
        return evaluate(policy, {}, policy.issued, self.rates.convert).result(measure.id)

    def assess(
        self, facts: Mapping[str, FactValue], today: date, focus: tuple[str, ...] = ()
    ) -> Assessment:
        """The engine's assessment at these exchange rates. Raises FactError."""
        return evaluate(self.policy, facts, today, self.rates.convert, focus=focus)

    def amounts(self, facts: Mapping[str, FactValue], today: date) -> frozenset[Decimal]:
        """The ends of every amount that an enterprise of these facts has been told, the total, and
        what some of the amounts come to together."""
        roles = {fact for fact, value in facts.items() if value is True}
        if not roles:
            return frozenset()
        exact = as_if_exact(facts)
        cases = (facts,) if exact == facts else (facts, exact)
        return frozenset(e for case in cases for e in _ends(self.assess(case, today), roles))


def as_if_exact(facts: Mapping[str, FactValue]) -> Mapping[str, FactValue]:
    """Rough numbers (约60万) as if they were exact."""
    return {
        name: replace(value, approx=False) if isinstance(value, Quantity) else value
        for name, value in facts.items()
    }


def _ends(found: Assessment, roles: Set[str]) -> Iterator[Decimal]:
    """The ends of the amounts that are of these roles, and what some of them come to together."""
    of_its_own = (r.amount for r in found.measures if not roles.isdisjoint(r.measure.facts))
    told = [amount for amount in (*of_its_own, found.total) if amount is not None]
    drawn = [r.amount.high for r in found.measures if r.counts and r.amount and r.amount.high]
    yield from (end for amount in told for end in (amount.low, amount.high) if end)
    for size in range(2, len(drawn[:MOST_ADDED]) + 1):
        yield from (sum(some, Decimal(0)) for some in combinations(drawn[:MOST_ADDED], size))


def _stated(policy: Policy) -> Iterator[Decimal]:
    for measure in policy.measures.values():
        for amount in measure.benefit.amounts():
            for mention in scan(clean_text(amount.text)):
                if mention.unit == YUAN and mention.interval.is_exact:
                    yield mention.interval.low
