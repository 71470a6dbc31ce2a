"""A result in an officer's words: amount, reasons with ✓ ✗ ?, gap, sentence, open points."""

from __future__ import annotations

import re
from collections.abc import Mapping

from policy_engine import (
    AREA,
    DATE,
    DURATION,
    PERCENT,
    Amount,
    FactValue,
    Gap,
    Interval,
    Known,
    Measure,
    MeasureResult,
    Policy,
    Quantity,
    Reason,
    Shortfall,
    Status,
    Truth,
    gaps,
)

from . import wording

MARKS: Mapping[Truth, str] = {True: "✓", False: "✗", None: "?"}
OPERATORS = {
    ">=": " {}以上", ">": "超过 {}", "<=": " {}以下", "<": "不到 {}", "=": " {}", "!=": "不是 {}",
}  # fmt: skip
DAY_OPERATORS = OPERATORS | {
    ">=": " {}以后（含当天）", ">": " {}以后（不含当天）", "<=": " {}以前（含当天）", "<": " {}以前（不含当天）",
}  # fmt: skip
MOST_MISSING = 3
Facts = Mapping[str, FactValue]


def heading(result: MeasureResult) -> str:
    """“✓ 平台建设扶持（第八条）：最高 20 万元”."""
    measure = result.measure
    name = f"{measure.title}（{measure.clause_name}）"
    if result.status is Status.ELIGIBLE:
        return f"✓ {name}：{wording.amount(result.amount, measure.benefit)}"
    if result.status is Status.INELIGIBLE:
        return f"✗ {name}：目前不符合"
    if result.status is Status.UNDETERMINED:
        return f"? {name}：还不能确定"
    return f"– {name}：文件不在有效期内，没有金额"


def line(policy: Policy, result: MeasureResult, facts: Facts) -> str:
    """A measure in one line: what comes out, and the one thing that it hangs on."""
    if result.status is Status.ELIGIBLE:
        basis = [text.removeprefix("· ") for text in amount_lines(policy, result, facts)]
        told = [text for text in basis if not text.startswith("算法")]
        return heading(result) + (f"（{'，'.join(told)}）" if told else "")
    if result.status is Status.INELIGIBLE:
        against = [text for text in reason_lines(policy, result, facts) if text[0] == MARKS[False]]
        return heading(result) + (f"（{against[0][2:]}）" if against else "")
    if result.status is Status.UNDETERMINED:
        amount = wording.amount(result.amount, result.measure.benefit)
        missing = "、".join(policy.facts[fact].label for fact in result.missing[:MOST_MISSING])
        return f"{heading(result)}，符合的话{amount}；还不知道：{missing}"
    return heading(result)


def card(policy: Policy, result: MeasureResult, facts: Facts) -> str:
    """A measure with everything a person wants to see of it."""
    lines = [heading(result)]
    denied = [fact for fact in result.measure.facts if facts.get(fact) is False]
    if result.status is Status.INELIGIBLE and any(policy.facts[f].role for f in denied):
        return f"{lines[0]}（您说没有：{'、'.join(policy.facts[f].label for f in denied)}）"
    if result.status is Status.UNDETERMINED and result.amount is not None:
        lines.append(f"如果符合：{wording.amount(result.amount, result.measure.benefit)}")
    lines += reason_lines(policy, result, facts)
    if result.status in (Status.ELIGIBLE, Status.INELIGIBLE):
        lines += [f"还差：{line}" for line in gap_lines(policy, result, facts)]
    lines.append(f"依据：“{result.measure.quote}”")
    lines += [f"待定：{note}。" for note in result.notes]
    return "\n".join(lines)


# -- reasons --------------------------------------------------------------------------


def reason_lines(policy: Policy, result: MeasureResult, facts: Facts) -> list[str]:
    """The conditions, one a line, each with its verdict and what it rests on."""
    tree = result.reasons
    lines = [line for part in tree.parts for line in _condition_lines(policy, part, facts, tree)]
    return lines + amount_lines(policy, result, facts)


def amount_lines(policy: Policy, result: MeasureResult, facts: Facts) -> list[str]:
    """How the amount comes about, where it is computed from told numbers."""
    if result.status is Status.INELIGIBLE or result.amount is None:
        return []
    used = [fact for amount in result.measure.benefit.amounts() for fact in amount.facts()]
    lines = [
        f"· {wording.fact_value(policy.facts[fact], facts[fact])}"
        for fact in dict.fromkeys(used)
        if fact in facts
    ]
    benefit = result.measure.benefit
    if lines and benefit.amount is not None and benefit.amount.facts() != (benefit.amount.text,):
        lines.append(f"· 算法：{readable_rule(policy, benefit.amount.text)}")
    if lines and benefit.cap is not None:
        lines.append(f"· 上限 {benefit.cap.text}")
    return lines


def _condition_lines(policy: Policy, reason: Reason, facts: Facts, tree: Reason) -> list[str]:
    if reason.gives is None and reason.any_of and any(part.gives for part in reason.parts):
        return _tier_lines(policy, reason, facts)
    if reason.parts:
        return [f"{MARKS[reason.verdict]} {_compound_text(policy, reason, facts)}"]
    return [f"{MARKS[reason.verdict]} {_atom_text(policy, reason, facts)}"]


def _compound_text(policy: Policy, reason: Reason, facts: Facts) -> str:
    """Parts joined as the rule joins them; what is nested deeper is read as written."""
    if reason.negated or any(part.parts for part in reason.parts):
        return readable_rule(policy, reason.text)
    joiner = " 或 " if reason.any_of else " 且 "
    return joiner.join(_atom_text(policy, part, facts) for part in reason.parts)


def _tier_lines(policy: Policy, reason: Reason, facts: Facts) -> list[str]:
    """The tiers; below the highest surely met one the rest need not be read out."""
    lines = []
    for tier in reason.parts:
        if tier.verdict is False and all(part.operator == "=" for part in _atoms(tier)):
            continue
        atoms = "，".join(
            f"{MARKS[part.verdict]} {_atom_text(policy, part, facts)}" for part in _atoms(tier)
        )
        assert tier.gives is not None
        lines.append(f"{MARKS[tier.verdict]} {_tier_name(policy, tier.gives)}：{atoms}")
    return lines or [_none_of_them(policy, reason, facts)]


def _none_of_them(policy: Policy, reason: Reason, facts: Facts) -> str:
    """“✗ 平台服务年度 第 4 年，要第 1 年或第 2 年或第 3 年”: tiers that only differ by a number."""
    atoms = [atom for tier in reason.parts for atom in _atoms(tier)]
    fact = atoms[0].facts[0]
    wanted = "或".join(_wanted(policy, fact, atom.operator, atom.limit).strip() for atom in atoms)
    known = _known_text(policy, fact, facts.get(fact), atoms[0].known[0])
    return f"{MARKS[False]} {policy.facts[fact].label} {known}，要{wanted}"


def _tier_name(policy: Policy, amount: Amount) -> str:
    """“20 万元档”, or the formula where the tier is a share: “服务费 × 60%”."""
    return readable_rule(policy, amount.text) if amount.facts() else f"{amount.text}档"


def _atoms(reason: Reason) -> list[Reason]:
    if not reason.parts:
        return [reason]
    return [atom for part in reason.parts for atom in _atoms(part)]


def _atom_text(policy: Policy, atom: Reason, facts: Facts) -> str:
    definition = policy.facts[atom.facts[0]]
    if definition.is_claim:
        return definition.label
    if definition.is_list:
        return _count_text(policy, atom)
    if atom.limit is None:  # one fact against another
        return readable_rule(policy, atom.text)
    wanted = _wanted(policy, atom.facts[0], atom.operator, atom.limit)
    told = facts.get(atom.facts[0])
    known = _known_text(policy, atom.facts[0], told, atom.known[0])
    return f"{definition.label} {known}，要{wanted}" if known else f"{definition.label}要{wanted}"


def _count_text(policy: Policy, atom: Reason) -> str:
    """“符合的门店 2 家，要 1 家以上”: how many things of a list qualify."""
    definition, known = policy.facts[atom.facts[0]], atom.known[0]
    wanted = _wanted(policy, definition.name, atom.operator, atom.limit)
    found = ""
    if isinstance(known, Interval) and (known.has_ceiling or known.low > 0):
        found = f" {wording.bounds(known, definition.unit.kind, definition.unit.code)}，"
    return f"符合的{definition.label}{found}要{wanted}"


def _known_text(policy: Policy, fact: str, told: FactValue | None, known: Known) -> str:
    if isinstance(told, Quantity):
        return wording.quantity(policy.facts[fact].in_own_unit(told, _keep))
    definition = policy.facts[fact]
    if isinstance(known, Interval) and known != definition.domain:
        known = definition.shown(known)
        return wording.bounds(known, definition.unit.kind, definition.unit.code)
    return ""


def _keep(quantity: Quantity, _currency: str) -> Quantity:
    return quantity


def _wanted(policy: Policy, fact: str, operator: str | None, limit: Interval | None) -> str:
    if operator is None or limit is None:
        return ""
    definition = policy.facts[fact]
    number = wording.number(definition.shown(limit).low, definition.unit.kind, definition.unit.code)
    operators = DAY_OPERATORS if definition.kind == DATE else OPERATORS
    return operators[operator].format(number)


def conditions_of(policy: Policy, measure: Measure) -> list[str]:
    """What a measure asks for, without any enterprise in mind."""
    lines = [f"· {readable_rule(policy, part.text)}" for part in measure.condition.parts]
    return lines + [
        f"· {tier.amount.text}：{readable_rule(policy, tier.condition.text)}"
        for tier in measure.benefit.tiers
    ]


_COUNT_OF = re.compile(r"个数[(（]([^,，()（）]+)[,，]\s*([^()（）]+)[)）]")
_RANK_SIGNS = {">=": "不低于", "<=": "不高于", ">": "高于", "<": "低于"}
_DAY_SIGNS = {">=": "不早于", "<=": "不晚于", ">": "晚于", "<": "早于"}


def readable_rule(policy: Policy, text: str) -> str:
    """A rule as written, with readable names and signs."""
    for name in sorted(policy.facts, key=len, reverse=True):
        text = text.replace(name, policy.facts[name].label)
    text = _COUNT_OF.sub(r"\1（\2）的个数", text)
    for definition in policy.facts.values():
        if definition.is_choice:
            for sign, words in _RANK_SIGNS.items():
                text = text.replace(f"{definition.label} {sign} ", f"{definition.label}{words} ")
    for sign, words in _DAY_SIGNS.items():
        text = re.sub(rf" {sign} (?=\d{{4}}[-年])", f"{words} ", text)
    for sign, words in (
        (">=", "不少于"),
        ("<=", "不超过"),
        (">", "超过"),
        ("<", "少于"),
        ("=", "为"),
    ):
        text = text.replace(f" {sign} ", f"{words} ")
    return text


# -- the gap -----------------------------------------------------------------------------


def gap_lines(policy: Policy, result: MeasureResult, facts: Facts) -> list[str]:
    """What is missing for each better outcome, in numbers where numbers can say it."""
    lines = []
    for gap in gaps(result):
        if gap.is_ruled_out_by_claims and result.status is Status.ELIGIBLE:
            continue
        if any(shortfall.operator == "=" for way in gap.ways for shortfall in way):
            continue  # nobody can choose which year it is
        text = _gap_text(policy, gap)
        if text:
            goal = f"，可到 {_tier_name(policy, gap.gives)}" if gap.gives is not None else ""
            lines.append(text + goal)
    return lines


def _gap_text(policy: Policy, gap: Gap) -> str:
    ways = ["、".join(shortfall_text(policy, s) for s in way) for way in gap.ways if way]
    return "；或者".join(dict.fromkeys(ways))


def shortfall_text(policy: Policy, shortfall: Shortfall) -> str:
    """“还差 1–9 家入网企业” or the condition itself where no number can say it."""
    definition = policy.facts[shortfall.fact]
    label = f"符合的{definition.label}" if definition.is_list else definition.label
    if definition.is_claim:
        return f"{label}（{'您说没有' if shortfall.verdict is False else '还不知道'}）"
    if shortfall.limit is None:  # a named value, or one fact against another
        return readable_rule(policy, shortfall.text)
    wanted = _wanted(policy, shortfall.fact, shortfall.operator, shortfall.limit)
    missing = shortfall.missing
    one_sided = isinstance(shortfall.known, Interval) and (
        not shortfall.known.has_ceiling or not shortfall.known.has_floor or shortfall.known.low == 0
    )
    if missing is None or one_sided or missing.high <= 0:
        return f"{label}要{wanted}"
    kind, unit = definition.unit.kind, definition.unit.code
    about = _missing_text(definition.shown(missing), kind, unit, shortfall.strict)
    return f"{label}{about}（要{wanted}）"


def _missing_text(missing: Interval, kind: str, unit: str, strict: bool) -> str:
    most = wording.number(missing.high, kind, unit)
    if missing.is_exact:
        return f"差 {most}多一点" if strict and missing.high > 0 else f"差 {most}"
    whole = kind not in (DURATION, AREA, PERCENT)
    least = (
        max(missing.low, type(missing.low)(1))
        if whole and unit not in ("CNY", "USD")
        else missing.low
    )
    if least <= 0:
        return f"最多差 {most}"
    return f"差 {wording.number(least, kind, unit)}到 {most}"
