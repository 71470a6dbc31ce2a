"""The grounding check: does every rule rest on the text, and the whole text on rules?

That every 依据 stands verbatim in its clause is already required when a pack is loaded;
here numbers and dates, clauses, facts and scenarios are held against text and rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .clauses import Clause
from .errors import PackError
from .grounds import Finding, grounds_of
from .pack import SCENARIOS
from .policy import Policy
from .scenarios import load_scenarios, run_scenario
from .source_text import SourceText


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
    grounds = grounds_of(policy)
    findings = [finding for ground in grounds for finding in ground.findings()]
    findings += _uncovered(policy)
    findings += _idle_facts(policy)
    scenario_count, failed = _scenarios(policy)
    return Report(
        quotes=sum(len(ground.quotes) for ground in grounds),
        numbers=sum(len(ground.written) for ground in grounds),
        clauses=len(policy.source.clauses),
        scenarios=scenario_count,
        findings=(*findings, *failed),
    )


# -- coverage ----------------------------------------------------------------------


def _uncovered(policy: Policy) -> list[Finding]:
    source = policy.source
    covered = {measure.clause for measure in policy.measures.values()}
    covered |= {common.clause for m in policy.measures.values() for common in m.common}
    covered |= {group.clause for group in policy.totals.groups}
    covered |= {term.clause for term in policy.defined_terms}
    covered.update(_quoted_elsewhere(policy))
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


def _quoted_elsewhere(policy: Policy) -> Iterator[str]:
    """The clauses that a measure of another clause rests on as well."""
    clauses = [clause for top in policy.source.tree for clause in top.walk()]
    for measure in policy.measures.values():
        own = policy.source.clause(measure.clause)
        text = SourceText(own.text if own is not None else "")
        for quote in (quote for quote in measure.quotes if text.find(quote) is None):
            yield from (clause.label for clause in clauses if SourceText(clause.own).find(quote))


def _left_out(clause: Clause, covered: set[str]) -> list[Clause]:
    """What of a clause nothing covers: of one that is covered in parts the other parts."""
    if clause.label in covered:
        return []
    if not any(part.label in covered for part in clause.walk()) and not clause.holds_articles:
        return [clause]
    return [left for part in clause.parts for left in _left_out(part, covered)]


def _idle_facts(policy: Policy) -> list[Finding]:
    used = {fact for measure in policy.measures.values() for fact in measure.facts}
    used |= {f for m in policy.measures.values() if m.window for f in m.window.facts()}
    used.update(policy.totals.facts())
    paid = (m.benefit.at_once for m in policy.measures.values() if m.benefit.at_once)
    used |= {fact for condition in paid for fact in condition.facts()}
    notes = (note for measure in policy.measures.values() for note in measure.notes)
    used |= {fact for note in notes if note.condition for fact in note.condition.facts()}
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
