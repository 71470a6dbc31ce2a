"""The gap in words: “孵化入网企业差 1 家到 9 家（要 50 家以上），可到 30 万元档”."""

from __future__ import annotations

from decimal import Decimal

from policy_engine import (
    AREA,
    DURATION,
    MONEY,
    PERCENT,
    FactDefinition,
    FactError,
    Gap,
    Interval,
    MeasureResult,
    Policy,
    Quantity,
    Shortfall,
    Status,
    gaps,
    unit_of,
)

from . import wording
from .rule_wording import NOBODY, readable_rule, tier_name, wanted_text
from .running import full_from
from .speaking import Speaker
from .worded import worded

_ASKED = worded("questions")


def gap_texts(policy: Policy, result: MeasureResult, speaker: Speaker = NOBODY) -> tuple[str, ...]:
    """What is missing for each better outcome, in numbers where numbers can say it; where the same
    leads to a better one still, that one alone."""
    best = dict(gap_parts(policy, result, speaker))
    return tuple(lacking + goal for lacking, goal in best.items())


def gap_parts(
    policy: Policy, result: MeasureResult, speaker: Speaker = NOBODY
) -> tuple[tuple[str, str], ...]:
    """The same, what is missing apart from what it would lead to."""
    told = (_told(policy, gap, speaker) for gap in gaps(result) if _can_be_closed(gap, result))
    return tuple((lacking, goal) for lacking, goal in told if lacking)


def _can_be_closed(gap: Gap, result: MeasureResult) -> bool:
    """Not by becoming another business, nor by being in another year: nobody can choose those."""
    if gap.is_ruled_out_by_claims and result.status is Status.ELIGIBLE:
        return False
    return not any(shortfall.operator == "=" for way in gap.ways for shortfall in way)


def _told(policy: Policy, gap: Gap, speaker: Speaker) -> tuple[str, str]:
    ways = ["、".join(shortfall_text(policy, s, speaker) for s in way) for way in gap.ways if way]
    goal = f"，可到 {tier_name(policy, gap.gives)}" if gap.gives is not None else ""
    return "；或者".join(dict.fromkeys(ways)), goal


def shortfall_text(policy: Policy, shortfall: Shortfall, speaker: Speaker = NOBODY) -> str:
    """“差 1 家到 9 家”, or the condition itself where no number can say it."""
    definition = policy.facts[shortfall.fact]
    label = f"符合的{definition.label}" if definition.is_list else definition.label
    if definition.is_claim:
        label = definition.contrary or label
        if not isinstance(shortfall.known, bool):
            return f"{label}（还不知道）"
        has = definition.answered(shortfall.known)
        denied: str = _ASKED["told_to_have" if has else "told_to_lack"]
        return label + denied
    if shortfall.limit is None:  # a named value, or one fact against another
        return readable_rule(policy, shortfall.text) + _between(shortfall)
    full = _full_from(policy, shortfall, speaker)
    if full:
        return f"{label}{full}"
    missing = shortfall.missing
    if missing is None or _is_one_sided(shortfall) or missing.high <= 0:
        wanted = wanted_text(
            policy, shortfall.fact, shortfall.operator, shortfall.limit, speaker=speaker
        )
        return f"{label}要{wanted}"
    wanted = wanted_text(policy, shortfall.fact, shortfall.operator, shortfall.limit)
    kind, unit = definition.unit.kind, definition.unit.code
    shown = definition.shown(missing)
    rough = _lacking_as_said(definition, shortfall, speaker)
    if rough is not None and rough.high <= 0:
        return str(_ASKED["enough_roughly"]).format(label, wanted)
    short = _missing_text(shown, kind, unit, shortfall.strict)
    if rough is not None:
        shown, short = rough, _roughly(_number(rough.high, kind, unit))
    also = speaker.also(policy, definition, shown.high).strip("（）")
    return f"{label}{short}（{also}{'；' if also else ''}要{wanted}）"


def _lacking_as_said(
    definition: FactDefinition, shortfall: Shortfall, speaker: Speaker
) -> Interval | None:
    """大概420万 of 500万: of a number told roughly, what lacks by that number; else `None`."""
    told, limit = speaker.facts.get(shortfall.fact), shortfall.limit
    if not isinstance(told, Quantity) or not told.approx or limit is None:
        return None
    try:
        known = definition.in_own_unit(told, speaker.rates.convert).interval
    except FactError:
        return None
    lacking = definition.shown(limit).low - known.low
    return Interval.exactly(lacking) if known.is_exact else None


def _roughly(lacking: str) -> str:
    about = "" if lacking.startswith(wording.ABOUT) else f"{wording.ABOUT} "
    return str(_ASKED["short_roughly"]).format(about + lacking)


def _full_from(policy: Policy, shortfall: Shortfall, speaker: Speaker) -> str:
    definition = policy.facts[shortfall.fact]
    if definition.kind != DURATION or shortfall.limit is None:
        return ""
    return full_from(policy, shortfall.fact, Quantity(shortfall.limit, definition.unit), speaker)


def _between(shortfall: Shortfall) -> str:
    """“（差 5 万元）”: how far one amount lies below the other."""
    missing = shortfall.missing
    if missing is None or missing.high <= 0:
        return ""
    unit = unit_of(shortfall.unit)
    short = _missing_text(missing, unit.kind, unit.code, shortfall.strict)
    return str(_ASKED["short_by"].format(short))


def _is_one_sided(shortfall: Shortfall) -> bool:
    known = shortfall.known
    return isinstance(known, Interval) and (
        not known.has_ceiling or not known.has_floor or known.low == 0
    )


def _missing_text(missing: Interval, kind: str, unit: str, strict: bool) -> str:
    most = _number(missing.high, kind, unit)
    if missing.is_exact:
        bit = "多一点" if strict and missing.high > 0 else ""
        return f"差{'' if most.startswith(wording.ABOUT) else ' '}{most}{bit}"
    whole = kind not in (DURATION, AREA, PERCENT) and unit not in ("CNY", "USD")
    least = max(missing.low, type(missing.low)(1)) if whole else missing.low
    if least <= 0 or least >= missing.high:
        return f"最多差 {most}"
    return f"差 {_number(least, kind, unit)}到 {most}"


def _number(value: Decimal, kind: str, unit: str) -> str:
    return wording.spoken_money(value, unit) if kind == MONEY else wording.number(value, kind, unit)
