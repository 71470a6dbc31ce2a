"""The grounding check: does every rule rest on the text, and the whole text on rules?

That every 依据 stands verbatim in its clause is already required when a pack is loaded;
here numbers and dates, clauses, facts and scenarios are held against text and rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .clauses import Clause
from .errors import PackError
from .measure import Measure
from .pack import SCENARIOS
from .policy import Policy
from .quoted_numbers import Worth, numbers_in_words, numbers_of_rules, numbers_quoted
from .scenarios import load_scenarios, run_scenario


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
        written, quoted = numbers_of_rules(_rules(measure)), numbers_quoted(measure.quote)
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


def _rules(measure: Measure) -> list[str]:
    benefit = measure.benefit
    rules = [part.text for part in measure.condition.parts]
    for tier in benefit.tiers:
        rules += [tier.condition.text, tier.amount.text]
    return rules + [amount.text for amount in (benefit.amount, benefit.cap) if amount is not None]


def _ungrounded(
    measure: Measure, written: Mapping[str, Worth], quoted: Mapping[str, set[Worth]]
) -> list[Finding]:
    said = set[Worth]().union(*quoted.values(), numbers_in_words(measure.quote))
    return [
        Finding(f"措施 {measure.id}", f"规则里的“{text}”在依据里没有")
        for text, worth in written.items()
        if worth not in said
    ]


def _unused(
    measure: Measure, written: Mapping[str, Worth], quoted: Mapping[str, set[Worth]]
) -> list[Finding]:
    used = set(written.values())
    return [
        Finding(f"措施 {measure.id}", f"依据里的“{text}”没有写进规则")
        for text, worths in quoted.items()
        if not worths & used
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
