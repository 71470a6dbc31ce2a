"""The grounding check: does every rule rest on the text, and the whole text on rules?

That every 依据 stands verbatim in its clause is already required when a pack is loaded;
here numbers, clauses, facts and scenarios are held against text and rules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from .clauses import Clause
from .errors import PackError
from .pack import SCENARIOS
from .policy import Measure, Policy
from .rule_parsing import literals
from .scenarios import load_scenarios, run_scenario
from .units import written_unit


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a policy officer should look at."""

    where: str
    problem: str


@dataclass(frozen=True, slots=True)
class Report:
    """What was checked and what was found."""

    quotes: int
    numbers: int
    clauses: int
    scenarios: int
    findings: tuple[Finding, ...]


def check_grounding(policy: Policy) -> Report:
    """Hold a loaded pack against its text and its scenarios."""
    findings: list[Finding] = []
    numbers = 0
    for measure in policy.measures.values():
        written, quoted = _rule_numbers(measure), _quoted_numbers(measure.quote)
        numbers += len(written)
        findings += _ungrounded(measure, written, quoted)
        findings += _unused(measure, written, quoted)
    findings += _uncovered(policy)
    findings += _idle_facts(policy)
    scenario_count, failed = _scenarios(policy)
    return Report(
        quotes=sum(len(measure.quotes) for measure in policy.measures.values()),
        numbers=numbers,
        clauses=len(policy.source.clauses),
        scenarios=scenario_count,
        findings=(*findings, *failed),
    )


# -- numbers ---------------------------------------------------------------------

_LITERAL = re.compile(r"(\d+(?:\.\d+)?)\s*([^\d\s/]*)")
_QUOTED = re.compile(
    r"(\d+(?:\.\d+)?)(百万|千|万|亿)?(美元|元|平方米|平米|亩|公顷|个月|年|天|家|票|个|%)?"
)
_SPELLED = {
    "半年": "6个月",
    "第一年": "1",
    "第二年": "2",
    "第三年": "3",
    "第四年": "4",
    "第五年": "5",
}


def _rule_numbers(measure: Measure) -> dict[str, Decimal]:
    benefit = measure.benefit
    rules = [part.text for part in measure.condition.parts]
    for tier in benefit.tiers:
        rules += [tier.condition.text, tier.amount.text]
    rules += [amount.text for amount in (benefit.amount, benefit.cap) if amount is not None]
    return {text: _worth(text) for rule in rules for text in literals(rule)}


def _quoted_numbers(quote: str) -> dict[str, Decimal]:
    text = re.sub(r"\s", "", quote)
    for spelled, digits in _SPELLED.items():
        text = text.replace(spelled, digits)
    return {found.group(): _worth(found.group()) for found in _QUOTED.finditer(text)}


def _worth(text: str) -> Decimal:
    found = _LITERAL.match(text)
    assert found is not None
    number, unit = found.groups()
    if unit in ("%", "％"):
        return Decimal(number) / 100
    return written_unit(unit).canonical(Decimal(number)) if unit else Decimal(number)


def _ungrounded(
    measure: Measure, written: dict[str, Decimal], quoted: dict[str, Decimal]
) -> list[Finding]:
    return [
        Finding(f"措施 {measure.id}", f"规则里的“{text}”在依据里没有")
        for text, worth in written.items()
        if worth not in quoted.values()
    ]


def _unused(
    measure: Measure, written: dict[str, Decimal], quoted: dict[str, Decimal]
) -> list[Finding]:
    return [
        Finding(f"措施 {measure.id}", f"依据里的“{text}”没有写进规则")
        for text, worth in quoted.items()
        if worth not in written.values()
    ]


# -- coverage ----------------------------------------------------------------------


def _uncovered(policy: Policy) -> list[Finding]:
    source = policy.source
    covered = {measure.clause for measure in policy.measures.values()}
    covered |= {c.label for name in policy.uncovered_clauses if (c := source.clause(name))}
    missing = [
        Finding(f"原文{source.clause_name(clause.label)}", "没有措施，也没有列入“无措施条款”")
        for top in source.tree
        for clause in _left_out(top, covered)
    ]
    unknown = [
        Finding("无措施条款", f"原文没有“{name}”")
        for name in policy.uncovered_clauses
        if source.clause(name) is None
    ]
    return missing + unknown


def _left_out(clause: Clause, covered: set[str]) -> list[Clause]:
    """What of a clause nothing covers: of one that is covered in parts the other parts."""
    if clause.label in covered:
        return []
    if not any(part.label in covered for part in clause.walk()) and not clause.holds_articles:
        return [clause]
    return [left for part in clause.parts for left in _left_out(part, covered)]


def _idle_facts(policy: Policy) -> list[Finding]:
    used = {fact for measure in policy.measures.values() for fact in measure.facts}
    return [Finding(f"事实“{fact}”", "没有规则用到") for fact in policy.facts if fact not in used]


def _scenarios(policy: Policy) -> tuple[int, list[Finding]]:
    try:
        scenarios = load_scenarios(policy.directory / SCENARIOS)
    except PackError as error:
        return 0, [Finding(SCENARIOS, str(error))]
    failed = [
        Finding(f"案例“{scenario.name}”", difference)
        for scenario in scenarios
        for difference in run_scenario(policy, scenario)
    ]
    return len(scenarios), failed
