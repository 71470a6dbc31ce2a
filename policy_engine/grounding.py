"""The grounding check: does every rule rest on the text, and the whole text on rules?

That every 依据 stands verbatim in its clause is already required when a pack is loaded;
here numbers and dates, clauses, facts and scenarios are held against text and rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .clauses import Clause
from .drafting import AS_ISSUED, decisions_in
from .errors import PackError
from .grounds import Finding, grounds_of
from .numbering import marker
from .pack import RULES, SCENARIOS, SOURCE
from .policy import Policy
from .scenarios import load_scenarios, run_scenario
from .sentences import SentenceKind, says_how_much
from .source_text import SourceText
from .sources import SourceError, read_source


@dataclass(frozen=True, slots=True)
class Report:
    """What was checked and what was found."""

    quotes: int
    numbers: int
    clauses: int
    scenarios: int
    findings: tuple[Finding, ...]
    accepted: int = 0
    """How many points a person has looked at and let stand."""


def check_grounding(policy: Policy) -> Report:
    """Hold a loaded pack against its text and its scenarios."""
    grounds = grounds_of(policy)
    findings = [finding for ground in grounds for finding in ground.findings()]
    findings += _uncovered(policy)
    findings += _unused_sentences(policy)
    findings += _idle_facts(policy)
    findings += _undecided(policy)
    findings += _not_as_issued(policy)
    scenario_count, failed = _scenarios(policy)
    left, accepted = without_accepted(policy, (*findings, *failed))
    return Report(
        quotes=sum(len(ground.quotes) for ground in grounds),
        numbers=sum(len(ground.written) for ground in grounds),
        clauses=len(policy.source.clauses),
        scenarios=scenario_count,
        findings=left,
        accepted=accepted,
    )


HEARD = "听"
"""Stands in what the check finds of how facts are heard; that is looked for elsewhere."""


def without_accepted(
    policy: Policy, findings: Iterable[Finding], *, stale: bool = True
) -> tuple[tuple[Finding, ...], int]:
    """The findings that nobody has accepted, and how many somebody has.

    With `stale`, what is accepted and was not found is a finding too.
    """
    found = tuple(findings)
    said = {(each.where, each.problem) for each in policy.accepted}
    left = [each for each in found if (each.where, each.problem) not in said]
    accepted = len(found) - len(left)
    there = {(each.where, each.problem) for each in found}
    if stale:
        left += [
            Finding(
                f"已核对“{each.where}”",
                f"已经没有“{each.problem}”这个问题",
                "从“已核对”里删掉这一条",
            )
            for each in policy.accepted
            if (each.where, each.problem) not in there and HEARD not in each.problem
        ]
    return tuple(left), accepted


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
        Finding(
            f"原文{source.clause_name(clause.label)}",
            "没有措施，也没有列入“无措施条款”",
            "补一项措施；确实不给什么的，列进“无措施条款”",
        )
        for top in source.tree
        for clause in _left_out(top, covered)
    ]
    unknown = [
        Finding(
            "无措施条款", f"原文没有“{name}”", f"改成原文的编号，现有：{'、'.join(source.clauses)}"
        )
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
    return [
        Finding(f"事实“{fact}”", "没有规则用到", "删掉它，或者在条件、金额里用上")
        for fact in policy.facts
        if fact not in used
    ]


def _unused_sentences(policy: Policy) -> list[Finding]:
    """Sentences that say how much is given, and that no measure rests on, in clauses that have one."""
    quotes = [_plain(quote) for ground in grounds_of(policy) for quote in ground.quotes]
    quotes += [_plain(term.text) for m in policy.measures.values() for term in m.terms]
    listed = {c.label for name in policy.uncovered_clauses if (c := policy.source.clause(name))}
    inside = {
        part.label for top in policy.source.tree for part in top.walk() if part.label in listed
    }
    return [
        Finding(
            f"原文{policy.source.clause_name(sentence.place)}",
            f"“{sentence.text[:40]}”像是给钱的规则，没有措施用它作依据",
            "补一项措施；不是规则的，在“句类”里写明是什么",
        )
        for sentence in policy.sentences
        if sentence.kind is SentenceKind.RULE
        and sentence.place not in inside
        and says_how_much(sentence.text)
        and not any(_overlap(_plain(sentence.text), quote) for quote in quotes)
    ]


_BLANK = re.compile(r"\s+")
_PIECE = 12
"""Characters that a sentence and a quote share, if the quote is of that sentence."""


def _plain(text: str) -> str:
    return _BLANK.sub("", text).rstrip("。；;")


def _overlap(sentence: str, quote: str) -> bool:
    found = marker(sentence)
    sentence = sentence[len(found.label) :].lstrip("、.． ") if found is not None else sentence
    if quote in sentence or sentence in quote:
        return True
    starts = range(0, max(1, len(sentence) - _PIECE), _PIECE // 2)
    return any(sentence[start : start + _PIECE] in quote for start in starts)


def _undecided(policy: Policy) -> list[Finding]:
    """What a draft left to be decided, file by file."""
    found = []
    for name in (RULES, SCENARIOS):
        file = policy.directory / name
        lines = [n for n, _ in decisions_in(file.read_text("utf-8"))] if file.exists() else []
        if lines:
            places = "、".join(map(str, lines[:8])) + ("……" if len(lines) > 8 else "")
            found.append(
                Finding(
                    name,
                    f"还有 {len(lines)} 处待定（第 {places} 行）",
                    "一处一处看过、定下来，再删掉那一行“# 待定：”",
                )
            )
    return found


def _not_as_issued(policy: Policy) -> list[Finding]:
    """Whether the text is still what the document says that it was made from."""
    folder = policy.directory / AS_ISSUED
    for file in sorted(folder.iterdir()) if folder.is_dir() else []:
        try:
            issued = read_source(file).text
        except SourceError as error:
            return [Finding(AS_ISSUED, str(error), "换一份读得了的原件，或删掉它")]
        if _plain(issued) != _plain(policy.source.text):
            same = next(
                (
                    n
                    for n, (a, b) in enumerate(
                        zip(issued.split(), policy.source.text.split(), strict=False)
                    )
                    if a != b
                ),
                0,
            )
            near = policy.source.text.split()[same : same + 1]
            told = f"，从“{near[0][:20]}”起" if near else ""
            return [
                Finding(
                    SOURCE,
                    f"和原件“{file.name}”不一样{told}",
                    "原文不手改：用原件重新起草，或换成正确的原件",
                )
            ]
    return []


_WRITE_CASES = "编几个企业，写上该得什么（`wence policy try` 会挑出卡在门槛上的）"


def _scenarios(policy: Policy) -> tuple[int, list[Finding]]:
    try:
        scenarios = load_scenarios(policy.directory / SCENARIOS)
    except PackError as error:
        return 0, [Finding(SCENARIOS, str(error), _WRITE_CASES)]
    if not scenarios:
        return 0, [Finding(SCENARIOS, "一个案例也没有", _WRITE_CASES)]
    failed = [
        Finding(
            f"案例“{scenario.name}”", difference, "照原文看是规则错了还是案例错了，改错的那一个"
        )
        for scenario in scenarios
        for difference in run_scenario(policy, scenario)
    ]
    return len(scenarios), failed
