"""A result in an officer's words: amount, reasons with their verdicts, gap, sentence, open points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from policy_engine import (
    MONEY,
    FactValue,
    Interval,
    Known,
    MeasureResult,
    Policy,
    Quantity,
    Reason,
    Status,
)

from . import wording
from .blocks import Card, Extent, Judged, Quote
from .gap_wording import gap_texts
from .particulars import particulars, window
from .rule_wording import plain_fact, readable_rule, tier_name, wanted_text
from .speaking import Speaker

Facts = Mapping[str, FactValue]
SETTLED = (Status.ELIGIBLE, Status.INELIGIBLE)


def heading(result: MeasureResult) -> Card:
    """What comes out of a measure, without why."""
    measure = result.measure
    benefit = measure.benefit
    return Card(
        measure=measure.key,
        clause=measure.clause_name,
        title=measure.title,
        status=result.status,
        nature=benefit.kind,
        amount=wording.amount(result.amount, benefit) if _may_pay(result) else "",
        has_sum=result.amount is not None,
        quote=Quote(measure.quote, measure.clause),
        extent="heading",
    )


def _may_pay(result: MeasureResult) -> bool:
    return result.status in (Status.ELIGIBLE, Status.UNDETERMINED)


def card(
    result: MeasureResult,
    facts: Facts,
    extent: Extent = "full",
    *,
    speaker: Speaker | None = None,
    remark: str = "",
) -> Card:
    """A measure with everything a person wants to see of it; money as the `speaker` counts it."""
    speaker, policy = speaker or Speaker(facts), result.policy
    basis = _basis(policy, result, facts)
    return replace(
        heading(result),
        reasons=reasons(policy, result, speaker),
        basis=basis,
        formula=_formula(policy, result) if basis else "",
        cap=_cap(policy, result) if basis else "",
        gaps=gap_texts(policy, result, speaker)
        if result.status in SETTLED or extent == "gap"
        else (),
        missing=tuple(policy.facts[fact].label for fact in result.missing),
        denied=_denied_roles(policy, result, facts),
        open_points=tuple(result.notes),
        particulars=particulars(policy, result),
        remark=remark,
        window=window(policy, result) if _may_pay(result) else "",
        extent=extent,
    )


def _denied_roles(policy: Policy, result: MeasureResult, facts: Facts) -> tuple[str, ...]:
    """What was denied of a measure for a business that the enterprise is not in."""
    barred = set(_met_by_denial(result.reasons))
    denied = [f for f in result.measure.facts if facts.get(f) is False and f not in barred]
    another = result.status is Status.INELIGIBLE and any(policy.facts[f].role for f in denied)
    return tuple(policy.facts[fact].label for fact in denied) if another else ()


def _met_by_denial(reason: Reason) -> Iterator[str]:
    """The facts that must not be: to have none of them speaks for a measure."""
    if reason.negated:
        yield from reason.facts
    for part in reason.parts:
        yield from _met_by_denial(part)


# -- how the amount comes about -----------------------------------------------------------


def _basis(policy: Policy, result: MeasureResult, facts: Facts) -> tuple[str, ...]:
    """The told numbers that an amount is computed from."""
    if result.status is Status.INELIGIBLE or result.amount is None:
        return ()
    used = [fact for amount in result.measure.benefit.amounts() for fact in amount.facts()]
    told = (fact for fact in dict.fromkeys(used) if fact in facts)
    return tuple(wording.fact_value(policy.facts[fact], facts[fact]) for fact in told)


def _formula(policy: Policy, result: MeasureResult) -> str:
    """The formula, unless it is just the one number."""
    amount = result.measure.benefit.amount
    if amount is None or plain_fact(policy, amount):
        return ""
    return readable_rule(policy, amount.text)


def _cap(policy: Policy, result: MeasureResult) -> str:
    cap = result.measure.benefit.cap
    return readable_rule(policy, cap.text) if cap is not None else ""


# -- reasons --------------------------------------------------------------------------


def reasons(policy: Policy, result: MeasureResult, speaker: Speaker) -> tuple[Judged, ...]:
    """The conditions, each with its verdict and what it rests on."""
    return tuple(
        judged for part in result.reasons.parts for judged in _conditions(policy, part, speaker)
    )


def _conditions(policy: Policy, reason: Reason, speaker: Speaker) -> list[Judged]:
    if reason.gives is None and reason.any_of and any(part.gives for part in reason.parts):
        return _tiers(policy, reason, speaker)
    where = f"（{reason.clause}）" if reason.clause else ""
    text = _compound_text if reason.parts else _atom_text
    return [Judged(text(policy, reason, speaker) + where, reason.verdict)]


def _compound_text(policy: Policy, reason: Reason, speaker: Speaker) -> str:
    """Parts joined as the rule joins them; what is nested deeper is read as written."""
    if reason.negated or any(part.parts for part in reason.parts):
        return readable_rule(policy, reason.text)
    joiner = " 或 " if reason.any_of else " 且 "
    return joiner.join(_atom_text(policy, part, speaker) for part in reason.parts)


def _tiers(policy: Policy, reason: Reason, speaker: Speaker) -> list[Judged]:
    """The tiers; of those that differ only by a number like the year, the one that holds."""
    found = []
    for tier in reason.parts:
        if tier.verdict is False and all(part.operator == "=" for part in _atoms(tier)):
            continue
        assert tier.gives is not None
        atoms = tuple(
            Judged(_atom_text(policy, part, speaker), part.verdict) for part in _atoms(tier)
        )
        found.append(Judged(tier_name(policy, tier.gives), tier.verdict, atoms))
    return found or [_none_of_them(policy, reason, speaker)]


def _none_of_them(policy: Policy, reason: Reason, speaker: Speaker) -> Judged:
    """“服务年度 第 4 年，要第 1 年或第 2 年或第 3 年”: tiers that only differ by a number."""
    atoms = [atom for tier in reason.parts for atom in _atoms(tier)]
    fact = atoms[0].facts[0]
    wanted = "或".join(
        wanted_text(policy, fact, atom.operator, atom.limit, speaker=speaker).strip()
        for atom in atoms
    )
    known = _known_text(policy, fact, speaker.facts.get(fact), atoms[0].known[0])
    return Judged(f"{policy.facts[fact].label} {known}，要{wanted}", False)


def _atoms(reason: Reason) -> list[Reason]:
    if not reason.parts:
        return [reason]
    return [atom for part in reason.parts for atom in _atoms(part)]


def _atom_text(policy: Policy, atom: Reason, speaker: Speaker) -> str:
    fact = atom.facts[0]
    definition = policy.facts[fact]
    if definition.is_claim:
        return definition.label
    if atom.limit is None:  # one fact against another
        return readable_rule(policy, atom.text)
    if definition.is_list:
        return _count_text(policy, atom)
    wanted = wanted_text(policy, fact, atom.operator, atom.limit, speaker=speaker)
    told = speaker.facts.get(fact)
    known = _known_text(policy, fact, told, atom.known[0])
    if told is None and atom.verdict is None:
        known = ""  # what is reckoned of it settles nothing
    return f"{definition.label} {known}，要{wanted}" if known else f"{definition.label}要{wanted}"


def _count_text(policy: Policy, atom: Reason) -> str:
    """“符合的门店 2 家，要 1 家以上”: how many things of a list qualify."""
    definition, known = policy.facts[atom.facts[0]], atom.known[0]
    wanted = wanted_text(policy, definition.name, atom.operator, atom.limit)
    found = ""
    if isinstance(known, Interval) and (known.has_ceiling or known.low > 0):
        found = f" {wording.bounds(known, definition.unit.kind, definition.unit.code)}，"
    return f"符合的{definition.label}{found}要{wanted}"


def _known_text(policy: Policy, fact: str, told: FactValue | None, known: Known) -> str:
    definition = policy.facts[fact]
    if isinstance(told, Quantity):
        return wording.quantity(definition.in_own_unit(told, _keep))
    if isinstance(known, Interval) and known != definition.domain:
        known = _as_spoken(definition.shown(known), definition.unit.kind)
        return wording.bounds(known, definition.unit.kind, definition.unit.code)
    return ""


def _as_spoken(known: Interval, kind: str) -> Interval:
    """What is known of money by reckoning, rounded to three figures."""
    ends = [end for end in (known.low, known.high) if end.is_finite() and end % 100]
    if kind != MONEY or not ends:
        return known
    return known.rounded(Decimal(10) ** max(0, max(end.adjusted() for end in ends) - 2))


def _keep(quantity: Quantity, _currency: str) -> Quantity:
    return quantity
